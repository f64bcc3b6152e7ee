import type { BrowserName } from '../browsers/find.ts';
import { launch, type Reader } from '../browsers/launch.ts';
import { markedWords, openCard } from '../browsers/marks.ts';
import { expect, PROBE, seeCard, test } from './fixtures.ts';

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
