import { type BenchTab, interleave } from '../measure.ts';
import { browserOf, namesOf, type Part } from './part.ts';

const TERMS = 1_000;
const MOVES = 300;
/** Less than a rest on a word takes to open a card, and more than a frame. */
const MOVE_MS = 20;

/** What a move of the pointer costs on a page with 1,000 terms. */
export const hover: Part = {
  name: 'hover',
  async run(bench) {
    const names = ['none', 'highlightsFromPoint', ...namesOf(bench)];
    const costs = await interleave(names, bench.repeats.few, async name => {
      const tab = await browserOf(bench, name).open();
      try {
        await tab.goto(`${name}/made/full.html?${TERMS}`);
        if (name === 'highlightsFromPoint') await askAtEachMove(tab);
        return { move: await moveAround(tab) };
      } finally {
        await tab.close();
      }
    });
    const of = (name: string) => costs.get(name)?.move ?? 0;
    const reached = (of('ours') - of('none')) / of('highlightsFromPoint');
    return {
      goals: [
        { what: 'pointer move, 1,000 terms', how: 'of highlightsFromPoint', reached, limit: 0.05, unit: '×' },
      ],
      tables: [
        {
          title: 'Pointer move, 1,000 terms on the page',
          notes: [
            'All script that runs at a move; in the second row a listener that does nothing but that, over as many ranges.',
          ],
          head: ['', 'µs a move'],
          rows: names.map(name => [name, of(name)]),
        },
      ],
    };
  },
};

/** The points of all moves, spread over the viewport. */
const points = Array.from({ length: MOVES }, (_, i) => ({
  x: 20 + ((i * 37) % 1_200),
  y: 20 + ((i * 11) % 740),
}));

async function moveAround(tab: BenchTab): Promise<number> {
  const { script, pageScript } = await tab.trace(async () => {
    for (const { x, y } of points) {
      await tab.page.mouse.move(x, y);
      await tab.page.waitForTimeout(MOVE_MS);
    }
  });
  return ((script + pageScript) / MOVES) * 1_000;
}

/** Has the page ask the browser at each move, with every term registered. */
const askAtEachMove = ({ page }: BenchTab): Promise<void> =>
  page.evaluate(terms => {
    const ranges = [...document.querySelectorAll('p')].flatMap(({ firstChild: node }) =>
      // Every eighth word is a term.
      [...(node?.nodeValue ?? '').matchAll(/\S+/g)]
        .filter((_, i) => i % 8 === 7)
        .map(({ index, 0: words }) => {
          const [startContainer, endContainer] = [node as Node, node as Node];
          return new StaticRange({
            startContainer,
            startOffset: index,
            endContainer,
            endOffset: index + words.length,
          });
        }),
    );
    if (ranges.length !== terms) throw new Error(`${ranges.length} ranges`);
    CSS.highlights.set('bench', new Highlight(...ranges));
    const registry = CSS.highlights as HighlightRegistry & {
      highlightsFromPoint: (x: number, y: number) => unknown[];
    };
    document.addEventListener('pointermove', ({ clientX, clientY }) => {
      registry.highlightsFromPoint(clientX, clientY);
    });
  }, TERMS);
