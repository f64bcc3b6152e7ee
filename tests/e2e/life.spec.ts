import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAsker } from '../browsers/ask.ts';
import type { BrowserName } from '../browsers/find.ts';
import { launch, type Reader, TARGET_OF, type Tab } from '../browsers/launch.ts';
import { markedWords, openCard } from '../browsers/marks.ts';
import { unpack } from '../browsers/packed.ts';
import { clickNamed, expect, PROBE, pass, seeCard, test } from './fixtures.ts';

test('what the reader chose survives a restart of the browser', async ({ browserName, site }) => {
  const name = browserName as BrowserName;
  const profile = mkdtempSync(join(tmpdir(), 'contextual-glossary-profile-'));
  const extension = unpack(TARGET_OF[name]);
  const first = await launch(name, { profile, extension });
  const page = await first.newTab();
  await page.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(page)).toContain('Cilium');
  const popup = await first.openOwnPage('popup.html');
  await clickNamed(popup, '[role=switch]', 'Mark Cilium');
  await expect.poll(() => markedWords(page)).not.toContain('Cilium');
  await first.close();

  const second = await launch(name, { profile, extension });
  const again = await second.newTab();
  await again.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(again)).toContain('Hubble');
  expect(await markedWords(again)).not.toContain('Cilium');
  const terms = await second.openOwnPage('popup.html');
  await clickNamed(terms, '[role=tab]', 'Terms');
  const isMarked = (name: string) =>
    terms.evaluate(
      label => document.querySelector(`[role=switch][aria-label="${label}"]`)?.ariaChecked,
      `Mark ${name}`,
    );
  await expect.poll(() => isMarked('Cilium')).toBe('false');
  expect(await isMarked('Hubble')).toBe('true');
  await second.close();
  for (const folder of [profile, extension]) rmSync(folder, { recursive: true, force: true });
});

for (const [how, act] of Object.entries({
  removed: () => (globalThis.browser ?? chrome).management.uninstallSelf(),
  'loaded anew, as after an update': () => (globalThis.browser ?? chrome).runtime.reload(),
}))
  test(`when the extension is ${how}, what it left in open pages is gone or new within 3 s`, async ({
    browserName,
    site,
  }) => {
    const reader = await launch(browserName as BrowserName, { alongside: [PROBE] });
    const asker = await createAsker(reader);
    const { tab, number } = await asker.numberOf(reader.newTab);
    const errors: string[] = [];
    tab.onError(error => errors.push(error));
    await tab.goto(`${site}/sample.html`);
    await asker.findings(number);
    await allowReloading(reader);
    const own = await reader.openOwnPage('popup.html');
    await tab.toFront();
    await openCard(tab, 'Cilium');
    expect((await seeCard(tab))?.visibility).toBe('visible');
    expect(await isPainted(tab)).toBe(true);

    await own.evaluate(act as () => Promise<void>, null).catch(() => null); // the page that is asked goes as well
    await pass(3_000);
    const card = await seeCard(tab);
    expect(card === null || card.visibility === 'hidden').toBe(true);
    expect(await isPainted(tab)).toBe(how !== 'removed');
    if (how !== 'removed') {
      await tab.toFront();
      await tab.move(5, 780);
      await openCard(tab, 'Cilium');
      expect((await seeCard(tab))?.label).toBe('Cilium');
      expect(await countCards(tab)).toBe(1);
    }
    expect(errors).toEqual([]);
    await reader.close();
  });

test('a script that is put into a page three times is there once', async ({
  tab,
  numberedTab,
  site,
  own,
}) => {
  await tab.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(tab)).toHaveLength(10);
  const page = await own('reader.html');
  await page.evaluate(async tabId => {
    const target = { tabId, allFrames: true };
    const { scripting } = globalThis.browser ?? chrome;
    for (let i = 0; i < 3; i++) await scripting.executeScript({ target, files: ['glossary.js'] });
  }, numberedTab.number);
  await tab.toFront(); // what is not seen waits
  await expect.poll(() => markedWords(tab)).toHaveLength(10);
  const answers = await page.evaluate(async tabId => {
    const port = (globalThis.browser ?? chrome).tabs.connect(tabId, { name: 'findings' });
    const frames: unknown[] = [];
    port.onMessage.addListener(message => void frames.push(message));
    await new Promise(resolve => setTimeout(resolve, 2_000)); // a tab that is not in front is slow
    port.disconnect();
    return frames.length;
  }, numberedTab.number);
  expect(answers).toBe(1);
  await openCard(tab, 'Cilium');
  expect(await countCards(tab)).toBe(1);
});

/** Chromium loads an unpacked extension anew only for developers, and else switches it off. */
async function allowReloading(reader: Reader): Promise<void> {
  if (reader.name !== 'chromium') return;
  const settings = await reader.newTab();
  await settings.goto('chrome://extensions');
  await settings.evaluate(async () => {
    const { developerPrivate } = chrome as unknown as {
      developerPrivate: {
        updateProfileConfiguration: (change: { inDeveloperMode: boolean }) => Promise<void>;
      };
    };
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  }, null);
  await settings.close();
}

/** How many cards are in the page, open or not. */
const countCards = (tab: Tab) => tab.evaluate(() => document.querySelectorAll('div[popover]').length, null);

/** Whether words are painted: there are marks, and a style sheet that draws them. */
const isPainted = (tab: Tab) =>
  tab.evaluate(() => {
    const marks = CSS.highlights.get('contextual-glossary-dotted-teal')?.size ?? 0;
    const style = getComputedStyle(document.body, '::highlight(contextual-glossary-dotted-teal)');
    return marks > 0 && style.textDecorationLine === 'underline';
  }, null);
