import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../browsers/launch.ts';
import type { BenchServer } from './pages.ts';
import { CATEGORIES, type Cost, costOf, type TraceEvent } from './trace.ts';

/** A browser with one extension in it, whose content script is what is measured. */
export interface BenchBrowser {
  /** Opens a tab in a process that no page has used: what V8 has compiled is gone, as for a page that is opened. */
  open: () => Promise<BenchTab>;
  /** Opens a page of the extension. */
  openOwnPage: (path: string) => Promise<Page>;
  close: () => Promise<void>;
}

export interface BenchTab {
  page: Page;
  cdp: CDPSession;
  /** Goes to a path of the server, and waits until nothing happens any more. */
  goto: (path: string) => Promise<void>;
  /** Goes to a path whose page does not end yet, and waits until all of it is drawn. */
  gotoHeld: (path: string) => Promise<void>;
  /** Lets it end, and waits until nothing happens any more. */
  release: () => Promise<void>;
  /** What happened on the page's main thread meanwhile. */
  trace: (run: () => Promise<void>, more?: string[]) => Promise<Cost>;
  /** The same, as it was traced. */
  events: (run: () => Promise<void>, more?: string[]) => Promise<TraceEvent[]>;
  /** The host that this tab's page comes from. */
  host: string;
  quiet: () => Promise<void>;
  close: () => Promise<void>;
}

/** Nothing happens if the main thread does less than so much in so many looks on end. */
const LOOK_MS = 150;
const IDLE_MS = 3;
const IDLE_LOOKS = 4;
const LOAD_TIMEOUT_MS = 120_000;

let hosts = 0;

export async function openBrowser(extension: string, server: BenchServer): Promise<BenchBrowser> {
  const context = await chromium.launchPersistentContext('', chromiumOptions([extension], {}));
  // Asked for now: an idle worker stops, and then nothing tells the extension's address. Contenders have none.
  const worker = context.serviceWorkers()[0] ?? null;
  const origin = worker
    ? Promise.resolve(worker.url())
    : context.waitForEvent('serviceworker', { timeout: 0 }).then(started => started.url());
  origin.catch(() => undefined); // the browser was closed before there was one
  return {
    open: () => openTab(context, server),
    async openOwnPage(path) {
      const page = await context.newPage();
      await page.goto(new URL(`/${path}`, await origin).href);
      return page;
    },
    close: () => context.close(),
  };
}

async function openTab(context: BrowserContext, { port, isHeld, release }: BenchServer): Promise<BenchTab> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  // Another site each time, so that no process is used twice.
  const host = `s${hosts++}.localhost`;
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const quiet = () => untilQuiet(cdp);
  const events = async (run: () => Promise<void>, more: string[] = []) => {
    const gathered: TraceEvent[] = [];
    const gather = ({ value }: { value: object[] }) => {
      // One by one: a storm brings more than can be arguments of a call.
      for (const event of value) gathered.push(event as TraceEvent);
    };
    cdp.on('Tracing.dataCollected', gather);
    const includedCategories = [...CATEGORIES, ...more];
    await cdp.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories, excludedCategories: ['*'], recordMode: 'recordAsMuchAsPossible' },
    });
    await run();
    const complete = new Promise<void>(resolve => cdp.once('Tracing.tracingComplete', () => resolve()));
    await cdp.send('Tracing.end');
    await complete;
    cdp.off('Tracing.dataCollected', gather);
    return gathered;
  };
  return {
    page,
    cdp,
    host,
    quiet,
    events,
    async goto(path) {
      await page.goto(`http://${host}:${port}/${path}`, { timeout: LOAD_TIMEOUT_MS });
      await quiet();
    },
    async gotoHeld(path) {
      const url = new URL(`http://${host}:${port}/${path}`);
      url.searchParams.set('held', '');
      await page.goto(url.href, { timeout: LOAD_TIMEOUT_MS, waitUntil: 'commit' });
      while (!isHeld(host)) await new Promise(resolve => setTimeout(resolve, LOOK_MS));
      await quiet();
    },
    async release() {
      release(host);
      await quiet();
    },
    trace: async (run, more) => costOf(await events(run, more), host),
    close: () => page.close(),
  };
}

async function untilQuiet(cdp: CDPSession): Promise<void> {
  let before = Number.NEGATIVE_INFINITY;
  for (let idle = 0; idle < IDLE_LOOKS; ) {
    const now = await taskMs(cdp);
    idle = now - before < IDLE_MS ? idle + 1 : 0;
    before = now;
    await new Promise(resolve => setTimeout(resolve, LOOK_MS));
  }
}

/** What the main thread has spent on anything since the page began, in milliseconds of its own time. */
export async function taskMs(cdp: CDPSession): Promise<number> {
  return (await metric(cdp, 'TaskDuration')) * 1_000;
}

export async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(each => each.name === name)?.value ?? 0;
}

/** What a page costs in a new process. */
export interface LoadCost extends Cost {
  /** Style while the page was drawn, before the content script began: the extension's sheet is already there. */
  loadStyle: number;
}

/**
 * What a content script costs on a page that is at rest. Content scripts wait for the end of a page, so it is kept from
 * ending until all of it is drawn: else a page's own layout, seconds on 4 MB and never twice the same, is in between.
 */
export async function costOfLoad(browser: BenchBrowser, path: string): Promise<LoadCost> {
  const tab = await browser.open();
  try {
    const { style } = await tab.trace(() => tab.gotoHeld(path));
    return { ...(await tab.trace(tab.release)), loadStyle: style };
  } finally {
    await tab.close();
  }
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Medians of what several runs of each of some things gave, taken in turns: what disturbs one disturbs the others. */
export async function interleave<Key, Value extends object>(
  keys: readonly Key[],
  repeats: number,
  run: (key: Key) => Promise<Value>,
): Promise<Map<Key, Value>> {
  const all = new Map<Key, Value[]>(keys.map(key => [key, []]));
  for (let i = 0; i < repeats; i++) for (const key of keys) all.get(key)?.push(await run(key));
  return new Map([...all].map(([key, values]) => [key, medians(values)]));
}

/** The median of every number. Other fields are those of the last run. */
export function medians<Value extends object>(values: Value[]): Value {
  const last = values.at(-1);
  if (!last) throw new Error('nothing was measured');
  const fields = Object.entries(last).map(([name, value]) => {
    const numbers = values.map(each => each[name as keyof Value] as number);
    return [name, typeof value === 'number' ? median(numbers) : value];
  });
  return Object.fromEntries(fields) as Value;
}
