import type { Tab } from '../browsers/launch.ts';
import { boxOfMark, isCardOpen, markedWords } from '../browsers/marks.ts';
import { expect, pass, seeCard, test } from './fixtures.ts';

test.beforeEach(async ({ tab, site, findings }) => {
  await tab.resize(400, 700);
  await tab.goto(`${site}/sample.html`);
  await findings();
});
test.afterEach(async ({ tab }) => tab.resize(1280, 800));

/** The middle of the first mark with these words. */
async function middleOf(tab: Tab, words: string): Promise<[number, number]> {
  const box = await boxOfMark(tab, words);
  if (!box) throw new Error(`nothing is marked “${words}”`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test('a tap on a word opens its card as a sheet at the bottom of a narrow screen', async ({ tab }) => {
  await tab.touch([await middleOf(tab, 'Cilium')]);
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Cilium');
  const card = await seeCard(tab);
  expect(card?.isSheet).toBe(true);
  // The page's own scroll bars may be beside and below.
  expect(card?.box.width).toBe(await tab.evaluate(() => document.documentElement.clientWidth, null));
  await expect
    .poll(async () => {
      const box = (await seeCard(tab))?.box;
      const bottom = await tab.evaluate(() => document.documentElement.clientHeight, null);
      return box && Math.round(bottom - box.y - box.height);
    })
    .toBe(0);
});

test('on a wider screen it opens beside the word', async ({ tab }) => {
  await tab.resize(900, 700);
  await tab.touch([await middleOf(tab, 'Cilium')]);
  await expect.poll(async () => (await seeCard(tab))?.isSheet).toBe(false);
});

test('a tap outside closes the sheet', async ({ tab }) => {
  await tab.touch([await middleOf(tab, 'Cilium')]);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  await pass(300);
  await tab.touch([[200, 10]]);
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

test('a swipe down closes it, a short one does not', async ({ tab }) => {
  await tab.touch([await middleOf(tab, 'Cilium')]);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  await pass(300);
  const top = ((await seeCard(tab))?.box.y ?? 0) + 14;
  const down = (to: number) => Array.from({ length: 6 }, (_, i) => [200, top + (to * i) / 5] as const);
  await tab.touch(down(30));
  await pass(300);
  expect(await isCardOpen(tab)).toBe(true);
  await tab.touch(down(120));
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

test('where a tap follows a link, a long press opens the card, and the link is left alone', async ({
  tab,
}) => {
  await tab.evaluate(() => {
    document.body.innerHTML = '<p style="padding: 40px"><a href="#there">Hubble</a> sees all</p>';
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(['Hubble']);
  await tab.touch([await middleOf(tab, 'Hubble')]);
  await expect.poll(() => tab.evaluate(() => location.hash, null)).toBe('#there');
  await pass(700);
  expect(await isCardOpen(tab), 'a tap is the link’s').toBe(false);
  await tab.evaluate(() => history.replaceState(null, '', '#'), null);
  await tab.touch([await middleOf(tab, 'Hubble')], 900);
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Hubble');
  await pass(300);
  expect(await tab.evaluate(() => location.hash, null)).toBe('');
  expect(await isCardOpen(tab)).toBe(true);
});

test('what is to be pressed is at least 24 px high, and 44 where fingers press', async ({ tab, reader }) => {
  await tab.touch([await middleOf(tab, 'Cilium')]);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  const isCoarse = await tab.evaluate(() => matchMedia('(pointer: coarse)').matches, null);
  // Only there does the driver have the browser take its touches for a finger's.
  expect(isCoarse).toBe(reader.name === 'chromium');
  const controls = (await seeCard(tab))?.controls.filter(({ box }) => box.height > 0) ?? [];
  // With a mouse, links in a sentence are as high as its lines.
  const pressed = controls.filter(({ href }) => isCoarse || href === null);
  expect(pressed.length).toBeGreaterThan(2);
  const low = pressed.filter(({ box }) => Math.min(box.height, box.width) < (isCoarse ? 44 : 24));
  expect(low).toEqual([]);
});

test('a finger that scrolls opens nothing', async ({ tab }) => {
  const [x, y] = await middleOf(tab, 'Cilium');
  await tab.touch([
    [x, y],
    [x, y - 20],
    [x, y - 60],
    [x, y - 90],
  ]);
  await pass(900);
  expect(await isCardOpen(tab)).toBe(false);
});
