import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type LaunchOptions, launch, type Reader, type Tab } from '../browsers/launch.ts';
import { boxOfMark, isCardOpen, markedWords, openCard } from '../browsers/marks.ts';
import { clickInCard, clickNamed, expect, PROBE, pass, seeCard, test } from './fixtures.ts';

/** The rules of WCAG 2.2 AA that a program can judge. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const MODES: Record<string, LaunchOptions> = {
  light: {},
  dark: { dark: true },
  'forced colours': { forcedColours: true },
  'more contrast, less motion, dark': { calm: true, dark: true },
};

/** What axe finds wrong, as "rule: element". */
type Violations = string[];

/** Runs axe in one of our own pages, whose policy allows no script but theirs: it comes with the call. */
const judgePage = (tab: Tab): Promise<Violations> => {
  const run = `${axe.source}; return window.axe.run(document, { runOnly: argument }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(node => id + ': ' + node.html + ' ' + node.failureSummary)))`;
  return tab.evaluate(new Function('argument', run) as (rules: string[]) => Promise<Violations>, RULES);
};

/** Runs axe in the open card, by way of the probe. */
const judgeCard = (tab: Tab): Promise<Violations> => askProbe(tab, 'axe', RULES);

/** The roles and names of what is in the open card, as axe computes them. */
const namesInCard = (tab: Tab): Promise<string[]> => askProbe(tab, 'names', null);

const askProbe = <Answer>(tab: Tab, what: string, argument: unknown): Promise<Answer> =>
  tab.evaluate(
    ([what, detail]) =>
      new Promise<Answer>(resolve => {
        const listen = (event: Event) => resolve(JSON.parse((event as CustomEvent<string>).detail));
        document.addEventListener(`probe-${what}-answer`, listen, { once: true });
        document.dispatchEvent(new CustomEvent(`probe-${what}`, { detail }));
      }),
    [what, JSON.stringify(argument)] as const,
  );

/** The probe with axe in it, which would be slow for every other test. */
function layOutProbe(): string {
  const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-probe-'));
  cpSync(PROBE, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(PROBE, 'manifest.json'), 'utf8'));
  manifest.content_scripts[0].js = ['axe.js', 'probe.js', 'judge.js'];
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'axe.js'), axe.source);
  return folder;
}

/** A tab of a mode’s own browser with the sample page in it. */
async function openSample(reader: Reader, site: string): Promise<Tab> {
  const tab = await reader.newTab();
  await tab.resize(1280, 800);
  await tab.goto(`${site}/sample.html`);
  await expect.poll(async () => (await markedWords(tab)).length).toBe(10);
  return tab;
}

for (const [mode, options] of Object.entries(MODES))
  test.describe(mode, () => {
    let reader: Reader;
    let probe = '';
    test.beforeAll(async ({ browserName }) => {
      if (browserName === 'webkit') throw new Error('no test drives WebKit');
      probe = layOutProbe();
      reader = await launch(browserName, { ...options, alongside: [probe] });
    });
    test.afterAll(async () => {
      await reader.close();
      rmSync(probe, { recursive: true, force: true });
    });

    test('axe finds nothing wrong in the card', async ({ site }) => {
      const tab = await openSample(reader, site);
      await openCard(tab, 'Tetragon');
      await pass(400);
      expect(await judgeCard(tab)).toEqual([]);
      await clickInCard(tab, 'Pin');
      await clickInCard(tab, 'More');
      await expect.poll(async () => (await seeCard(tab))?.text).toContain('Since 2022');
      expect(await judgeCard(tab)).toEqual([]);
      await clickInCard(tab, 'Don’t mark this word');
      expect(await judgeCard(tab)).toEqual([]);
      await tab.goto(`${site}/framed.html`);
      await expect.poll(() => markedWords(tab)).toEqual(['Hubble']);
      await openCard(tab, 'Hubble');
      await pass(400);
      expect(await judgeCard(tab)).toEqual([]);
      await tab.close();
    });

    test('axe finds nothing wrong in popup, recap and settings, and in the cards that open there', async () => {
      const popup = await reader.openOwnPage('popup.html');
      for (const [name, term] of [
        ['This page', null],
        ['Recap', 'Hubble'],
        ['Terms', 'Tetragon'],
      ] as const) {
        await clickNamed(popup, '[role=tab]', name);
        await pass(300);
        expect(await judgePage(popup)).toEqual([]);
        if (!term) continue;
        await clickNamed(popup, 'button.term', term);
        await clickNamed(popup, ':popover-open button', 'More');
        await pass(200);
        expect(await judgePage(popup)).toEqual([]);
      }
      await popup.close();
      const recap = await reader.openOwnPage('reader.html#names');
      await pass(300);
      expect(await judgePage(recap)).toEqual([]);
      await clickNamed(recap, 'main button.term', 'Hubble');
      await clickNamed(recap, ':popover-open button', 'More');
      await pass(200);
      expect(await judgePage(recap)).toEqual([]);
      await recap.close();
      const options = await reader.openOwnPage('options.html');
      await pass(300);
      expect(await judgePage(options)).toEqual([]);
      await options.close();
    });

    test('the card is told to assistive technology as what it is', async ({ site }) => {
      const tab = await openSample(reader, site);
      await openCard(tab, 'Tetragon');
      await pass(300);
      const told = [
        'dialog Tetragon',
        'heading Tetragon',
        'button Pin',
        'button Copy',
        'status',
        'button Close',
        'button More',
        'button In the recap: “The names in the air”',
        'button Not this meaning',
        'button Don’t mark this word',
      ];
      expect((await namesInCard(tab)).map(name => name.trim())).toEqual(told);
      // Chromium also says what it makes of it: the same, between the pieces of text.
      const spoken = await tab.spoken();
      if (spoken)
        expect(spoken.filter(name => /^(dialog|heading|button|status|link)\b/.test(name))).toEqual(told);
      await tab.close();
    });
  });

test('a card can be sent away without moving, pointed at, and stays as long as it is wanted (1.4.13)', async ({
  tab,
  site,
  findings,
}) => {
  await tab.goto(`${site}/sample.html`);
  await findings();
  await openCard(tab, 'Cilium');
  await tab.press('Escape');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
  await tab.move(5, 780);
  await openCard(tab, 'Cilium');
  const [box, word] = [(await seeCard(tab))?.box, await boxOfMark(tab, 'Cilium')];
  if (!box || !word) throw new Error('no card');
  await pass(1_500); // the pointer rests on the word
  expect(await isCardOpen(tab)).toBe(true);
  for (let part = 0; part <= 1; part += 0.25)
    await tab.move(word.x + 5 + part * 40, word.y + word.height + part * (box.y + 30 - word.y - word.height));
  await pass(3_000); // and now on the card, for longer than it waits for a script that died
  expect(await isCardOpen(tab)).toBe(true);
});

for (const [width, height] of [
  [320, 256],
  [640, 400],
] as const)
  test(`nothing is lost at ${width} × ${height}, as with a browser zoom of ${1280 / width} (1.4.4, 1.4.10, D11)`, async ({
    tab,
    site,
    own,
  }) => {
    await tab.resize(width, height);
    await tab.goto(`${site}/sample.html`);
    await expect.poll(async () => (await markedWords(tab)).length).toBeGreaterThan(3);
    await openCard(tab, 'eBPF');
    await clickInCard(tab, 'Pin');
    await clickInCard(tab, 'More');
    await pass(300);
    const seen = await seeCard(tab);
    expect(seen?.box.x).toBeGreaterThanOrEqual(0);
    // Beside the scrollbars, where they take room.
    const room = await tab.evaluate(
      () => ({ width: document.documentElement.clientWidth, height: innerHeight }),
      null,
    );
    expect((seen?.box.x ?? 0) + (seen?.box.width ?? 0)).toBeLessThanOrEqual(room.width);
    expect((seen?.box.y ?? 0) + (seen?.box.height ?? 0)).toBeLessThanOrEqual(room.height);
    for (const path of ['popup.html', 'reader.html#names']) {
      const page = await own(path);
      await page.resize(width, height);
      await pass(300);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth, null), path).toBe(
        true,
      );
    }
    await tab.resize(1280, 800);
  });
