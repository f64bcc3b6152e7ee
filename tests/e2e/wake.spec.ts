import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { type BrowserName, findBrowser } from '../browsers/find.ts';
import { launch, puppeteerTab, type Reader, TARGET_OF, type Tab } from '../browsers/launch.ts';
import { markedWords, openCard } from '../browsers/marks.ts';
import { unpack } from '../browsers/packed.ts';
import { expect, PROBE, pass, seeCard, test } from './fixtures.ts';

// What browsers stop when it has no work, and wake when it is called.

const inOwnBrowser = (title: string, run: (reader: Reader, site: string) => Promise<void>) =>
  test(title, async ({ browserName, site }) => {
    const reader = await launch(browserName as BrowserName, { alongside: [PROBE], idleSoon: true });
    await run(reader, site);
    await reader.close();
  });

inOwnBrowser('the first card of a session opens though the background was stopped', async (reader, site) => {
  const tab = await reader.newTab();
  await tab.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(tab)).toContain('Cilium');
  await reader.stopBackground();
  await tab.toFront();
  await openCard(tab, 'Cilium');
  expect((await seeCard(tab))?.label).toBe('Cilium');
});

inOwnBrowser('a page is marked though the background was stopped before', async (reader, site) => {
  await reader.stopBackground();
  const tab = await reader.newTab();
  await tab.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(tab)).toContain('Cilium');
});

test('a card whose script could not come is asked for again', async ({ browserName, site }) => {
  const name = browserName as BrowserName;
  const extension = unpack(TARGET_OF[name]);
  const reader = await launch(name, { alongside: [PROBE], extension });
  const own = await reader.openOwnPage('reader.html');
  const tab = await reader.newTab();
  const errors: string[] = [];
  tab.onError(error => errors.push(error));
  await tab.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(tab)).toContain('Cilium');
  const mend = await keepCardAway(name, extension, own);
  await expect(openCard(tab, 'Cilium')).rejects.toThrow('no card opened');
  await mend();
  await openCard(tab, 'Cilium');
  expect((await seeCard(tab))?.label).toBe('Cilium');
  expect(errors).toEqual([]);
  await reader.close();
  rmSync(extension, { recursive: true, force: true });
});

/** Has the card's script fail to come, until the function that is returned is called. */
async function keepCardAway(name: BrowserName, extension: string, own: Tab): Promise<() => Promise<void>> {
  if (name === 'chromium') {
    const script = join(extension, 'card.js');
    renameSync(script, `${script}.away`);
    return async () => renameSync(`${script}.away`, script);
  }
  // Firefox does not look again for a file that it has missed once; but one can reach into its background.
  await own.evaluate(async () => {
    type Api = NonNullable<typeof globalThis.browser>;
    const background = await (globalThis.browser ?? chrome).runtime.getBackgroundPage();
    const { browser } = background as unknown as { browser: Api };
    const { executeScript } = browser.scripting;
    browser.scripting.executeScript = () => Promise.reject(new Error('kept away'));
    Object.assign(globalThis, { mend: () => Object.assign(browser.scripting, { executeScript }) });
  }, null);
  return () => own.evaluate(() => void (globalThis as unknown as { mend: () => void }).mend(), null);
}

test('the scripts meet where the page sees nothing of it', async ({ tab, site }) => {
  const keys = () => tab.evaluate(() => Reflect.ownKeys(window).map(String).sort(), null);
  await tab.goto(`${site}/sample.html`);
  const before = await keys();
  await expect.poll(() => markedWords(tab)).toContain('Cilium');
  await openCard(tab, 'Cilium');
  expect(await keys()).toEqual(before);
});

test('a page that is opened behind is read when it is first seen', async ({
  browserName,
  own,
  reader,
  site,
}) => {
  const url = `${site}/waiting.html`;
  const { tab, close } =
    browserName === 'chromium' ? await openBehindInChromium(url) : await openBehind(reader, own, url);
  await pass(2_000);
  await tab.toFront();
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium', 'eBPF', 'Kubernetes']);
  const seen = await tab.evaluate(() => {
    const { beganHidden, doneBefore } = window as unknown as { beganHidden: boolean; doneBefore: number };
    return { beganHidden, doneBefore };
  }, null);
  expect(seen).toEqual({ beganHidden: true, doneBefore: 0 });
  await close();
});

interface Opened {
  tab: Tab;
  close: () => Promise<void>;
}

async function openBehind(reader: Reader, own: (path: string) => Promise<Tab>, url: string): Promise<Opened> {
  const page = await own('reader.html');
  await page.evaluate(url => (globalThis.browser ?? chrome).tabs.create({ url, active: false }), url);
  for (let tries = 0; tries < 100; tries++) {
    await pass(50);
    for (const tab of await reader.tabs())
      if ((await tab.url().catch(() => '')) === url) return { tab, close: () => tab.close() };
  }
  throw new Error(`no tab shows ${url}`);
}

/** Playwright has every tab of Chromium take itself for the one that is looked at; puppeteer leaves that to the browser. */
async function openBehindInChromium(url: string): Promise<Opened> {
  const extension = unpack('chrome');
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    enableExtensions: [extension],
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const before = await browser.newPage();
  const page = await browser.newPage();
  await before.bringToFront();
  await page.goto(url);
  return {
    tab: puppeteerTab(page),
    async close() {
      await browser.close();
      rmSync(extension, { recursive: true, force: true });
    },
  };
}
