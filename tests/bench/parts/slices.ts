import { type BenchBrowser, type BenchTab, costOfLoad, interleave } from '../measure.ts';
import { PAGES } from '../pages.ts';
import { browserOf, namesOf, type Part } from './part.ts';

/** How long the scan of a page at rest may take. */
const SCAN_MS = 4_000;
/** As many terms as make a page of 5 MB. */
const BIG_TERMS = 120_000;

/** How long the page is kept from drawing while it is read. */
export const slices: Part = {
  name: 'slices',
  async run(bench) {
    const path = PAGES.find(page => page.id === 'maint4m1')?.path;
    const names = ['walker-pattern', ...namesOf(bench)];
    const scanned = await interleave(names, bench.repeats.few, async name => {
      const browser = browserOf(bench, name);
      return name === 'walker-pattern'
        ? inTab(browser, tab => scanAtOnce(tab, `${name}/${path}#wait`))
        : scanOurs(browser, `${name}/${path}`);
    });
    const big = await interleave(namesOf(bench), 1, name =>
      costOfLoad(browserOf(bench, name), `${name}/made/full.html?${BIG_TERMS}`),
    );
    const of = (name: string) => scanned.get(name) ?? { gap: 0, longest: 0, script: 0 };
    const gaps = of('ours').gap / of('walker-pattern').gap;
    return {
      goals: [
        {
          what: 'longest slice, 4 MB',
          how: 'thread time',
          reached: of('ours').longest,
          limit: 10,
          unit: 'ms',
        },
        {
          what: 'longest frame gap, 4 MB',
          how: 'of one synchronous scan',
          reached: gaps,
          limit: 0.4,
          unit: '×',
        },
        {
          what: 'longest task, 5 MB',
          how: 'ours',
          reached: big.get('ours')?.longest ?? 0,
          limit: 50,
          unit: 'ms',
        },
      ],
      tables: [
        {
          title: 'Reading a page of 4 MB that is at rest, and loading one of 5 MB full of terms',
          head: [
            '',
            'longest frame gap, ms',
            'longest slice, ms',
            'script, ms',
            '5 MB: longest, ms',
            '5 MB: script, ms',
          ],
          rows: names.map(name => {
            const [at, load] = [of(name), big.get(name)];
            return [name, at.gap, at.longest, at.script, load?.longest ?? '-', load?.script ?? '-'];
          }),
        },
      ],
    };
  },
};

interface Scanned {
  gap: number;
  longest: number;
  script: number;
}

async function inTab<Value>(browser: BenchBrowser, run: (tab: BenchTab) => Promise<Value>): Promise<Value> {
  const tab = await browser.open();
  try {
    return await run(tab);
  } finally {
    await tab.close();
  }
}

async function scanAtOnce(tab: BenchTab, path: string): Promise<Scanned> {
  await tab.goto(path);
  return watchFrames(tab, () =>
    tab.page.evaluate(() => void setTimeout(() => document.dispatchEvent(new Event('bench-go')))),
  );
}

/** The glossary is switched off while the page loads, and then on: else it is layout that keeps frames waiting. */
async function scanOurs(browser: BenchBrowser, path: string): Promise<Scanned> {
  const own = await browser.openOwnPage('reader.html');
  const set = (on: boolean) => own.evaluate(value => chrome.storage.local.set({ on: value }), on);
  try {
    await set(false);
    return await inTab(browser, async tab => {
      await tab.goto(path);
      await tab.page.bringToFront();
      return watchFrames(tab, () => set(true));
    });
  } finally {
    await set(true);
    await own.close();
  }
}

/** The longest time between two frames while something runs. */
async function watchFrames(tab: BenchTab, run: () => Promise<void>): Promise<Scanned> {
  let gap = 0;
  const { longest, script } = await tab.trace(async () => {
    const watching = tab.page.evaluate(
      durationMs =>
        new Promise<number>(resolve => {
          const start = performance.now();
          let last = start;
          let most = 0;
          const look = () => {
            const now = performance.now();
            most = Math.max(most, now - last);
            last = now;
            if (now - start > durationMs) resolve(most);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }),
      SCAN_MS,
    );
    await tab.page.waitForTimeout(500);
    await run();
    gap = await watching;
  });
  return { gap, longest, script };
}
