import type { Tab } from '../browsers/launch.ts';
import { isCardOpen, markedWords, openCard } from '../browsers/marks.ts';
import { clickInCard, clickNamed, expect, pass, seeCard, test, writeInCard } from './fixtures.ts';

test.beforeEach(async ({ tab, site, findings }) => {
  await tab.resize(1280, 800);
  await tab.goto(`${site}/sample.html`);
  await findings();
});

const label = async (tab: Parameters<typeof seeCard>[0]) => (await seeCard(tab))?.label;
const text = async (tab: Parameters<typeof seeCard>[0]) => (await seeCard(tab))?.text;

test('one sentence comes at once, and more when asked for', async ({ tab }) => {
  await openCard(tab, 'Tetragon');
  const short = await seeCard(tab);
  expect(short?.text).toContain('Watches what programs do on a machine');
  expect(short?.box.height).toBeLessThan(200);
  await clickInCard(tab, 'More');
  await expect.poll(() => text(tab)).toContain('Related:');
  const long = await text(tab);
  expect(long).toContain('In the recap');
  expect(long).toMatch(/Since 2022\s+Apr 2026/i);
  expect(long).toContain('Documentation tetragon.io');
  await clickInCard(tab, 'Less');
  // Whole pixels: the first was measured while the card rose.
  const height = async () => Math.round((await seeCard(tab))?.box.height ?? 0);
  await expect.poll(height).toBe(Math.round(short?.box.height ?? -1));
});

test('a term in a card opens in its place, and there is a way back', async ({ tab }) => {
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'More');
  await clickInCard(tab, 'tracing policies');
  await expect.poll(() => label(tab)).toBe('TracingPolicy');
  await expect.poll(async () => (await seeCard(tab))?.focused).toBe('TracingPolicy'); // when the new entry is drawn
  expect(await tab.evaluate(() => document.querySelectorAll('div[popover]').length, null)).toBe(1);
  await clickInCard(tab, 'Tetragon');
  await expect.poll(() => label(tab)).toBe('Tetragon');
  await clickInCard(tab, 'Back to TracingPolicy');
  await expect.poll(() => label(tab)).toBe('TracingPolicy');
  await clickInCard(tab, 'Back to Tetragon');
  await expect.poll(() => label(tab)).toBe('Tetragon');
  expect((await seeCard(tab))?.controls.map(({ name }) => name)).not.toContain('Back to TracingPolicy');
});

test('a pinned card stays, is moved by keys and mouse, and is the only one', async ({ tab }) => {
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Pin');
  await tab.move(5, 780);
  await pass(700);
  expect(await label(tab)).toBe('Tetragon');
  await tab.click(5, 780);
  await pass(100);
  const before = (await seeCard(tab))?.box;
  if (!before) throw new Error('a press elsewhere closed it');
  await clickInCard(tab, 'Move with the arrow keys');
  await tab.press('ArrowRight');
  await tab.press('ArrowDown');
  await expect.poll(async () => (await seeCard(tab))?.box.x).toBe(before.x + 32);
  expect((await seeCard(tab))?.box.y).toBe(before.y + 32);
  for (let i = 0; i < 60; i++) await tab.press('ArrowRight');
  const right = (await seeCard(tab))?.box;
  expect((right?.x ?? 0) + (right?.width ?? 0)).toBeLessThanOrEqual(1280);
  await tab.press('Escape');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

for (const [how, close] of [
  ['Escape', (tab: Tab) => tab.press('Escape')],
  ['a press elsewhere', (tab: Tab) => tab.click(5, 780)],
] as const)
  test(`a card that was pinned, left and unpinned is closed by ${how}`, async ({ tab }) => {
    await openCard(tab, 'Tetragon');
    await clickInCard(tab, 'Pin');
    await tab.move(5, 780);
    await pass(700);
    await clickInCard(tab, 'Pin');
    await pass(100);
    expect(await label(tab)).toBe('Tetragon');
    await close(tab);
    await expect.poll(() => isCardOpen(tab)).toBe(false);
  });

test('a card that was pinned and is unpinned at once closes when the pointer leaves', async ({ tab }) => {
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Pin');
  await clickInCard(tab, 'Pin');
  await tab.move(5, 780);
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

for (const how of ['pinned', 'opened by a key'] as const)
  test(`a card that was ${how} stays in a window that gets smaller`, async ({ tab, reader }) => {
    await tab.evaluate(() => {
      document.body.innerHTML = '<p style="text-align: right; padding-top: 500px">Tetragon</p>';
    }, null);
    await expect.poll(() => markedWords(tab)).toEqual(['Tetragon']);
    if (how === 'pinned') {
      await openCard(tab, 'Tetragon');
      await clickInCard(tab, 'Pin');
    } else await reader.command('next-term');
    await expect.poll(() => label(tab)).toBe('Tetragon');
    await tab.resize(500, 400);
    await pass(1_500);
    const box = (await seeCard(tab))?.box;
    if (!box) throw new Error('the card is gone');
    expect(box.x + box.width).toBeLessThanOrEqual(500);
    expect(box.y + box.height).toBeLessThanOrEqual(400);
  });

test('while a card is pinned, other words open none', async ({ tab }) => {
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Pin');
  await tab.move(5, 780);
  await openCard(tab, 'Envoy');
  await pass(700);
  expect(await label(tab)).toBe('Tetragon');
  await clickInCard(tab, 'Close');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  await tab.move(5, 780);
  await openCard(tab, 'Envoy');
  await expect.poll(() => label(tab)).toBe('Envoy');
});

test('copying takes the definition with its source and address', async ({ tab }) => {
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Copy');
  await expect.poll(() => text(tab)).toContain('Copied');
  await tab.evaluate(() => {
    document.body.innerHTML = '<textarea></textarea>';
    document.querySelector('textarea')?.focus();
  }, null);
  await tab.toFront();
  await tab.press('Escape');
  await tab.paste();
  await expect
    .poll(() => tab.evaluate(() => document.querySelector('textarea')?.value, null))
    .toBe(
      'Tetragon: Watches what programs do on a machine, and can stop them, from inside the core of the operating ' +
        'system.\ntetragon.io, https://tetragon.io',
    );
});

test('a word is left unmarked everywhere, and that is undone, in the same card', async ({ tab, own }) => {
  await openCard(tab, 'service mesh');
  await clickInCard(tab, 'Don’t mark this word');
  await clickInCard(tab, 'everywhere');
  await expect.poll(() => markedWords(tab)).not.toContain('service mesh');
  expect(await text(tab)).toContain('Not marked anywhere.');
  await clickInCard(tab, 'Undo');
  await expect.poll(() => markedWords(tab)).toContain('service mesh');
  await clickInCard(tab, 'Don’t mark this word');
  await clickInCard(tab, 'everywhere');
  await expect.poll(() => markedWords(tab)).not.toContain('service mesh');
  const popup = await own('popup.html');
  await clickNamed(popup, '[role=tab]', 'Terms');
  await clickNamed(popup, '[role=switch]', 'Mark service mesh');
  await expect.poll(() => markedWords(tab)).toContain('service mesh');
});

test('what was answered can be undone after another term was opened in the card', async ({ tab }) => {
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Don’t mark this word');
  await clickInCard(tab, 'everywhere');
  await expect.poll(() => markedWords(tab)).not.toContain('Tetragon');
  await clickInCard(tab, 'More');
  await clickInCard(tab, 'tracing policies');
  await expect.poll(() => label(tab)).toBe('TracingPolicy');
  expect(await text(tab)).not.toContain('Not marked');
  await clickInCard(tab, 'Back to Tetragon');
  await expect.poll(() => text(tab)).toContain('Not marked anywhere.');
  await clickInCard(tab, 'Undo');
  await expect.poll(() => markedWords(tab)).toContain('Tetragon');
});

for (const [where, others] of [
  ['on this page', true],
  ['on this site', false],
] as const)
  test(`a word is left unmarked ${where} alone`, async ({ tab, site, findings }) => {
    await openCard(tab, 'Cilium');
    await clickInCard(tab, 'Don’t mark this word');
    await clickInCard(tab, where);
    await expect.poll(() => markedWords(tab)).not.toContain('Cilium');
    await tab.goto(`${site}/sample.html?other`);
    await findings();
    expect((await markedWords(tab)).includes('Cilium')).toBe(others);
  });

for (const [name, style, dark] of [
  ['a white page', 'background: #fff; color: #000', false],
  ['a black page', 'background: #000; color: #fff', true],
  ['a page in modern colours', 'background: oklch(0.25 0.05 260); color: oklch(0.9 0 0)', true],
  ['a picture behind light text', 'background: linear-gradient(#123, #345); color: #fff', true],
  ['a page that says nothing', '', false],
] as const)
  test(`the card is drawn for the ground of the page: ${name}`, async ({ tab }) => {
    await tab.evaluate(style => document.body.setAttribute('style', style), style);
    await openCard(tab, 'Tetragon');
    expect((await seeCard(tab))?.dark).toBe(dark);
  });

test('controls of direction in an entry turn nothing else around', async ({ tab }) => {
  await openCard(tab, 'Hubble');
  for (const words of ['\u202e\u2067Hubble', 'עברית (', '\u200fHubble\u202b']) {
    await writeInCard(tab, 'h2 bdi', words);
    const names = (await seeCard(tab))?.names;
    if (!names) throw new Error('no card');
    expect(names.kind.x).toBeGreaterThanOrEqual(names.headword.x + names.headword.width);
    await writeInCard(tab, '.why bdi', words);
    const why = (await seeCard(tab))?.why ?? '';
    expect(why.startsWith('Near ')).toBe(true);
  }
});
