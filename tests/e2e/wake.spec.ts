import type { BrowserName } from '../browsers/find.ts';
import { launch, type Reader, type Tab } from '../browsers/launch.ts';
import { markedWords, openCard } from '../browsers/marks.ts';
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
