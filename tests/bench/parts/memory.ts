import { type BenchTab, interleave } from '../measure.ts';
import { browserOf, namesOf, type Part } from './part.ts';

const SCREENS = 50;
const WARM_SCREENS = 5;
/** Enough for a screen to be read and painted. */
const SCREEN_MS = 250;

/** What is kept of 50 screens that came and went. */
export const memory: Part = {
  name: 'memory',
  async run(bench) {
    const names = ['none', ...namesOf(bench)];
    const kept = await interleave(names, 1, async name => {
      const tab = await browserOf(bench, name).open();
      try {
        await tab.goto(`${name}/made/lines.html?50`);
        return await comeAndGo(tab);
      } finally {
        await tab.close();
      }
    });
    const ours = kept.get('ours');
    const none = kept.get('none');
    return {
      goals: [
        {
          what: 'heap after 50 screens',
          how: 'of the start',
          reached: ours?.heap ?? 0,
          limit: 1.05,
          unit: '×',
        },
        {
          what: 'detached nodes',
          how: 'more than without',
          reached: (ours?.detached ?? 0) - (none?.detached ?? 0),
          limit: 0,
          unit: '',
        },
      ],
      tables: [
        {
          title: '50 screens appended and removed',
          head: [
            '',
            'heap, of the start',
            'heap, kB',
            'nodes more than at the start',
            'detached nodes',
            'registered ranges',
          ],
          rows: names.map(name => {
            const at = kept.get(name);
            return [name, at?.heap ?? 0, at?.heapKb ?? 0, at?.nodes ?? 0, at?.detached ?? 0, at?.ranges ?? 0];
          }),
        },
      ],
    };
  },
};

async function comeAndGo(tab: BenchTab) {
  const { page, cdp } = tab;
  const screens = (count: number) =>
    page.evaluate(
      async ([many, screenMs]) => {
        for (let i = 0; i < many; i++) {
          const screen = document.createElement('div');
          screen.innerHTML =
            `<p>Cilium uses <em>eBPF</em> on screen ${i}, and Kubernetes has pods.</p>`.repeat(40);
          document.body.prepend(screen);
          await new Promise(resolve => setTimeout(resolve, screenMs));
          screen.remove();
        }
      },
      [count, SCREEN_MS] as const,
    );
  const weigh = async () => {
    await tab.quiet();
    for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const { nodes } = await cdp.send('Memory.getDOMCounters');
    return { usedSize, nodes };
  };
  // What is made once, such as code and senses, is no leak.
  await screens(WARM_SCREENS);
  const before = await weigh();
  await screens(SCREENS);
  const after = await weigh();
  return {
    heap: after.usedSize / before.usedSize,
    heapKb: after.usedSize / 1_000,
    nodes: after.nodes - before.nodes,
    detached: await detachedNodes(tab),
    ranges: await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)),
  };
}

/** How many nodes are kept although they are in no document, by a picture of the heap. */
async function detachedNodes({ cdp }: BenchTab): Promise<number> {
  let text = '';
  const gather = ({ chunk }: { chunk: string }) => {
    text += chunk;
  };
  cdp.on('HeapProfiler.addHeapSnapshotChunk', gather);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', gather);
  const { snapshot, nodes } = JSON.parse(text) as {
    snapshot: { meta: { node_fields: string[] } };
    nodes: number[];
  };
  const fields = snapshot.meta.node_fields;
  const detachedness = fields.indexOf('detachedness');
  const DETACHED = 2;
  let count = 0;
  for (let at = detachedness; at < nodes.length; at += fields.length) if (nodes[at] === DETACHED) count++;
  return count;
}
