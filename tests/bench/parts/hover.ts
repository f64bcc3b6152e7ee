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
        await moveAlong(tab, WAYS.slow.slice(0, 30)); // so that the card's script is there
        return { passing: await moveAlong(tab, WAYS.passing), slow: await moveAlong(tab, WAYS.slow) };
      } finally {
        await tab.close();
      }
    });
    const of = (name: string, way: Way) => costs.get(name)?.[way] ?? 0;
    const ways = Object.keys(WAYS) as Way[];
    return {
      goals: ways.map(way => ({
        what: `pointer move, ${way}, 1,000 terms`,
        how: 'of highlightsFromPoint',
        reached: (of('ours', way) - of('none', way)) / of('highlightsFromPoint', way),
        limit: 0.05,
        unit: '×',
      })),
      tables: [
        {
          title: 'Pointer move, 1,000 terms on the page',
          notes: [
            'All script that runs at a move; in the second row a listener that does nothing but that, over as many ranges.',
            'Passing: over the whole window, 37 px or more at a time; slow: 5 px, as a reader who looks for a word.',
          ],
          head: ['', ...ways.map(way => `${way}, µs a move`)],
          rows: names.map(name => [name, ...ways.map(way => of(name, way))]),
        },
      ],
    };
  },
};

type Way = keyof typeof WAYS;

/** The points of all moves. */
const WAYS = {
  passing: Array.from({ length: MOVES }, (_, i) => ({
    x: 20 + ((i * 37) % 1_200),
    y: 20 + ((i * 11) % 740),
  })),
  slow: Array.from({ length: MOVES }, (_, i) => ({ x: 20 + ((i * 5) % 1_200), y: 20 + i })),
};

async function moveAlong(tab: BenchTab, points: { x: number; y: number }[]): Promise<number> {
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
