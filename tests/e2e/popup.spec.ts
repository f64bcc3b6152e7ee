import { isCardOpen, markedWords } from '../browsers/marks.ts';
import { clickNamed, expect, search, seeCard, test, textOf } from './fixtures.ts';

test.beforeEach(async ({ tab, site, findings }) => {
  await tab.resize(1280, 800);
  await tab.goto(`${site}/sample.html`);
  await findings();
  await expect.poll(async () => (await markedWords(tab)).length).toBe(10);
});

test('lists what is on the page, with counts', async ({ own }) => {
  const popup = await own('popup.html');
  await expect.poll(() => textOf(popup)).toContain('Tetragon');
  expect((await textOf(popup)).replace(/\s+/g, ' ')).toContain(
    'Cilium 2 eBPF 2 Envoy 2 service mesh 2 Hubble 1 Tetragon 1',
  );
});

test('a press on a term goes to its next place on the page and explains it', async ({ tab, own }) => {
  await tab.resize(600, 160);
  const popup = await own('popup.html');
  const top = () => tab.evaluate(() => scrollY, null);
  await clickNamed(popup, 'button', 'Envoy: 2 on this page, go to the next');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Envoy');
  const first = await top();
  expect((await textOf(popup)).replace(/\s+/g, ' ')).toContain('Envoy 1 of 2');
  await clickNamed(popup, 'button', 'Envoy: 2 on this page, go to the next');
  await expect.poll(top).toBeGreaterThan(first);
  await clickNamed(popup, 'button', 'Envoy: 2 on this page, go to the next');
  await expect.poll(top).toBe(first);
});

test('a term’s switch clears it from a tab that is open, and brings it back', async ({ tab, own }) => {
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=switch]', 'Mark Cilium');
  await expect.poll(() => markedWords(tab)).not.toContain('Cilium');
  expect(await markedWords(tab)).toHaveLength(8);
  await clickNamed(popup, '[role=switch]', 'Mark Cilium');
  await expect.poll(async () => (await markedWords(tab)).length).toBe(10);
});

test('the site’s switch clears every page of the site, frames too, and no other site', async ({
  tab,
  numberedTab,
  reader,
  asker,
  site,
  otherSite,
  own,
}) => {
  const [same, other] = [await reader.newTab(), await asker.numberOf(reader.newTab)];
  await same.goto(`${site}/framed.html`);
  await same.toFront(); // what is not seen is not read
  await expect.poll(() => markedWords(same)).toEqual(['Hubble']);
  await other.tab.goto(`${otherSite}/framed.html`);
  await other.tab.toFront();
  await expect.poll(() => markedWords(other.tab)).toEqual(['Hubble']);
  await tab.goto(`${site}/frames.html`);
  await tab.toFront();
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);

  const popup = await own('popup.html');
  await expect.poll(() => textOf(popup)).toContain('Mark on localhost');
  await clickNamed(popup, '[role=switch]', 'Mark on localhost');
  await expect.poll(() => markedWords(tab)).toEqual([]);
  await expect.poll(() => markedWords(same)).toEqual([]);
  await expect.poll(() => textOf(popup)).toContain('This site is not marked.');
  expect(await markedWords(other.tab)).toEqual(['Hubble']);
  await expect.poll(async () => (await asker.findings(numberedTab.number)).terms).toEqual([]);

  await clickNamed(popup, '[role=switch]', 'Mark on localhost');
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  await same.close();
  await other.tab.close();
});

test('the switch for everything clears every page and stops the hover', async ({ tab, own }) => {
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=switch]', 'Mark pages');
  await expect.poll(() => markedWords(tab)).toEqual([]);
  expect(await tab.evaluate(() => CSS.highlights.size, null)).toBe(0);
  await expect.poll(() => textOf(popup)).toContain('Pages are not marked.');
  expect(await isCardOpen(tab)).toBe(false);
  await clickNamed(popup, '[role=switch]', 'Mark pages');
  await expect.poll(async () => (await markedWords(tab)).length).toBe(10);
});

test('the toolbar shows the number of terms, without those not marked', async ({
  asker,
  numberedTab,
  own,
}) => {
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('6');
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=switch]', 'Mark Cilium');
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('5');
  await clickNamed(popup, '[role=switch]', 'Mark on localhost');
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('');
});

test('the toolbar’s number goes when the next page has no terms', async ({
  asker,
  tab,
  numberedTab,
  site,
}) => {
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('6');
  await tab.goto(`${site}/blank.html`);
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('');
});

test('a page without terms, and one that cannot be read, are said to be so', async ({
  tab,
  site,
  own,
  reader,
}) => {
  await tab.goto(`${site}/blank.html`);
  const popup = await own('popup.html');
  await expect.poll(() => textOf(popup)).toContain('No terms on this page.');
  await popup.close();
  const refused = await reader.openOwnPage('reader.html');
  const second = await own('popup.html');
  await expect.poll(() => textOf(second)).toContain('The browser doesn’t let extensions read this page.');
  await refused.close();
});

test('the recap can be read in place, its terms explained', async ({ own }) => {
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=tab]', 'Recap');
  await expect.poll(() => textOf(popup)).toContain('A week in Valencia');
  expect(await textOf(popup)).toContain('After Nico Vibert, Isovalent');
  await clickNamed(popup, '.reading button.term', 'Tetragon');
  await expect
    .poll(() => popup.evaluate(() => document.querySelector<HTMLElement>(':popover-open')?.innerText, null))
    .toContain('Watches what programs do on a machine');
});

test('every term can be switched and is explained, on the page or not', async ({ tab, own }) => {
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=tab]', 'Terms');
  await expect.poll(() => textOf(popup)).toContain('service mesh');
  await clickNamed(popup, '[role=switch]', 'Mark eBPF');
  await expect.poll(() => markedWords(tab)).not.toContain('eBPF');
});

test('a group that is not marked by itself is marked when the reader wants it, and one of its terms alone', async ({
  tab,
  own,
}) => {
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=tab]', 'Terms');
  await clickNamed(popup, '[role=switch]', 'Mark all of “Events and talks”');
  await expect.poll(() => markedWords(tab)).toContain('KubeCon');
  await clickNamed(popup, '[role=switch]', 'Mark all of “Events and talks”');
  await expect.poll(async () => (await markedWords(tab)).length).toBe(10);
  await search(popup, 'conference series');
  await clickNamed(popup, '[role=switch]', 'Mark KubeCon + CloudNativeCon');
  await expect.poll(() => markedWords(tab)).toContain('KubeCon');
  // What has but one meaning is marked first, the rest when it is judged.
  await expect.poll(async () => (await markedWords(tab)).length).toBe(11);
});

test('a group that is marked by itself can be left alone, but for a term', async ({ tab, own }) => {
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=tab]', 'Terms');
  await clickNamed(popup, '[role=switch]', 'Mark all of “The six at the heart”');
  await expect.poll(() => markedWords(tab)).toEqual([]);
  await clickNamed(popup, '[role=switch]', 'Mark Hubble');
  await expect.poll(() => markedWords(tab)).toEqual(['Hubble']);
});

test('a term is found by any of its names', async ({ own }) => {
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=tab]', 'Terms');
  await search(popup, 'k8s');
  await expect.poll(() => textOf(popup)).not.toContain('Tetragon');
  expect(await textOf(popup)).toContain('Kubernetes');
  await search(popup, 'Kubernetes xyz');
  await expect.poll(() => textOf(popup)).toContain('No term speaks of “Kubernetes xyz”.');
});

test('a stored setting that makes no sense is named, ignored and kept', async ({ tab, own }) => {
  const popup = await own('popup.html');
  const stored = { on: 'maybe', 'term/cilium': [7], 'term/hubble': false };
  await popup.evaluate(junk => (globalThis.browser ?? chrome).storage.local.set(junk), stored);
  await expect.poll(() => textOf(popup)).toContain('ignored, and kept: on, term/cilium');
  await expect.poll(() => markedWords(tab)).not.toContain('Hubble');
  expect(await markedWords(tab)).toContain('Cilium');
  expect(await popup.evaluate(() => (globalThis.browser ?? chrome).storage.local.get(null), null)).toEqual(
    stored,
  );
});

test('going back to a page brings back its number and what was chosen meanwhile', async ({
  asker,
  tab,
  numberedTab,
  site,
  own,
}) => {
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('6');
  await tab.goto(`${site}/blank.html`);
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('');
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=tab]', 'Terms');
  await clickNamed(popup, '[role=switch]', 'Mark Cilium');
  await tab.toFront();
  await tab.evaluate(() => void setTimeout(() => history.back()), null);
  await expect.poll(() => tab.evaluate(() => location.pathname, null).catch(() => '')).toBe('/sample.html');
  await expect.poll(() => markedWords(tab)).not.toContain('Cilium');
  await expect.poll(() => markedWords(tab)).toContain('Hubble');
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('5');
});

test('the toolbar counts the terms of all frames', async ({ asker, tab, numberedTab, site }) => {
  await tab.goto(`${site}/frames.html`);
  await expect.poll(() => asker.badge(numberedTab.number)).toBe('6');
});
