import { costOfLoad, interleave } from '../measure.ts';
import type { Part } from './part.ts';

/** As burn.ts does: at once, in a microtask, in a timer, behind an await, in a frame. */
const BURNED_MS = 5 * 20;

/** Whether the measuring finds all of what a content script is known to spend. */
export const validate: Part = {
  name: 'validate',
  async run({ peers, repeats }) {
    const costs = await interleave(['none', 'burn'], repeats.many, name =>
      costOfLoad(peers, `${name}/made/blank.html`),
    );
    const burn = costs.get('burn');
    const none = costs.get('none');
    if (!burn || !none) throw new Error('nothing was measured');
    if (Math.abs(burn.scriptWall / BURNED_MS - 1) > 0.1)
      throw new Error(
        `the trace shows ${burn.scriptWall} ms of ${BURNED_MS}: nothing that it says can be believed`,
      );
    return {
      goals: [],
      tables: [
        {
          title: 'A content script that is known to take 100 ms by the clock on the wall',
          notes: [
            'Thread time is less where other programs used the processor meanwhile. The main thread’s task time is another count of the same.',
          ],
          head: ['', 'script, wall ms', 'script, thread ms', 'main thread more than without, thread ms'],
          rows: [['burn', burn.scriptWall, burn.script, burn.main - none.main]],
        },
      ],
    };
  },
};
