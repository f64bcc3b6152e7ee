import type { Tab } from '../browsers/launch.ts';
import { markedWords, openCard } from '../browsers/marks.ts';
import { clickInCard, clickNamed, expect, seeCard, test, textOf } from './fixtures.ts';

/** How many words are marked as meant, and how many as unsure. */
const kinds = (tab: Tab) =>
  tab.evaluate(
    () =>
      ['contextual-glossary-dotted-teal', 'contextual-glossary-unsure'].map(
        name => CSS.highlights.get(name)?.size ?? 0,
      ),
    null,
  );

test('the telescope is not marked, nor a special envoy', async ({ tab, site, findings }) => {
  await tab.goto(`${site}/telescope.html`);
  expect((await findings()).terms).toEqual([]);
  expect(await markedWords(tab)).toEqual([]);
});

test('the card says what decided', async ({ tab, site }) => {
  await tab.resize(1000, 900);
  await tab.goto(`${site}/sample.html`);
  await expect.poll(() => kinds(tab)).toEqual([10, 0]);
  await openCard(tab, 'Hubble');
  await expect.poll(async () => (await seeCard(tab))?.text).toContain('Near ');
});

test('a name without anything telling around it is unsure, and the reader’s yes makes it sure', async ({
  tab,
  site,
}) => {
  await tab.resize(1000, 900);
  await tab.goto(`${site}/framed.html`);
  await expect.poll(() => kinds(tab)).toEqual([0, 1]);
  await openCard(tab, 'Hubble');
  await expect.poll(async () => (await seeCard(tab))?.text).toContain('It could also mean');
  await clickInCard(tab, 'It’s this: Hubble is meant');
  await expect.poll(() => kinds(tab)).toEqual([1, 0]);
  await clickInCard(tab, 'Undo');
  await expect.poll(() => kinds(tab)).toEqual([0, 1]);
});

test('undoing a no brings back the yes before it', async ({ tab, site }) => {
  await tab.resize(1000, 900);
  await tab.goto(`${site}/framed.html`);
  await expect.poll(() => kinds(tab)).toEqual([0, 1]);
  await openCard(tab, 'Hubble');
  await clickInCard(tab, 'It’s this: Hubble is meant');
  await expect.poll(() => kinds(tab)).toEqual([1, 0]);
  await tab.press('Escape');
  await tab.move(5, 880);
  await openCard(tab, 'Hubble');
  await clickInCard(tab, 'Not this meaning');
  await clickInCard(tab, 'on this page');
  await expect.poll(() => kinds(tab)).toEqual([0, 0]);
  await clickInCard(tab, 'Undo');
  await expect.poll(() => kinds(tab)).toEqual([1, 0]);
});

test('“not this meaning” clears a word on the site, is undone, and is listed and forgotten in the popup', async ({
  tab,
  site,
  own,
}) => {
  await tab.resize(1000, 900);
  await tab.goto(`${site}/sample.html`);
  await expect.poll(async () => (await markedWords(tab)).length).toBe(10);
  await openCard(tab, 'Hubble');
  await expect.poll(async () => (await seeCard(tab))?.text).toContain('Not this meaning');
  await clickInCard(tab, 'Not this meaning');
  await expect.poll(async () => (await seeCard(tab))?.text).toContain('on this site');
  await clickInCard(tab, 'on this site');
  await expect.poll(() => markedWords(tab)).not.toContain('Hubble');
  await clickInCard(tab, 'Undo');
  await expect.poll(() => markedWords(tab)).toContain('Hubble');
  await clickInCard(tab, 'Not this meaning');
  await expect.poll(async () => (await seeCard(tab))?.text).toContain('everywhere');
  await clickInCard(tab, 'everywhere');
  await expect.poll(() => markedWords(tab)).not.toContain('Hubble');

  const popup = await own('popup.html');
  await clickNamed(popup, '[role=tab]', 'Terms');
  await expect.poll(() => textOf(popup)).toContain('What you said of meanings');
  await clickNamed(popup, 'button', 'Forget what you said of Hubble everywhere');
  await expect.poll(() => markedWords(tab)).toContain('Hubble');
});

test('a page that fills with talk of our field is judged again', async ({ tab, site }) => {
  await tab.goto(`${site}/framed.html`);
  await expect.poll(() => kinds(tab)).toEqual([0, 1]);
  await tab.evaluate(() => {
    const more = document.createElement('p');
    more.textContent =
      'The Kubernetes cluster runs Cilium as its CNI plugin, and eBPF in the kernel of every node.';
    document.body.append(more);
  }, null);
  await expect.poll(async () => (await kinds(tab))[1]).toBe(0);
  expect(await markedWords(tab)).toContain('Hubble');
});
