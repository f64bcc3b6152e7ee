import type { Tab } from '../browsers/launch.ts';
import { boxOfMark, isCardOpen, markedWords, openCard } from '../browsers/marks.ts';
import { clickInCard, expect, pass, seeCard, seeFramedCards, test, textOf } from './fixtures.ts';

test.beforeEach(async ({ tab, site, findings }) => {
  await tab.goto(`${site}/sample.html`);
  await findings();
});

const focused = (tab: Tab) =>
  tab.evaluate(() => document.activeElement?.id || document.activeElement?.localName, null);

/** A page of controls with terms between them, the last one far below. */
async function layControls(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    document.body.innerHTML =
      '<input id="one"> Cilium <input id="two"> Hubble <a id="link" href="#x">Envoy</a>' +
      '<p style="margin-top: 3000px">Tetragon</p><input id="three">';
    scrollTo(0, 0);
    document.getElementById('one')?.focus();
  }, null);
  await expect.poll(async () => (await markedWords(tab)).length).toBeGreaterThan(2);
}

test('the next term is ringed, and its card has the focus and says which of how many it is', async ({
  tab,
  reader,
}) => {
  await layControls(tab);
  await reader.command('next-term');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Cilium');
  const card = await seeCard(tab);
  expect(card?.description).toMatch(/^\S.*\. +1 of 4 on this page$/);
  expect(await tab.evaluate(() => document.activeElement?.matches('[popover]'), null)).toBe(true);
  const [ring, word] = [card?.rings[0], await boxOfMark(tab, 'Cilium')];
  if (!ring || !word) throw new Error('no ring');
  expect(ring.x).toBeLessThan(word.x);
  expect(ring.x + ring.width).toBeGreaterThan(word.x + word.width);
  expect(ring.y).toBeLessThan(word.y);
  expect(ring.y + ring.height).toBeGreaterThan(word.y + word.height);
});

test('stepping goes through the page, around its end, and back', async ({ tab, reader }) => {
  await layControls(tab);
  for (const [command, label] of [
    ['next-term', 'Cilium'],
    ['next-term', 'Hubble'],
    ['next-term', 'Envoy'],
    ['next-term', 'Tetragon'],
    ['next-term', 'Cilium'],
    ['previous-term', 'Tetragon'],
  ] as const) {
    await reader.command(command);
    await expect.poll(async () => (await seeCard(tab))?.label).toBe(label);
  }
  const word = await boxOfMark(tab, 'Tetragon');
  expect(word?.y).toBeGreaterThan(0);
  expect(word?.y).toBeLessThan(800);
});

test('O7: Escape puts focus and scrolling back to where they were', async ({ tab, reader }) => {
  await layControls(tab);
  await tab.evaluate(() => scrollTo(0, 7), null);
  await reader.command('previous-term'); // Envoy: the last one on the screen
  await reader.command('next-term');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Tetragon');
  expect(await tab.evaluate(() => scrollY, null)).toBeGreaterThan(1_000);
  await tab.press('Escape');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  expect(await tab.evaluate(() => scrollY, null)).toBe(7);
  expect(await focused(tab)).toBe('one');
});

test('O7: the page’s Tab order is the same before, after and past a card', async ({ tab, reader }) => {
  await layControls(tab);
  await tab.press('Tab');
  expect(await focused(tab)).toBe('two');
  await reader.command('next-term');
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  await tab.press('Escape');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  await tab.press('Tab');
  expect(await focused(tab)).toBe('link');
  await reader.command('next-term');
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  const controls = (await seeCard(tab))?.controls.length ?? 0;
  for (let tabs = 0; tabs <= controls && (await isCardOpen(tab)); tabs++) await tab.press('Tab');
  expect(await isCardOpen(tab), 'Tab past its last control closes it').toBe(false);
  expect(await focused(tab)).toBe('three');
});

test('Shift+Tab from the heading of an entry that was gone back to leaves the card', async ({
  tab,
  reader,
}) => {
  await layControls(tab);
  await tab.press('Tab');
  expect(await focused(tab)).toBe('two');
  await reader.command('next-term');
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  await clickInCard(tab, 'More');
  await clickInCard(tab, 'eBPF');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('eBPF');
  await clickInCard(tab, 'Back to Cilium');
  await expect.poll(async () => (await seeCard(tab))?.focused).toBe('Cilium');
  await tab.hold('Shift', true);
  await tab.press('Tab');
  await tab.hold('Shift', false);
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  expect(await focused(tab)).toBe('one');
});

test('keys that are pressed in the card do not bubble to the page’s shortcuts', async ({ tab, reader }) => {
  await layControls(tab);
  await tab.evaluate(() => {
    document.addEventListener('keydown', ({ key }) => {
      document.title += key;
    });
    document.title = '';
  }, null);
  await reader.command('next-term');
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  for (const key of ['j', '/', 'Tab']) await tab.press(key);
  expect(await tab.evaluate(() => document.title, null)).toBe('');
});

test('the term in the focused link, or in what is selected, is explained', async ({ tab, reader }) => {
  await layControls(tab);
  await reader.command('explain-here');
  await pass(500);
  expect(await isCardOpen(tab), 'there is none in the focused field').toBe(false);
  await tab.evaluate(() => document.getElementById('link')?.focus(), null);
  await reader.command('explain-here');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Envoy');
  await tab.press('Escape');
  await expect.poll(() => focused(tab)).toBe('link');
  await tab.evaluate(() => {
    document.getElementById('link')?.blur();
    const text = document.getElementById('two')?.nextSibling;
    if (text) getSelection()?.collapse(text, 4);
  }, null);
  await reader.command('explain-here');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Hubble');
});

test('of a text that has the focus, the term at the caret is explained', async ({ tab, reader }) => {
  await tab.evaluate(() => {
    document.body.innerHTML = '<main tabindex="-1"><p>Cilium comes first</p><p>and then Hubble</p></main>';
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium', 'Hubble']);
  const word = await boxOfMark(tab, 'Hubble');
  if (!word) throw new Error('no mark');
  // Beside the word, so that the caret is at its end and the pointer not on it.
  await tab.click(word.x + word.width + 40, word.y + word.height / 2);
  expect(await focused(tab)).toBe('main');
  await reader.command('explain-here');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Hubble');
});

test('one Escape closes the card and leaves the dialog around it open', async ({ tab }) => {
  await tab.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.append('Tetragon in a dialog');
    document.body.replaceChildren(dialog);
    dialog.showModal();
  }, null);
  await expect.poll(async () => (await boxOfMark(tab, 'Tetragon')) !== null).toBe(true);
  await openCard(tab, 'Tetragon');
  await tab.press('Escape');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  expect(await tab.evaluate(() => document.querySelector('dialog')?.open, null)).toBe(true);
  await tab.press('Escape');
  await expect.poll(() => tab.evaluate(() => document.querySelector('dialog')?.open, null)).toBe(false);
});

test('a command stops marking the site, and marks it again', async ({ tab, reader }) => {
  await reader.command('mark-site');
  await expect.poll(() => markedWords(tab)).toEqual([]);
  await reader.command('mark-site');
  await expect.poll(async () => (await markedWords(tab)).length).toBeGreaterThan(5);
});

test('stepping goes on into frames', async ({ tab, reader, site, findings }) => {
  await tab.goto(`${site}/blank.html`);
  await tab.evaluate(() => {
    document.body.innerHTML =
      'Cilium <iframe srcdoc="<p>Hubble in a frame, and Envoy</p>" style="height: 600px; width: 700px"></iframe>';
  }, null);
  await expect.poll(async () => (await findings()).terms.length).toBe(3);
  await reader.command('next-term');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Cilium');
  await reader.command('next-term');
  await expect.poll(() => seeFramedCards(tab)).toEqual(['Hubble']);
  expect(await isCardOpen(tab), 'one card at a time').toBe(false);
  await reader.command('next-term');
  await expect.poll(() => seeFramedCards(tab)).toEqual(['Envoy']);
  await reader.command('next-term');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Cilium');
});

test('stepping goes on past a frame whose terms are not to be seen', async ({
  tab,
  reader,
  site,
  findings,
}) => {
  await tab.goto(`${site}/blank.html`);
  await tab.evaluate(() => {
    const frame = (words: string) =>
      `<iframe srcdoc="<style></style>${words}" style="height: 300px"></iframe>`;
    const far = "<p style='margin-top: 5000px'>Hubble</p>";
    document.body.innerHTML = `Cilium ${frame(far)} ${frame('Envoy')}`;
  }, null);
  await expect.poll(async () => (await findings()).terms.length).toBe(3);
  // What is hidden so far away, by no change of the document, goes on being counted.
  await tab.evaluate(() => void frames[0]?.document.styleSheets[0]?.insertRule('p { display: none }'), null);
  expect((await findings()).terms.length).toBe(3);
  for (const to of ['next-term', 'next-term', 'next-term', 'previous-term', 'previous-term'] as const) {
    const isFramed = await isCardOpen(tab);
    await reader.command(to);
    if (isFramed) await expect.poll(() => seeFramedCards(tab)).toEqual(['Envoy']);
    else await expect.poll(async () => (await seeCard(tab))?.label).toBe('Cilium');
  }
});

test('by keyboard alone, a term is reached and read, its recap section opened, and it is unmarked and marked again', async ({
  tab,
  reader,
}) => {
  await layControls(tab);
  const tabTo = async (name: string) => {
    const isThere = async () => (await seeCard(tab))?.focused?.startsWith(name) ?? false;
    for (let tabs = 0; tabs < 30 && !(await isThere()); tabs++) await tab.press('Tab');
    expect(await isThere(), name).toBe(true);
  };
  await reader.command('next-term');
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Cilium');
  expect((await seeCard(tab))?.description).toMatch(/^\S.*\. +1 of 4 on this page$/);
  await tabTo('More');
  await tab.press('Enter');
  await tabTo('Read “');
  await tab.press('Enter');
  const opened = async () => {
    for (const candidate of await reader.tabs())
      if (/reader\.html#\w/.test(await candidate.url().catch(() => ''))) return candidate;
    return null;
  };
  await expect.poll(async () => (await opened()) !== null).toBe(true);
  const recap = await opened();
  await expect.poll(async () => recap && (await textOf(recap))).toContain('Cilium');
  await recap?.close();
  await tab.toFront();
  await expect.poll(() => isCardOpen(tab)).toBe(true);

  await tabTo('Don’t mark this word');
  await tab.press('Enter');
  await expect.poll(async () => (await seeCard(tab))?.focused).toBe('on this page');
  await tabTo('everywhere');
  await tab.press('Enter');
  await expect.poll(() => markedWords(tab)).not.toContain('Cilium');
  await expect.poll(async () => (await seeCard(tab))?.focused).toBe('Undo');
  await tab.press('Enter');
  await expect.poll(() => markedWords(tab)).toContain('Cilium');

  await tab.press('Escape');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  expect(await focused(tab)).toBe('one');
});
