import type { Tab } from '../browsers/launch.ts';
import { markedWords, openCard } from '../browsers/marks.ts';
import { expect, pass, test } from './fixtures.ts';
import { pictureOf } from './picture.ts';

/** Ways to split what reads "Cilium" or "service mesh" (H10). */
const SPLITS = [
  'Cil<b>ium</b>',
  'Cil<span>ium</span>',
  'Cil<wbr>ium',
  'Cil<!-- a comment -->ium',
  'Cil<sup>ium</sup>',
  '<a href="#x">Cil</a>ium',
  '<em>C</em>ilium',
  'Cil<mark>iu</mark>m',
  '<i>C<b>i<u>l</u></b></i>ium',
  'service <b>mesh</b>',
  'service<i> </i>mesh',
  '<span style="display: contents">ser</span>vice mesh',
  'service<span style="position: absolute"></span> mesh',
  '<ruby>Cil<rp>(</rp><rt>note</rt><rp>)</rp>ium<rt>note</rt></ruby>',
];

/** Markup with the expected marks in brackets. */
const MARKUP = {
  'a mark of a note is no part of a word':
    '<p>[Cilium]<sup>1</sup>, [Hubble]<sup>2, 3</sup>, [eBPF]<sup>*</sup></p>',
  'text in a flex or grid container is cut at its children':
    '<div style="display: flex">Cil<b>ium</b></div><div style="display: grid"><i>Cil</i><i>ium</i> [Envoy]</div>',
  'a note for screen readers cuts no words':
    '<p>A [service<span style="position: absolute; clip-path: inset(50%)"></span> mesh].</p>',
  'base text is read across ruby, and notes on it by themselves':
    '<p><ruby>[Cil<rt>x</rt>ium]<rt>[Hubble] here</rt></ruby></p>',
  'of formulas, words and not names':
    '<p>If <math><mi>Cilium</mi><mo>=</mo><mtext>some [Hubble] there</mtext><semantics><mi>x</mi>' +
    '<annotation encoding="application/x-tex">Envoy</annotation></semantics></math> then</p>',
  'the words of drawings':
    '<svg viewBox="0 0 300 80"><title>Hubble</title><desc>Envoy</desc><defs><text id="d">Tetragon</text></defs>' +
    '<g><text x="4" y="20">about [Cil<tspan>ium</tspan>]</text></g><text x="4" y="40"><tspan x="4">a [service</tspan>' +
    '<tspan x="4" dy="1em">mesh]</tspan></text></svg>',
  'HTML in drawings':
    '<svg width="300" height="60"><foreignObject width="300" height="60"><p>[eBPF]</p></foreignObject></svg>',
  'no word runs on over a drawing or a formula': '<p>service<svg></svg> mesh, Cil<math></math>ium</p>',
  'what is for the eyes beside what is for screen readers counts once (H8)':
    '<p><b aria-hidden="true">[Cilium]</b><span style="position:absolute;width:1px;height:1px;overflow:hidden">Cilium</span></p>',
  'a second copy for the eyes counts once (H8)':
    '<div><span>[Hubble] runs</span> <span aria-hidden="true">Hubble runs</span></div>',
  'a strip that is moved along is read':
    '<div style="position:relative;overflow:hidden;height:60px"><p style="position:absolute;left:-1000px;width:2000px;' +
    'text-align:right">[Cilium]</p></div>',
  'what is kept from screen readers alone is read': '<div aria-hidden="true">[Envoy] is seen</div>',
};

/** What no reader sees (H8). */
const UNSEEN = {
  'not displayed': '<p style="display:none">Cilium</p>',
  hidden: '<p hidden>Cilium</p>',
  'hidden until found': '<p hidden="until-found">Cilium</p><div hidden="until-found"><p>Cilium</p></div>',
  invisible: '<p style="visibility:hidden">Cilium</p>',
  transparent: '<div style="opacity:0"><p>Cilium</p></div>',
  'content hidden': '<div style="content-visibility:hidden">Cilium <p>Cilium</p></div>',
  'in a closed <details>': '<details><summary>x</summary>Cilium <p>Cilium</p></details>',
  'one pixel large':
    '<span style="position:absolute;width:1px;height:1px;overflow:hidden">Cilium <b>Cilium</b></span>',
  'clipped to nothing':
    '<span style="position:absolute;clip:rect(0 0 0 0)">Cilium</span><span style="position:absolute;clip:rect(1px,1px,1px,1px)">Cilium</span>' +
    '<p style="clip-path:inset(50%)">Cilium</p><p style="clip-path:circle(0)">Cilium</p>',
  'left of the page': '<span style="position:absolute;left:-9999px"><p>Cilium</p></span>',
  'above the page': '<span style="position:fixed;top:-10000px">Cilium</span>',
  'indented out of its box': '<h2 style="text-indent:-9999px;overflow:hidden">Cilium</h2>',
  'in a folded box': '<div style="max-height:0;overflow:hidden"><p>Cilium</p></div>',
};

const fill = (tab: Tab, html: string) =>
  tab.evaluate(content => {
    const main = document.querySelector('main');
    if (main) main.innerHTML = content;
  }, html);

/** The words in brackets, as they read once the markup is gone. */
const wanted = (html: string): string[] =>
  [...html.matchAll(/\[([^\]]*)\]/g)].map(([, words = '']) =>
    words.replace(/<rt>.*?<\/rt>/g, 'x').replace(/<[^>]*>/g, ''),
  );

test.describe('blocks', () => {
  test.beforeEach(async ({ tab, site, findings }) => {
    await tab.goto(`${site}/blank.html`);
    await findings();
  });

  test('a term split by markup is the same term (H10)', async ({ tab, findings }) => {
    const page = (items: string[]) => items.map(item => `<p>About ${item} here.</p>`).join('');
    await fill(tab, page(SPLITS.map(split => split.replace(/<r[pt]>.*?<\/r[pt]>|<[^>]*>/g, ''))));
    await expect.poll(async () => (await markedWords(tab)).length).toBe(SPLITS.length);
    const counts = async () =>
      (await findings()).terms.map(({ id, count, unsure }) => `${id} ${count} ${unsure}`);
    const unsplit = await counts();
    await fill(tab, page(SPLITS));
    await expect.poll(async () => (await markedWords(tab)).length).toBe(SPLITS.length);
    expect(await counts()).toEqual(unsplit);
    expect(await tab.evaluate(() => document.querySelectorAll('p').length, null)).toBe(SPLITS.length);
  });

  test('a term split into text nodes is the same term (H10)', async ({ tab }) => {
    await tab.evaluate(() => {
      const p = document.createElement('p');
      p.append('About C', 'ili', '', 'um he', 're');
      document.querySelector('main')?.append(p);
    }, null);
    await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  });

  for (const [title, html] of Object.entries(MARKUP))
    test(`markup: ${title}`, async ({ tab, findings }) => {
      await fill(tab, html.replaceAll(/[[\]]/g, ''));
      const joined = (words: string[]) => words.join('|').replace(/\s/g, '');
      await expect.poll(async () => joined(await markedWords(tab))).toBe(joined(wanted(html)));
      const { terms } = await findings();
      expect(terms.reduce((sum, term) => sum + term.count, 0)).toBe(wanted(html).length);
    });

  for (const [title, html] of Object.entries(UNSEEN))
    test(`what is ${title} is neither counted nor painted (H8)`, async ({ tab, findings }) => {
      await fill(tab, `${html}<p>Hubble ends it</p>`);
      await expect.poll(() => markedWords(tab)).toEqual(['Hubble']);
      expect((await findings()).terms.map(({ id, count }) => `${id} ${count}`)).toEqual(['hubble 1']);
    });

  test('the copy of the source that a viewer of XML holds is not counted (H8)', async ({
    tab,
    site,
    findings,
  }) => {
    await tab.goto(`${site}/feed.xml`);
    expect((await findings()).terms).toEqual([]);
  });

  for (const [title, html, show] of [
    ['transparent', '<p style="opacity:0">Cilium</p>', 'opacity:1'],
    [
      'fading in',
      '<p style="opacity:0;transition:opacity .2s">Cilium</p>',
      'opacity:1;transition:opacity .2s',
    ],
    ['off the page', '<p style="position:absolute;left:-9999px">Cilium</p>', 'position:absolute;left:9px'],
    ['folded', '<p style="max-height:0;overflow:hidden">Cilium</p>', ''],
    ['content hidden', '<p style="content-visibility:hidden">Cilium</p>', ''],
  ] as const)
    test(`what was ${title} is read when it shows`, async ({ tab }) => {
      await fill(tab, html);
      await pass(400);
      expect(await markedWords(tab)).toEqual([]);
      await tab.evaluate(style => document.querySelector('main p')?.setAttribute('style', style), show);
      await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
    });

  test('a word in a drawing is painted and explained', async ({ tab }) => {
    await fill(
      tab,
      '<svg width="400" height="80"><text x="20" y="40" font-size="30">about Cilium</text></svg>',
    );
    await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
    await openCard(tab, 'Cilium');
    await tab.press('Escape');
    await tab.move(1, 1);
    await pass(300);
    const marked = await pictureOf(tab);
    await tab.evaluate(() => CSS.highlights.clear(), null);
    await expect.poll(() => pictureOf(tab)).not.toBe(marked);
  });
});
