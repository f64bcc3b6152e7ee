import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { PageFindings } from '../../src/findings.ts';
import { type Asker, createAsker } from '../browsers/ask.ts';
import { launch, PLAIN_HOST, type Reader, type Tab } from '../browsers/launch.ts';
import type { Box } from '../browsers/marks.ts';
import { servePages } from './serve.ts';

export { expect };

export const PROBE = join(import.meta.dirname, 'probe');

interface WorkerFixtures {
  reader: Reader;
  asker: Asker;
  /** Where `tests/pages` is served. */
  site: string;
  /** The same pages under another origin, one that is no secure context. */
  otherSite: string;
  port: number;
}

interface TestFixtures {
  tab: Tab;
  /** Reads the findings of `tab` once the page is quiet. */
  findings: () => Promise<PageFindings>;
  numberedTab: { tab: Tab; number: number };
  /** Opens a page of the extension for this test. */
  own: (path: string) => Promise<Tab>;
  untouchedSettings: undefined;
}

/** Tests of a browser with the packed extension in it: the same in Chromium and Firefox. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  reader: [
    async ({ browserName }, use) => {
      if (browserName === 'webkit') throw new Error('no test drives WebKit');
      const reader = await launch(browserName, { alongside: [PROBE] });
      await use(reader);
      await reader.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  asker: [async ({ reader }, use) => use(await createAsker(reader)), { scope: 'worker' }],
  port: [
    // biome-ignore lint/correctness/noEmptyPattern: the first argument is how Playwright passes fixtures
    async ({}, use) => {
      const server = await servePages();
      await use(server.port);
      server.close();
    },
    { scope: 'worker' },
  ],
  site: [({ port }, use) => use(`http://localhost:${port}`), { scope: 'worker' }],
  otherSite: [({ port }, use) => use(`http://${PLAIN_HOST}:${port}`), { scope: 'worker' }],
  numberedTab: async ({ reader, asker }, use) => {
    const { tab, number } = await asker.numberOf(reader.newTab);
    const errors: string[] = [];
    // Firefox also reports what a page's own policy keeps the page from.
    tab.onError(error => error.includes('Content-Security-Policy') || errors.push(error));
    await use({ tab, number });
    await tab.close();
    expect(errors, 'errors in the page').toEqual([]);
  },
  tab: ({ numberedTab }, use) => use(numberedTab.tab),
  findings: ({ numberedTab, asker }, use) => use(() => asker.findings(numberedTab.number)),
  own: async ({ reader }, use) => {
    const opened: Tab[] = [];
    await use(async path => {
      const tab = await reader.openOwnPage(path);
      opened.push(tab);
      return tab;
    });
    for (const tab of opened) await tab.close();
  },
  untouchedSettings: [
    async ({ asker }, use) => {
      await use(undefined);
      await asker.clearSettings();
    },
    { auto: true },
  ],
});

/** What the probe extension sees of the open card. */
export interface SeenCard {
  label: string;
  text: string;
  visibility: string;
  box: Box;
  /** Whether it is drawn for dark ground. */
  dark: boolean;
  contentHeight: number;
  /** Name of the element that the card's host is in; null in a shadow root. */
  parent: string | null;
  /** Name of what has the focus in it; null when nothing has. */
  focused: string | null;
  /** What a screen reader says of it after its name. */
  description: string;
  isSheet: boolean;
  /** The boxes of the ring around its word. */
  rings: Box[];
  lang: string;
  focusBox: Box | null;
  /** Where the card's head ends and its foot begins. */
  bounds: { top: number; bottom: number };
  /** Whether something in it is wider than it is. */
  overflows: boolean;
  elements: number;
  names: { headword: Box; kind: Box };
  /** What the foot says of why the word is marked. */
  why: string;
  /** How many fields to type in it has. */
  fields: number;
  controls: {
    name: string;
    href: string | null;
    rel: string | null;
    target: string | null;
    pressed: string | null;
    box: Box;
  }[];
}

/** The card that is open in a tab, or null. */
export const seeCard = (tab: Tab): Promise<SeenCard | null> =>
  tab.evaluate(
    () =>
      new Promise<SeenCard | null>(resolve => {
        document.addEventListener(
          'probe-answer',
          event => resolve(JSON.parse((event as CustomEvent<string>).detail)),
          { once: true },
        );
        document.dispatchEvent(new CustomEvent('probe-ask'));
      }),
    null,
  );

/** Has the probe write over a text of the open card: what no entry holds is tried so. */
export const writeInCard = (tab: Tab, selector: string, words: string): Promise<void> =>
  tab.evaluate(
    ([selector, words]) =>
      void document.dispatchEvent(
        new CustomEvent('probe-write', { detail: JSON.stringify({ selector, words }) }),
      ),
    [selector, words] as const,
  );

/** Has the probe add a style sheet to the open card, as readers do who need other spacing. */
export const styleCard = (tab: Tab, css: string): Promise<void> =>
  tab.evaluate(detail => void document.dispatchEvent(new CustomEvent('probe-style', { detail })), css);

/** The labels of the cards that are open in the frames of a tab. */
export const seeFramedCards = (tab: Tab): Promise<string[]> =>
  tab.evaluate(
    () =>
      new Promise<string[]>(resolve => {
        document.addEventListener(
          'probe-frames-answer',
          event => resolve(JSON.parse((event as CustomEvent<string>).detail)),
          { once: true },
        );
        document.dispatchEvent(new CustomEvent('probe-ask-frames'));
      }),
    null,
  );

/** Longer than a card's next frame takes to come. */
const STILL_MS = 60;

/** Clicks a control of the open card, once the card stands still. @throws when it has none of that name */
export async function clickInCard(tab: Tab, name: string): Promise<void> {
  await tab.evaluate(
    name => void document.dispatchEvent(new CustomEvent('probe-reveal', { detail: name })),
    name,
  );
  const find = async () => {
    const seen = await seeCard(tab);
    const control = seen?.controls.find(candidate => candidate.name === name);
    if (!control) throw new Error(`the card has no “${name}”: ${seen?.text}`);
    return control.box;
  };
  let box = await find();
  // A card rises, and is placed anew when it has grown: whoever clicks sooner than any reader misses.
  for (let isStill = false; !isStill; ) {
    await pass(STILL_MS);
    const now = await find();
    isStill = now.x === box.x && now.y === box.y;
    box = now;
  }
  const { x, y, width, height } = box;
  await tab.move(x + width / 2, y + height / 2);
  await tab.click(x + width / 2, y + height / 2);
}

/** Clicks an element of one of our own pages, found by its role and accessible name as the page states them. */
export async function clickNamed(tab: Tab, selector: string, name: string): Promise<void> {
  const find = () =>
    tab.evaluate(
      ([selector, name]) => {
        const nameOf = (element: Element) =>
          element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
        const element = [...document.querySelectorAll(selector)].find(
          candidate => nameOf(candidate) === name,
        );
        element?.scrollIntoView({ block: 'nearest' });
        const box = element?.getBoundingClientRect();
        return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
      },
      [selector, name] as const,
    );
  await expect.poll(find, { message: `${selector} “${name}”` }).not.toBeNull();
  const point = await find();
  if (point) await tab.click(point.x, point.y);
}

/** The visible text of one of our own pages. */
export const textOf = (tab: Tab): Promise<string> => tab.evaluate(() => document.body.innerText, null);

/** Milliseconds pass: for what must not happen, which no condition can wait for. */
export const pass = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Writes into the search field of one of our own pages. */
export async function search(tab: Tab, words: string): Promise<void> {
  const write = (words: string) => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    if (!field) return false;
    field.value = words;
    return field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  await expect.poll(() => tab.evaluate(write, words)).toBe(true);
}
