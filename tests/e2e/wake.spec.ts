import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserName } from '../browsers/find.ts';
import { launch, type Reader, TARGET_OF, type Tab } from '../browsers/launch.ts';
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
  const script = join(extension, 'card.js');
  const reader = await launch(name, { alongside: [PROBE], extension });
  const tab = await reader.newTab();
  const errors: string[] = [];
  tab.onError(error => errors.push(error));
  await tab.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(tab)).toContain('Cilium');
  renameSync(script, `${script}.away`);
  await expect(openCard(tab, 'Cilium')).rejects.toThrow('no card opened');
  renameSync(`${script}.away`, script);
  await openCard(tab, 'Cilium');
  expect((await seeCard(tab))?.label).toBe('Cilium');
  expect(errors).toEqual([]);
  await reader.close();
  rmSync(extension, { recursive: true, force: true });
});

test('the scripts meet where the page sees nothing of it', async ({ tab, site }) => {
  const keys = () => tab.evaluate(() => Reflect.ownKeys(window).map(String).sort(), null);
  await tab.goto(`${site}/sample.html`);
  const before = await keys();
  await expect.poll(() => markedWords(tab)).toContain('Cilium');
  await openCard(tab, 'Cilium');
  expect(await keys()).toEqual(before);
});

// Chromium's driver says of every tab that it is looked at, and Firefox renders no page in advance; to a page the two
// are alike.
test('a page that is opened unseen is read when it is first seen', async ({
  tab,
  browserName,
  own,
  reader,
  site,
}) => {
  const url = `${site}/waiting.html`;
  let page = tab;
  if (browserName === 'chromium') {
    await tab.goto(`${site}/blank.html`);
    await tab.evaluate(url => {
      const rules = JSON.stringify({ prerender: [{ source: 'list', urls: [url] }] });
      document.head.append(
        Object.assign(document.createElement('script'), { type: 'speculationrules', text: rules }),
      );
    }, url);
    await pass(2_000);
    await tab.evaluate(url => void setTimeout(() => location.assign(url)), url);
  } else {
    const ours = await own('reader.html');
    await ours.evaluate(url => (globalThis.browser ?? chrome).tabs.create({ url, active: false }), url);
    await pass(2_000);
    page = await tabOf(reader, url);
    await page.toFront();
  }
  await expect.poll(() => markedWords(page).catch(() => [])).toEqual(['Cilium', 'eBPF', 'Kubernetes']);
  const seen = await page.evaluate(() => {
    const { beganHidden, doneBefore } = window as unknown as { beganHidden: boolean; doneBefore: number };
    return { beganHidden, doneBefore };
  }, null);
  expect(seen).toEqual({ beganHidden: true, doneBefore: 0 });
  if (page !== tab) await page.close();
});

async function tabOf(reader: Reader, url: string): Promise<Tab> {
  for (const tab of await reader.tabs()) if ((await tab.url().catch(() => '')) === url) return tab;
  throw new Error(`no tab shows ${url}`);
}
