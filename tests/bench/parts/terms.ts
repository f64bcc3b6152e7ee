import { interleave } from '../measure.ts';
import { runNode } from './node-run.ts';
import type { Part } from './part.ts';

const COUNTS = [6, 60, 600, 6_000] as const;

interface Matched {
  build: number;
  first: number;
  warm: number;
  found: number;
}

/** How the matcher grows with the number of terms: Node.js, a new process each time. */
export const terms: Part = {
  name: 'terms',
  async run({ repeats }) {
    const matched = await interleave(COUNTS, repeats.many, async count =>
      runNode<Matched>('terms.ts', String(count)),
    );
    const cold = (count: (typeof COUNTS)[number]) => {
      const { build, first } = matched.get(count) ?? { build: 0, first: 0 };
      return build + first;
    };
    const goal = (count: 600 | 6_000, limit: number) => ({
      what: `${count.toLocaleString('en')} terms`,
      how: 'build and first call, of 60 terms',
      reached: cold(count) / cold(60),
      limit,
      unit: '×',
    });
    return {
      goals: [goal(600, 2.5), goal(6_000, 7)],
      tables: [
        {
          title: 'The matcher on the text of the page of 4 MB, ms',
          head: ['terms', 'build', 'first call', 'warm', 'found'],
          rows: [...matched].map(([count, { build, first, warm, found }]) => [
            count.toLocaleString('en'),
            ...[build, first, warm, found],
          ]),
        },
      ],
    };
  },
};
