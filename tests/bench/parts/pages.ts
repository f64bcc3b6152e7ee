import { costOfLoad, interleave, type LoadCost } from '../measure.ts';
import { type BenchPage, PAGES, sizeOf } from '../pages.ts';
import { type Bench, browserOf, type Goal, namesOf, type Part } from './part.ts';

/** Those that are quick enough for every page, and those that are only tried on small ones. */
const QUICK = ['none', 'text-pattern', 'walker', 'walker-pattern', 'mark-pattern', 'find-and-replace'];
const SLOW = ['text-length', 'highlight-search-term', 'mark-default'];

type Costs = Map<string, Map<string, LoadCost>>;

/** What reading each page costs, beside the contenders. */
export const pages: Part = {
  name: 'pages',
  async run(bench) {
    const costs: Costs = new Map();
    for (const page of PAGES) costs.set(page.id, await measure(bench, page));
    const contenders = [...new Set([...costs.values()].flatMap(each => [...each.keys()]))];
    const table = (
      title: string,
      value: (cost: LoadCost, none: LoadCost) => number,
      notes: string[] = [],
    ) => ({
      title,
      notes,
      head: ['', ...PAGES.map(page => page.id)],
      rows: contenders.map(name => [
        name,
        ...PAGES.map(({ id }) => {
          const cost = costs.get(id)?.get(name);
          const none = costs.get(id)?.get('none');
          return cost && none ? value(cost, none) : '-';
        }),
      ]),
    });
    return {
      goals: goalsOf(costs),
      tables: [
        { title: 'Pages', head: ['', 'bytes'], rows: PAGES.map(page => [page.id, sizeOf(page)]) },
        table('Script, ms', cost => cost.script, [
          'Everything that the content script runs, on a page at rest, from its start until nothing happens any more: evaluating it, its callbacks, its microtasks. The lists of forms are the same for all.',
        ]),
        table('Main thread more than without, ms', (cost, none) => cost.main - none.main, [
          'All tasks of the main thread meanwhile, less those of the same page without a content script; painting the marks is in it.',
        ]),
        table('Style while the page loads, ms', cost => cost.loadStyle),
        table('Style and layout afterwards, ms', cost => cost.style + cost.layout),
        table('Longest task of the content script, ms', cost => cost.longest),
      ],
    };
  },
};

async function measure(bench: Bench, { id, path, kind }: BenchPage): Promise<Map<string, LoadCost>> {
  const { many, few, once } = bench.repeats;
  const large = kind === 'large' || kind === 'full';
  bench.say(id);
  const load = (name: string) => costOfLoad(browserOf(bench, name), `${name}/${path}`);
  const costs = await interleave([...namesOf(bench), ...QUICK], large ? few : many, load);
  if (large || once === 0) return costs;
  return new Map([...costs, ...(await interleave(SLOW, once, load))]);
}

function goalsOf(costs: Costs): Goal[] {
  const pagesOf = (kinds: BenchPage['kind'][]) =>
    PAGES.filter(page => kinds.includes(page.kind)).map(page => page.id);
  const script = (cost: LoadCost) => cost.script;
  const goals: [
    string,
    BenchPage['kind'][],
    (cost: LoadCost, none: LoadCost) => number,
    [string, number][],
  ][] = [
    [
      'script, page without a term',
      ['none'],
      script,
      [
        ['text-pattern', 2],
        ['mark-pattern', 0.15],
      ],
    ],
    [
      'script, 500 kB or more',
      ['large'],
      script,
      [
        ['walker', 2],
        ['mark-pattern', 0.18],
        ['find-and-replace', 0.35],
      ],
    ],
    [
      'script, under 100 kB with terms',
      ['small'],
      script,
      [
        ['mark-pattern', 0.45],
        ['find-and-replace', 0.7],
      ],
    ],
    [
      'main thread until painted, under 100 kB',
      ['small'],
      (cost, none) => cost.main - none.main,
      [['mark-pattern', 0.5]],
    ],
    [
      'main thread until painted, 500 kB or more',
      ['large'],
      (cost, none) => cost.main - none.main,
      [['mark-pattern', 0.2]],
    ],
    ['style at page load', ['large'], cost => cost.loadStyle, [['none', 1.1]]],
  ];
  return goals.flatMap(([what, kinds, value, limits]) =>
    limits.flatMap(([contender, limit]) =>
      pagesOf(kinds).flatMap((id): Goal[] => {
        const at = costs.get(id);
        const [ours, other, none] = [at?.get('ours'), at?.get(contender), at?.get('none')];
        if (!ours || !other || !none) return [];
        // What does the least that finding terms takes; of style, which comes with the page, nothing does.
        const bare =
          contender === 'none'
            ? undefined
            : at?.get(kinds.includes('none') ? 'text-pattern' : 'walker-pattern');
        const of = (cost: LoadCost) => value(cost, none) / value(other, none);
        const barest = bare && of(bare);
        return [{ what, how: `${id}, of ${contender}`, reached: of(ours), barest, limit, unit: '×' }];
      }),
    ),
  );
}
