import { interleave } from '../measure.ts';
import { PAGES } from '../pages.ts';
import { runNode } from './node-run.ts';
import type { Goal, Part } from './part.ts';

const LIMIT = 0.25;

interface Spent {
  match: number;
  judge: number;
  background: number;
  judgements: number;
}

/** What judging takes beside matching: Node.js, a new process each time. */
export const senses: Part = {
  name: 'senses',
  async run({ repeats }) {
    const ids = PAGES.filter(({ kind }) => kind === 'small' || kind === 'large').map(({ id }) => id);
    const runs = ids.flatMap(id => [`${id} cold`, `${id} warm`]);
    const judged = await interleave(runs, repeats.many, async run => {
      const [id = '', state = ''] = run.split(' ');
      return runNode<Record<string, Spent>>('senses.ts', id)[state] as Spent;
    });
    const goals = [...judged].flatMap(([run, { match, judge, background }]): Goal[] => [
      {
        what: 'judging a page, in the page',
        how: `${run}, of matching it`,
        reached: judge / match,
        limit: LIMIT,
        unit: '×',
      },
      {
        what: 'judging a page, with the background',
        ...{ how: `${run}, of matching it`, reached: (judge + background) / match, limit: LIMIT, unit: '×' },
      },
    ]);
    return {
      goals: goals.filter(({ how }) => how.includes('cold')),
      tables: [
        {
          title: 'Judging beside matching, ms',
          notes: [
            'Cold: the first page of a process, for which the background’s senses are made as well. Warm: the sixth. What it takes to send questions is not in it.',
          ],
          head: ['', 'matching', 'judging, in the page', 'judging, in the background', 'judged'],
          rows: [...judged].map(([run, at]) => [run, at.match, at.judge, at.background, at.judgements]),
        },
      ],
    };
  },
};
