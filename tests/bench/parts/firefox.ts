import { launch, type Reader } from '../../browsers/launch.ts';
import { packIfStale } from '../../browsers/packed.ts';
import { interleave } from '../measure.ts';
import { PAGES } from '../pages.ts';
import { pageThreadsMs } from '../process-time.ts';
import type { Bench, Part } from './part.ts';

const IDS = ['qa65k', 'table115k', 'kapi1m7'];
const CONTENDERS = ['none', 'ours', 'walker-pattern', 'mark-pattern', 'find-and-replace'];
/** Pages are quiet if they do less than so much in so many looks on end. */
const LOOK_MS = 200;
const IDLE_MS = 4;
const IDLE_LOOKS = 4;
let hosts = 0;

/**
 * The same in Firefox, which does not tell what a content script costs; but Linux tells for how long the main thread of
 * a page has been running.
 */
export const firefox: Part = {
  name: 'firefox',
  async run(bench) {
    const rows = new Map<string, (string | number)[]>(CONTENDERS.map(name => [name, [name]]));
    const table = {
      title: 'Firefox: main thread more than without, ms',
      notes: [
        'As in Chromium, on a page at rest. “none” is what the page itself does meanwhile. A process may have had a page before.',
      ],
      head: ['', ...IDS],
    };
    if (process.platform !== 'linux') {
      bench.say('Firefox is measured on Linux only');
      return { goals: [], tables: [] };
    }
    packIfStale('firefox');
    const [ours, peers] = [
      await launch('firefox'),
      await launch('firefox', { extension: bench.peersFolder }),
    ];
    try {
      for (const id of IDS) {
        bench.say(id);
        const path = PAGES.find(page => page.id === id)?.path;
        const spent = await interleave(CONTENDERS, bench.repeats.few, async name => ({
          ms: await spentMs(name === 'ours' ? ours : peers, bench, `${name}/${path}`),
        }));
        const none = spent.get('none')?.ms ?? 0;
        for (const [name, { ms }] of spent) rows.get(name)?.push(name === 'none' ? ms : ms - none);
      }
    } finally {
      await ours.close();
      await peers.close();
    }
    return { goals: [], tables: [{ ...table, rows: [...rows.values()] }] };
  },
};

async function spentMs(reader: Reader, { server }: Bench, path: string): Promise<number> {
  const tab = await reader.newTab();
  const host = `f${hosts++}.localhost`;
  try {
    const going = tab.goto(`http://${host}:${server.port}/${path}?held`);
    going.catch(() => undefined); // met again below
    while (!server.isHeld(host)) await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    const drawn = await whenQuiet();
    server.release(host);
    await going;
    return (await whenQuiet()) - drawn;
  } finally {
    await tab.close();
  }
}

/** What pages have spent until they do nothing any more. */
async function whenQuiet(): Promise<number> {
  let before = Number.NEGATIVE_INFINITY;
  for (let idle = 0; idle < IDLE_LOOKS; ) {
    const now = pageThreadsMs();
    idle = now - before < IDLE_MS ? idle + 1 : 0;
    before = now;
    await new Promise(resolve => setTimeout(resolve, LOOK_MS));
  }
  return before;
}
