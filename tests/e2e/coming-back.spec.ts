import { rmSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../browsers/find.ts';
import { puppeteerTab, type Tab } from '../browsers/launch.ts';
import { isCardOpen, markedWords, openCard } from '../browsers/marks.ts';
import { unpack } from '../browsers/packed.ts';
import { expect, pass, test } from './fixtures.ts';

// Documents that are written anew, come back, or come before they are seen.

test('D7: a page that writes itself anew three times has marks and cards again', async ({ tab, site }) => {
  await tab.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(tab)).toContain('Cilium');
  for (const word of ['eBPF', 'Kubernetes', 'Cilium']) {
    await tab.evaluate(word => {
      document.open();
      document.write(`<p>Written anew, with ${word} in it.</p>`);
      document.close();
    }, word);
    await expect.poll(() => markedWords(tab)).toEqual([word]);
    await openCard(tab, word);
    await tab.press('Escape');
    await expect.poll(() => isCardOpen(tab)).toBe(false);
    await tab.move(5, 790);
  }
});

test('D7: a frame that is written anew, with marks and without, has cards', async ({ tab, site }) => {
  await tab.goto(`${site}/blank.html`);
  await tab.evaluate(() => {
    const frame = document.createElement('iframe');
    Object.assign(frame.style, { width: '900px', height: '500px', border: '0' });
    document.querySelector('main')?.append(frame);
  }, null);
  for (const word of ['Cilium', 'Istio']) {
    await tab.evaluate(word => {
      const document = frames[0]?.document;
      document?.open();
      document?.write(`<p style="margin: 0">${word} in a frame</p>`);
      document?.close();
    }, word);
    const marks = () =>
      tab.evaluate(() => {
        const frame = frames[0] as unknown as typeof globalThis;
        const names = ['contextual-glossary-dotted-teal', 'contextual-glossary-unsure'];
        return names.reduce((sum, name) => sum + (frame.CSS.highlights.get(name)?.size ?? 0), 0);
      }, null);
    await expect.poll(marks, { message: `marks of ${word}` }).toBe(1);
    const cards = async () => {
      await tab.move(700, 400);
      await tab.move(30, 24);
      await tab.move(32, 25);
      await pass(500);
      // Not by the probe: document.open() takes its listeners.
      return tab.evaluate(
        () => frames[0]?.document.querySelectorAll('div[popover]:popover-open').length,
        null,
      );
    };
    await expect.poll(cards, { message: `cards of ${word}` }).toBe(1);
    await tab.press('Escape');
  }
});

/** Goes to another page and back, as the reader would. */
async function goAndComeBack(tab: Tab, site: string): Promise<void> {
  await tab.evaluate(() => {
    Object.assign(globalThis, { stayed: true });
  }, null);
  await tab.goto(`${site}/blank.html`);
  // Not by the protocol, whose call does not come back in Firefox.
  await tab.evaluate(() => void setTimeout(() => history.back(), 50), null);
  await expect.poll(() => tab.url().catch(() => '')).toContain('sample.html');
}

test('D13: a page that is gone back to, with a card open when it was left, has marks and one card', async ({
  browserName,
  tab,
  site,
}) => {
  const { page, close } = browserName === 'chromium' ? await openFreeChromium() : { page: tab, close: null };
  await page.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(page)).toContain('Cilium');
  await openCard(page, 'Cilium');
  await goAndComeBack(page, site);
  // The very page, out of the back/forward cache: else this tests nothing.
  expect(await page.evaluate(() => 'stayed' in globalThis, null)).toBe(true);
  await expect.poll(async () => (await markedWords(page)).length).toBe(10);
  await page.move(5, 790);
  await expect.poll(() => isCardOpen(page)).toBe(false);
  await openCard(page, 'Cilium');
  expect(await page.evaluate(() => document.querySelectorAll('div[popover]').length, null)).toBe(1);
  await close?.();
});

test('D13: a page that is rendered before it is seen is read when it is', async ({
  browserName,
  tab,
  site,
}) => {
  const { page, close } = browserName === 'chromium' ? await openFreeChromium() : { page: tab, close: null };
  await page.goto(`${site}/ahead.html`);
  await expect.poll(() => markedWords(page)).toEqual(['Cilium']);
  await pass(1_500);
  await page.evaluate(() => void setTimeout(() => document.querySelector('a')?.click(), 50), null);
  await expect.poll(() => page.url().catch(() => '')).toContain('prerendered.html');
  await expect.poll(() => markedWords(page).catch(() => [])).toEqual(['Cilium', 'eBPF', 'Kubernetes']);
  const seen = await page.evaluate(() => {
    const { wasPrerendered, doneBefore = 0 } = window as unknown as {
      wasPrerendered: boolean;
      doneBefore?: number;
    };
    return { wasPrerendered, doneBefore };
  }, null);
  // Firefox renders nothing in advance.
  expect(seen).toEqual({ wasPrerendered: browserName === 'chromium', doneBefore: 0 });
  await close?.();
});

/** Chromium with what Playwright switches off: going back to a page as it was, and rendering pages in advance. */
async function openFreeChromium(): Promise<{ page: Tab; close: () => Promise<void> }> {
  const extension = unpack('chrome');
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    enableExtensions: [extension],
    defaultViewport: { width: 1280, height: 800 },
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  return {
    page: puppeteerTab(await browser.newPage()),
    async close() {
      await browser.close();
      rmSync(extension, { recursive: true, force: true });
    },
  };
}
