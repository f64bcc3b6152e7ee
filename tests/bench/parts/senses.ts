import { interleave } from '../measure.ts';
import { PAGES } from '../pages.ts';
import { runNode } from './node-run.ts';
import type { Part } from './part.ts';

const LIMIT = 0.25;

interface Judged {
  match: number;
  judge: number;
  judgements: number;
  warmMatch: number;
  warmJudge: number;
}

/** What judging takes beside matching: Node.js, a new process each time. */
export const senses: Part = {
  name: 'senses',
  async run({ repeats }) {
    const ids = PAGES.filter(({ kind }) => kind === 'small' || kind === 'large').map(({ id }) => id);
    const judged = await interleave(ids, repeats.many, async id => runNode<Judged>('senses.ts', id));
    return {
      goals: [...judged].map(([id, { match, judge }]) => ({
        what: 'judging a page',
        how: `${id}, of matching it`,
        reached: judge / match,
        limit: LIMIT,
        unit: '×',
      })),
      tables: [
        {
          title: 'Judging beside matching, ms',
          head: ['', 'matching', 'judging', 'again: matching', 'again: judging', 'matches'],
          rows: [...judged].map(([id, at]) => [
            id,
            ...[at.match, at.judge, at.warmMatch, at.warmJudge, at.judgements],
          ]),
        },
      ],
    };
  },
};
