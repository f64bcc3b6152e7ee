import { type BenchTab, interleave } from '../measure.ts';
import type { Cost } from '../trace.ts';
import { browserOf, namesOf, type Part } from './part.ts';

const LINES = 1_000;
/** How long after the end it is watched. */
const AFTER_MS = 2_500;
const STORMS = [
  { name: 'storm', seconds: 10 },
  { name: 'feed', seconds: 5 },
  { name: 'ticker', seconds: 5 },
] as const;

interface Stormed extends Cost {
  seconds: number;
  /** How long after the end the content script last had something to do. */
  caughtUpMs: number;
  /** Nodes that are kept after everything that can be thrown away is. */
  nodes: number;
}

/** Pages that do not rest: 5,000 changes of texts a second; a feed of 1,000 lines a second; one text in each frame. */
export const storms: Part = {
  name: 'storms',
  async run(bench) {
    const names = ['none', 'observer', ...namesOf(bench)];
    const measured = new Map<string, Map<string, Stormed>>();
    for (const { name: storm, seconds } of STORMS) {
      bench.say(storm);
      measured.set(
        storm,
        await interleave(names, Math.ceil(bench.repeats.few / 2), async name => {
          const tab = await browserOf(bench, name).open();
          try {
            return await drive(tab, name, storm, seconds);
          } finally {
            await tab.close();
          }
        }),
      );
    }
    const of = (storm: string, name: string) => measured.get(storm)?.get(name) as Stormed;
    const [stormed, feed, plain] = [of('storm', 'ours'), of('feed', 'ours'), of('feed', 'none')];
    const told = of('feed', 'observer');
    const allScript = (cost: Cost) => cost.script + cost.pageScript;
    return {
      goals: [
        { what: 'storm', how: 'our share of its time', reached: share(stormed), limit: 5, unit: '%' },
        { what: 'storm', how: 'longest task of ours', reached: stormed.longest, limit: 50, unit: 'ms' },
        { what: 'storm', how: 'caught up after', reached: stormed.caughtUpMs, limit: 1_000, unit: 'ms' },
        {
          what: 'feed, script',
          how: 'of none',
          reached: allScript(feed) / allScript(plain),
          barest: allScript(told) / allScript(plain),
          limit: 2,
          unit: '×',
        },
        { what: 'feed, main thread', how: 'of none', reached: feed.main / plain.main, limit: 1.7, unit: '×' },
        {
          what: 'feed, nodes kept',
          how: 'of none',
          reached: feed.nodes / plain.nodes,
          limit: 1.01,
          unit: '×',
        },
      ],
      tables: STORMS.map(({ name: storm, seconds }) => ({
        title: `${storm}, ${seconds} s`,
        head: [
          '',
          'our script, ms',
          'share, %',
          'page’s script, ms',
          'main thread, ms',
          'longest, ms',
          'caught up, ms',
          'nodes',
        ],
        rows: names.map(name => {
          const cost = of(storm, name);
          const { script, pageScript, main, longest, caughtUpMs, nodes } = cost;
          return [name, script, share(cost), pageScript, main, longest, caughtUpMs, nodes];
        }),
      })),
    };
  },
};

const share = ({ script, seconds }: Stormed): number => (100 * script) / (seconds * 1_000);

async function drive(tab: BenchTab, name: string, storm: string, seconds: number): Promise<Stormed> {
  await tab.goto(`${name}/made/lines.html?${LINES}`);
  const cost = await tab.trace(async () => {
    await tab.page.evaluate(
      detail => void document.dispatchEvent(new CustomEvent('bench-drive', { detail })),
      [storm, seconds],
    );
    await tab.page.waitForTimeout(seconds * 1_000 + AFTER_MS);
  });
  const end = cost.marksMs.get('end');
  if (end === undefined) throw new Error(`the ${storm} did not end`);
  await tab.cdp.send('HeapProfiler.collectGarbage');
  const { nodes } = await tab.cdp.send('Memory.getDOMCounters');
  return { ...cost, seconds, nodes, caughtUpMs: Math.max(0, cost.lastMs - end) };
}
