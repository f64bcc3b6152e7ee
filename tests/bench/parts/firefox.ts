import { launch, type Reader } from '../../browsers/launch.ts';
import { packIfStale } from '../../browsers/packed.ts';
import { interleave } from '../measure.ts';
import { PAGES } from '../pages.ts';
import type { Bench, Part } from './part.ts';

const IDS = ['qa65k', 'table115k', 'kapi1m7'];
const CONTENDERS = ['none', 'ours', 'walker-pattern', 'mark-pattern', 'find-and-replace'];
/** The page counts as quiet if in so long hardly anything keeps it busy: other programs do now and then. */
const QUIET_MS = 600;
const QUIET_BUSY_MS = 60;
/** Content scripts wait until a page has ended, and this page does not before all of it is drawn. */
const HELD_MS = 3_000;
let hosts = 0;

/**
 * The same in Firefox, which does not tell what a content script costs: the page itself measures for how long it was
 * kept from running after it was drawn, by the clock on the wall.
 */
export const firefox: Part = {
  name: 'firefox',
  async run(bench) {
    packIfStale('firefox');
    const [ours, peers] = [
      await launch('firefox'),
      await launch('firefox', { extension: bench.peersFolder }),
    ];
    try {
      const rows = new Map<string, (string | number)[]>(CONTENDERS.map(name => [name, [name]]));
      for (const id of IDS) {
        bench.say(id);
        const path = PAGES.find(page => page.id === id)?.path;
        const busy = await interleave(CONTENDERS, bench.repeats.few, async name => ({
          ms: await busyMs(name === 'ours' ? ours : peers, bench, `${name}/${path}`),
        }));
        const none = busy.get('none')?.ms ?? 0;
        for (const [name, { ms }] of busy) rows.get(name)?.push(name === 'none' ? ms : ms - none);
      }
      return {
        goals: [],
        tables: [
          {
            title: 'Firefox: wall-clock ms for which the page was kept from running, more than without',
            notes: [
              '“none” is the page itself. These are times by the clock on the wall: other programs are in them.',
            ],
            head: ['', ...IDS],
            rows: [...rows.values()],
          },
        ],
      };
    } finally {
      await ours.close();
      await peers.close();
    }
  },
};

async function busyMs(reader: Reader, { server }: Bench, path: string): Promise<number> {
  const tab = await reader.newTab();
  const read = () =>
    tab.evaluate(() => {
      const { busyMs, drawnMs } = globalThis as unknown as { busyMs: number; drawnMs: number };
      return busyMs - drawnMs;
    }, null);
  try {
    await tab.goto(`http://f${hosts++}.localhost:${server.port}/${path}?heartbeat&held=${HELD_MS}`);
    for (let before = Number.NEGATIVE_INFINITY, now = 0; ; before = now) {
      now = await read();
      if (now - before < QUIET_BUSY_MS) return before;
      await new Promise(resolve => setTimeout(resolve, QUIET_MS));
    }
  } finally {
    await tab.close();
  }
}
