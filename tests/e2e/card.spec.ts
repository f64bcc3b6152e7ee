import { boxOfMark, isCardOpen, markedWords, openCard } from '../browsers/marks.ts';
import { clickInCard, expect, pass, seeCard, test, textOf } from './fixtures.ts';

const WORDS = {
  Cilium: 'cilium',
  Envoy: 'envoy',
  eBPF: 'ebpf',
  Hubble: 'hubble',
  Tetragon: 'tetragon',
  'service mesh': 'service-mesh',
};

test.beforeEach(async ({ tab, site, findings }) => {
  await tab.goto(`${site}/sample.html`);
  await findings();
});

for (const [words] of Object.entries(WORDS))
  test(`hovering “${words}” opens its entry`, async ({ tab }) => {
    await openCard(tab, words);
    const card = await seeCard(tab);
    expect(card?.label).toBe(words);
    expect(card?.text).toContain('In the recap');
    expect(card?.visibility).toBe('visible');
    expect(card?.fields).toBe(0);
    await clickInCard(tab, 'More');
    await expect.poll(async () => (await seeCard(tab))?.text.length).toBeGreaterThan(400);
  });

test('the card says what the term is, what the recap said, and where to read on', async ({ tab }) => {
  await openCard(tab, 'Hubble');
  expect((await seeCard(tab))?.text).not.toContain('Since 2022');
  await clickInCard(tab, 'More');
  await expect.poll(async () => (await seeCard(tab))?.text).toContain('Since 2022');
  const card = await seeCard(tab);
  expect(card?.text).toContain('part of Cilium');
  expect(card?.text).toContain('Shows which programs of a large system talk to each other');
  expect(card?.text).toContain(
    'Not the Hubble Space Telescope, the astronomer Edwin Hubble, his law and his constant',
  );
  const hrefs = card?.controls.map(control => control.href).filter(href => href !== null) ?? [];
  expect(hrefs).toContain(
    'https://isovalent.com/blog/post/kubecon-europe-2022-wrap-up#:~:text=Hubble%20and%20the%20newly%2Dannounced%20younger%20sibling',
  );
  expect(hrefs).toContain('https://docs.cilium.io/en/stable/observability/hubble/');
  for (const link of card?.controls.filter(control => control.href !== null) ?? []) {
    expect(link.href).toMatch(/^https:/);
    expect(link).toMatchObject({ rel: 'noopener noreferrer', target: '_blank' });
  }
});

test('the card stands in the viewport, beside its word and not over it', async ({ tab }) => {
  for (const [width, height] of [
    [1280, 800],
    [700, 420],
    [320, 560],
  ] as const) {
    await tab.resize(width, height);
    for (const words of ['service mesh', 'Hubble', 'Cilium']) {
      await tab.press('Escape');
      await tab.move(1, 1);
      await openCard(tab, words);
      const [card, word] = [(await seeCard(tab))?.box, await boxOfMark(tab, words)];
      if (!card || !word) throw new Error('no card');
      expect(card.x).toBeGreaterThanOrEqual(0);
      expect(card.x + card.width).toBeLessThanOrEqual(width);
      expect(card.y).toBeGreaterThanOrEqual(0);
      expect(card.y + card.height).toBeLessThanOrEqual(height);
      const isAboveOrBelow = card.y >= word.y + word.height - 1 || card.y + card.height <= word.y + 1;
      const isAside = card.x >= word.x + word.width - 1 || card.x + card.width <= word.x + 1;
      expect(isAboveOrBelow || isAside).toBe(true);
    }
  }
  await tab.resize(1280, 800);
});

test('Escape closes it, and nothing of it stays in the page', async ({ tab }) => {
  const before = await tab.evaluate(() => document.documentElement.outerHTML, null);
  await openCard(tab, 'Cilium');
  await tab.press('Escape');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  expect(await tab.evaluate(() => document.documentElement.outerHTML, null)).toBe(before);
});

test('moving away closes it', async ({ tab }) => {
  await openCard(tab, 'Cilium');
  await tab.move(5, 780);
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

test('moving onto it keeps it open, and the close button closes it', async ({ tab }) => {
  await openCard(tab, 'Cilium');
  const box = (await seeCard(tab))?.box;
  if (!box) throw new Error('no card');
  await tab.move(box.x + 60, box.y + 20);
  await tab.move(box.x + 60, box.y + box.height - 20);
  await pass(800);
  expect(await isCardOpen(tab)).toBe(true);
  await clickInCard(tab, 'Close');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

test('scrolling away closes it', async ({ tab }) => {
  await tab.evaluate(
    () =>
      void document.body.append(Object.assign(document.createElement('div'), { style: 'height: 3000px' })),
    null,
  );
  await openCard(tab, 'Cilium');
  await tab.evaluate(() => scrollBy(0, 300), null);
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

test('moving from word to word changes the card', async ({ tab }) => {
  await openCard(tab, 'Cilium');
  const word = await boxOfMark(tab, 'Hubble');
  if (!word) throw new Error('no mark');
  await tab.move(word.x + 4, word.y + 8);
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Hubble');
});

test('the same word on the next line has a card of its own', async ({ tab }) => {
  await tab.evaluate(() => {
    document.body.innerHTML = `<div style="line-height: 40px">${'Cilium here<br>'.repeat(80)}</div>`;
  }, null);
  await expect.poll(async () => (await markedWords(tab)).length).toBe(80);
  await openCard(tab, 'Cilium');
  await pass(300); // it rises as it opens
  const first = (await seeCard(tab))?.box.y ?? 0;
  const word = await boxOfMark(tab, 'Cilium');
  if (!word) throw new Error('no mark');
  await tab.press('Escape');
  await tab.move(word.x + 5, word.y + 45);
  await expect.poll(async () => (await seeCard(tab))?.box.y).toBe(first + 40);
});

test('what lies over a word keeps its card away', async ({ tab }) => {
  await tab.evaluate(() => {
    document.body.innerHTML =
      '<div>Cilium <b style="position: absolute; inset: 0 0 auto 0; height: 60px"></b></div>';
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  const word = await boxOfMark(tab, 'Cilium');
  if (!word) throw new Error('no mark');
  await tab.move(word.x + 5, word.y + 5);
  await pass(700);
  expect(await isCardOpen(tab)).toBe(false);
});

test('the strictest content security policy leaves the card its looks', async ({ tab, site }) => {
  await tab.goto(`${site}/framed.html?csp`);
  await expect.poll(() => markedWords(tab)).toEqual(['Hubble']);
  await openCard(tab, 'Hubble');
  expect((await seeCard(tab))?.box.width).toBe(344);
});

test('passing over a word opens nothing', async ({ tab }) => {
  const word = await boxOfMark(tab, 'Cilium');
  if (!word) throw new Error('no mark');
  await tab.move(word.x - 20, word.y + 8);
  await tab.move(word.x + 10, word.y + 8);
  await pass(100);
  await tab.move(word.x + 10, word.y + 300);
  await pass(600);
  expect(await isCardOpen(tab)).toBe(false);
});

test('a word that changes under an open card takes the card along', async ({ tab }) => {
  await openCard(tab, 'Tetragon');
  await tab.evaluate(() => document.querySelector('p')?.replaceChildren('Nothing of the kind.'), null);
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

test('a document that is written anew is hovered like any other', async ({ tab }) => {
  await tab.evaluate(() => {
    document.open();
    document.write('<p>Hubble, written anew</p>');
    document.close();
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(['Hubble']);
  await openCard(tab, 'Hubble'); // the probe lost its listener with the document
  await tab.press('Escape');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

test('“In the recap” opens the recap at the section', async ({ tab, reader }) => {
  await openCard(tab, 'Envoy');
  await clickInCard(tab, 'In the recap: “The service mesh debate”');
  const readerTab = async () => {
    for (const candidate of await reader.tabs())
      if ((await candidate.url().catch(() => '')).endsWith('reader.html#debate')) return candidate;
    return null;
  };
  await expect.poll(async () => (await readerTab()) !== null).toBe(true);
  const opened = await readerTab();
  if (!opened) throw new Error('no reader');
  await expect.poll(() => textOf(opened)).toContain('The service mesh debate');
  const arrived = await opened.evaluate(() => {
    const section = document.querySelector('[data-arrived]');
    return { id: section?.id, top: section?.getBoundingClientRect().top };
  }, null);
  expect(arrived.id).toBe('debate');
  expect(arrived.top).toBeLessThan(200);
  await opened.close();
});

test('O1: in a modal dialog the card is in the dialog, and can be used', async ({ tab }) => {
  await tab.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.append('Tetragon in a dialog');
    document.body.append(dialog);
    document.querySelector('p')?.remove();
    dialog.showModal();
  }, null);
  await expect.poll(async () => (await boxOfMark(tab, 'Tetragon')) !== null).toBe(true);
  await openCard(tab, 'Tetragon');
  expect((await seeCard(tab))?.parent).toBe('dialog');
  await clickInCard(tab, 'Close');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  expect(await tab.evaluate(() => document.querySelector('dialog')?.open, null)).toBe(true);
});

test('the page cannot look into the card, nor open one by events it makes up', async ({ tab }) => {
  await openCard(tab, 'Cilium');
  expect(await tab.evaluate(() => document.querySelector('div[popover]')?.shadowRoot, null)).toBeNull();
  await tab.press('Escape');
  await tab.move(5, 780);
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  const word = await boxOfMark(tab, 'Cilium');
  if (!word) throw new Error('no mark');
  await tab.evaluate(
    ({ x, y }) => {
      const target = document.elementFromPoint(x, y) ?? document.body;
      for (const type of ['pointerover', 'pointermove', 'mousemove', 'pointerenter', 'pointerdown', 'click'])
        target.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            composed: true,
            clientX: x,
            clientY: y,
            pointerType: 'mouse',
          }),
        );
    },
    { x: word.x + 5, y: word.y + 5 },
  );
  await pass(700);
  expect(await isCardOpen(tab)).toBe(false);
});

test('P18: a page’s own styles do not reach the card', async ({ tab }) => {
  // A word that the styles below do not move, or the card would have another place and height.
  await tab.evaluate(() => {
    document.body.innerHTML =
      '<p style="position: fixed !important; inset: 9px auto auto 9px !important; font: 16px serif !important;' +
      'letter-spacing: 0 !important">Cilium';
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  await openCard(tab, 'Cilium');
  const plain = await seeCard(tab);
  await tab.press('Escape');
  await tab.evaluate(() => {
    const style = document.createElement('style');
    style.textContent =
      'html { font-size: 62.5% } * { --ink: red !important; font-family: monospace !important; color: red;' +
      'letter-spacing: 4px !important; text-transform: uppercase !important; line-height: 3 !important }' +
      'div { all: unset !important; display: none !important; position: static !important; zoom: 2 !important }';
    document.head.append(style);
  }, null);
  await tab.move(5, 780);
  await openCard(tab, 'Cilium');
  const styled = await seeCard(tab);
  expect(styled?.visibility).toBe('visible');
  expect(styled?.text).toBe(plain?.text);
  expect(styled?.box.width).toBe(plain?.box.width);
  expect(styled?.contentHeight).toBe(plain?.contentHeight);
});
