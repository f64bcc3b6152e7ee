import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tab } from '../browsers/launch.ts';
import { type Box, markedWords, openCard } from '../browsers/marks.ts';
import { clickInCard, expect, pass, seeCard, styleCard, test } from './fixtures.ts';

/** As in src/settings.ts, which is no module for Node. */
const MARK_STYLES = ['dotted', 'solid', 'tint'];
const MARK_COLOURS = ['teal', 'blue', 'purple', 'orange', 'grey'];

/** Text on its ground, each pair with a contrast of 4.5 at least. */
const PAIRS = [
  ['#000000', '#ffffff'],
  ['#1b1f24', '#ffffff'],
  ['#767676', '#ffffff'],
  ['#e8eaed', '#1c1f23'],
  ['#ffffff', '#000000'],
  ['#ffffff', '#1d4ed8'],
  ['#ffffff', '#0f766e'],
  ['#ffffff', '#7e22ce'],
  ['#000000', '#f59e0b'],
  ['#000000', '#22c55e'],
  ['#000000', '#9ca3af'],
] as const;

const store = (page: Tab, values: Record<string, unknown>) =>
  page.evaluate(values => (globalThis.browser ?? chrome).storage.local.set(values), values);

/** The contrast of the strongest pixel of a part of each box of a picture, to another of its pixels. */
const contrasts = (tab: Tab, png: string, parts: { strip: Box; ground: { x: number; y: number } }[]) =>
  tab.evaluate(
    async ({ png, parts }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const drawing = canvas.getContext('2d');
      drawing?.drawImage(image, 0, 0);
      const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      const luminances = (x: number, y: number, width: number, height: number) => {
        const data = drawing?.getImageData(x, y, width, height).data ?? [];
        return Array.from({ length: data.length / 4 }, (_, i) => {
          const [red = 0, green = 0, blue = 0] = [0, 1, 2].map(j => linear((data[4 * i + j] ?? 0) / 255));
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        });
      };
      return parts.map(({ strip, ground }) => {
        const [base = 0] = luminances(ground.x, ground.y, 1, 1);
        const ratios = luminances(strip.x, strip.y, strip.width, strip.height).map(
          one => (Math.max(one, base) + 0.05) / (Math.min(one, base) + 0.05),
        );
        return Math.max(...ratios);
      });
    },
    { png, parts },
  );

test('marks stand after any number of changes of how they look', async ({ tab, own, site }) => {
  const options = await own('options.html');
  await tab.toFront();
  await tab.goto(`${site}/sample.html`);
  await expect.poll(() => markedWords(tab)).toContain('Cilium');
  const words = await markedWords(tab);
  for (const markStyle of MARK_STYLES)
    for (const markColour of MARK_COLOURS) {
      await store(options, { markStyle, markColour });
      const name = `contextual-glossary-${markStyle}-${markColour}`;
      await expect.poll(() => tab.evaluate(name => CSS.highlights.has(name), name)).toBe(true);
    }
  await expect.poll(() => markedWords(tab)).toEqual(words);
});

for (const style of MARK_STYLES)
  test(`every look of a mark can be seen and leaves the text legible: ${style}`, async ({
    tab,
    own,
    site,
  }) => {
    const options = await own('reader.html');
    await tab.toFront();
    await tab.goto(`${site}/blank.html`);
    await tab.evaluate(pairs => {
      document.body.style.margin = '0';
      document.body.innerHTML = pairs
        .map(
          ([ink, ground]) =>
            `<div style="background:${ground};color:${ink};font:40px/60px monospace">eBPF</div>`,
        )
        .join('');
    }, PAIRS);
    await expect.poll(async () => (await markedWords(tab)).length).toBe(PAIRS.length);
    const boxes = await tab.evaluate(
      () =>
        [...document.querySelectorAll('div')].map(div => {
          const range = document.createRange();
          range.selectNodeContents(div);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x, y, width, height };
        }),
      null,
    );
    const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-'));
    for (const colour of MARK_COLOURS) {
      await store(options, { markStyle: style, markColour: colour });
      const name = `contextual-glossary-${style}-${colour}`;
      await expect
        .poll(() =>
          tab.evaluate(
            names => names.reduce((sum, name) => sum + (CSS.highlights.get(name)?.size ?? 0), 0),
            [name, `${name}-pale`],
          ),
        )
        .toBe(PAIRS.length);
      await pass(100);
      const path = join(folder, `${colour}.png`);
      await tab.screenshot(path);
      const png = readFileSync(path).toString('base64');
      const whole = (box: Box) => ({
        x: Math.round(box.x),
        y: Math.round(box.y),
        width: Math.round(box.width),
        height: Math.round(box.height),
      });
      const lines = boxes.map(whole).map(box => ({
        // Under the letters, where the line is.
        strip: { ...box, y: box.y + Math.round(box.height * 0.84), height: Math.round(box.height * 0.3) },
        ground: { x: box.x + box.width + 40, y: box.y + 10 },
      }));
      const texts = boxes.map(whole).map(box => ({ strip: box, ground: { x: box.x + 1, y: box.y + 2 } }));
      const seen = await contrasts(tab, png, style === 'tint' ? texts : lines);
      for (const [i, contrast] of seen.entries())
        expect(contrast, `${colour} with ${PAIRS[i]?.join(' on ')}`).toBeGreaterThanOrEqual(
          style === 'tint' ? 4.5 : 3,
        );
    }
    rmSync(folder, { recursive: true, force: true });
  });

test('marks are thinned out as the reader wants', async ({ tab, own, site }) => {
  const options = await own('reader.html');
  await tab.toFront();
  await tab.goto(`${site}/blank.html`);
  await tab.evaluate(() => {
    document.body.innerHTML =
      '<p>eBPF 1, eBPF, Falco</p><h2>About eBPF 2</h2><p>eBPF</p><section><p>eBPF 3 and eBPF</p></section>' +
      '<p>eBPF</p><h3>Next</h3><article>eBPF 4, eBPF, Falco</article>';
  }, null);
  await expect.poll(async () => (await markedWords(tab)).filter(word => word === 'eBPF').length).toBe(9);
  await store(options, { density: 'section' });
  await expect.poll(async () => (await markedWords(tab)).filter(word => word === 'eBPF').length).toBe(4);
  await store(options, { density: 'page' });
  await expect.poll(async () => (await markedWords(tab)).filter(word => word === 'eBPF').length).toBe(1);
  // What comes first is marked, also when it comes later.
  await tab.evaluate(() => document.body.prepend('eBPF before all. '), null);
  await expect
    .poll(() =>
      tab.evaluate(() => {
        const marks = [...(CSS.highlights.get('contextual-glossary-dotted-teal') ?? [])];
        return marks.map(mark => mark.startContainer.nodeValue);
      }, null),
    )
    .toContain('eBPF before all. ');
  expect((await markedWords(tab)).filter(word => word === 'eBPF')).toHaveLength(1);
  await store(options, { density: 'every' });
  await expect.poll(async () => (await markedWords(tab)).filter(word => word === 'eBPF').length).toBe(10);
});

test('wider spacing of text cuts nothing off', async ({ tab, site, findings }) => {
  await tab.goto(`${site}/sample.html`);
  await findings();
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Pin');
  await clickInCard(tab, 'More');
  // What WCAG asks for (1.4.12).
  await styleCard(
    tab,
    '.card * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
      '.card p { margin-block-end: 2em !important }',
  );
  const seen = await seeCard(tab);
  if (!seen) throw new Error('no card');
  expect(seen.overflows).toBe(false);
  for (const { name, box } of seen.controls) {
    expect(box.x, name).toBeGreaterThanOrEqual(seen.box.x);
    expect(box.x + box.width, name).toBeLessThanOrEqual(seen.box.x + seen.box.width);
  }
});

test('what has the focus in a card is not covered', async ({ tab, site, findings }) => {
  await tab.resize(700, 420);
  await tab.goto(`${site}/sample.html`);
  await findings();
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Pin');
  await clickInCard(tab, 'More');
  const count = (await seeCard(tab))?.controls.length ?? 0;
  let inBody = 0;
  for (let i = 0; i < count - 8; i++) {
    await tab.press('Tab');
    const seen = await seeCard(tab);
    const box = seen?.focusBox;
    if (!seen || !box) break;
    const isFixed = box.y + box.height <= seen.bounds.top || box.y >= seen.bounds.bottom;
    if (isFixed && seen.focused && /Move|Pin|Copy|Close|Not this|Don’t/.test(seen.focused)) continue;
    inBody++;
    expect(box.y, seen.focused ?? '').toBeGreaterThanOrEqual(seen.bounds.top - 1);
    expect(box.y + box.height, seen.focused ?? '').toBeLessThanOrEqual(seen.bounds.bottom + 1);
  }
  expect(inBody).toBeGreaterThan(5);
  await tab.resize(1280, 800);
});

test('the card says that it is English on a page in another language', async ({ tab, site, findings }) => {
  await tab.goto(`${site}/sample.html`);
  await findings();
  await tab.evaluate(() => {
    document.documentElement.lang = 'he';
    document.documentElement.dir = 'rtl';
  }, null);
  await openCard(tab, 'Tetragon');
  expect((await seeCard(tab))?.lang).toBe('en');
});
