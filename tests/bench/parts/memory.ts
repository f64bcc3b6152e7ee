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
          notes: [
            'Heap: what scripts made, without compiled code, of which V8 makes more the longer anything runs.',
          ],
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
    const { nodes } = await cdp.send('Memory.getDOMCounters');
    return { nodes, ...(await pictureOf(tab)) };
  };
  // What is made once, such as code and senses, is no leak.
  await screens(WARM_SCREENS);
  const before = await weigh();
  await screens(SCREENS);
  const after = await weigh();
  return {
    heap: after.bytes / before.bytes,
    heapKb: after.bytes / 1_000,
    nodes: after.nodes - before.nodes,
    detached: after.detached,
    ranges: await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)),
  };
}

/** A picture of the heap: what scripts made, without compiled code, and nodes that are kept though they are in no document. */
async function pictureOf({ cdp }: BenchTab): Promise<{ bytes: number; detached: number }> {
  let text = '';
  const gather = ({ chunk }: { chunk: string }) => {
    text += chunk;
  };
  cdp.on('HeapProfiler.addHeapSnapshotChunk', gather);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', gather);
  const { snapshot, nodes } = JSON.parse(text) as {
    snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
    nodes: number[];
  };
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const detachedness = fields.indexOf('detachedness');
  // Code is made the longer anything runs, and what is native is the page's.
  const [code, native] = [types[0].indexOf('code'), types[0].indexOf('native')];
  const DETACHED = 2;
  let [bytes, detached] = [0, 0];
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (nodes[at + type] !== code && nodes[at + type] !== native) bytes += nodes[at + size] ?? 0;
    if (nodes[at + detachedness] === DETACHED) detached++;
  }
  return { bytes, detached };
}
