import type { Tab } from '../browsers/launch.ts';
import { type Box, boxOfMark, isCardOpen, markedWords, openCard } from '../browsers/marks.ts';
import { clickInCard, expect, pass, type SeenCard, seeCard, test } from './fixtures.ts';
import { differences, pictureOf } from './picture.ts';

test.beforeEach(async ({ tab, site, findings }) => {
  await tab.resize(1280, 800);
  await tab.goto(`${site}/blank.html`);
  await findings();
});

/** Has the page run a script of its own. */
const runInPage = (tab: Tab, script: string): Promise<void> =>
  tab.evaluate(
    text => document.head.append(Object.assign(document.createElement('script'), { textContent: text })),
    script,
  );

/** Puts markup into the page and waits until its one word is marked. */
async function write(tab: Tab, html: string, script = ''): Promise<void> {
  await tab.evaluate(html => {
    document.body.innerHTML = html;
  }, html);
  await runInPage(tab, script);
  await expect.poll(() => markedWords(tab)).toEqual(['Tetragon']);
}

/** What the page finds at the middle of the card: its host, when the card is on top and alive. */
const isAlive = (tab: Tab, box: Box) =>
  tab.evaluate(
    ({ x, y }) => {
      let hit = document.elementFromPoint(x, y);
      while (hit?.shadowRoot) {
        const inside = hit.shadowRoot.elementFromPoint(x, y);
        if (!inside || inside === hit) break;
        hit = inside;
      }
      return hit?.matches('div[popover]:popover-open') ?? false;
    },
    { x: box.x + box.width / 2, y: box.y + box.height / 2 },
  );

async function expectUsable(tab: Tab): Promise<SeenCard> {
  await openCard(tab, 'Tetragon').catch(() => undefined);
  await expect.poll(async () => (await seeCard(tab))?.label).toBe('Tetragon');
  await pass(200); // it rises as it opens
  const seen = await seeCard(tab);
  if (!seen) throw new Error('no card');
  expect(await isAlive(tab, seen.box)).toBe(true);
  await clickInCard(tab, 'More');
  await expect.poll(async () => (await seeCard(tab))?.text).toContain('Since 2022');
  return seen;
}

const WORD = '<p>Tetragon</p>';
const MODALS = {
  'a modal dialog': [`<dialog>${WORD}</dialog>`, "document.querySelector('dialog').showModal()"],
  'a modal dialog in another': [
    `<dialog id="a">outer<dialog id="b">${WORD}</dialog></dialog>`,
    'a.showModal(); b.showModal()',
  ],
  'a modal dialog over another': [
    `<dialog id="a">${WORD}</dialog><dialog id="b">first</dialog>`,
    'b.showModal(); a.showModal()',
  ],
  'a modal dialog with transform, filter and hidden overflow': [
    `<dialog style="transform: scale(.9); filter: contrast(1); overflow: hidden; opacity: .9; max-height: 80px">${WORD}</dialog>`,
    "document.querySelector('dialog').showModal()",
  ],
  'a popover of the page': [`<div id="p" popover>${WORD}</div>`, 'p.showPopover()'],
  'a popover that is a form whose inputs answer for the DOM': [
    `<form id="p" popover>${WORD}<input name="append"><input name="currentCSSZoom"></form>`,
    'p.showPopover()',
  ],
  'a page whose other parts are inert': [`<main inert>rest</main><div>${WORD}</div>`, ''],
} as const;

for (const [place, [html, run]] of Object.entries(MODALS))
  test(`O1: the card can be seen and used in ${place}, and Escape closes it alone`, async ({ tab }) => {
    await write(tab, html, run);
    await expectUsable(tab);
    await tab.press('Escape');
    await expect.poll(async () => await seeCard(tab)).toBeNull();
    const open = await tab.evaluate(
      () => document.querySelectorAll('dialog:modal, :popover-open').length,
      null,
    );
    expect(open).toBe((run.match(/show/g) ?? []).length);
  });

test('O1: the card can be seen and used in a modal dialog in a shadow root', async ({ tab }) => {
  await write(
    tab,
    '<div id="host"></div>',
    "const root = host.attachShadow({ mode: 'open' }); root.innerHTML = '<dialog><p>Tetragon</p></dialog>';" +
      "root.querySelector('dialog').showModal()",
  );
  await expectUsable(tab);
});

test('O1: a dialog that is opened over an open card closes the card', async ({ tab }) => {
  await write(tab, `${WORD}<dialog id="d">later</dialog>`);
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Pin');
  await tab.evaluate(() => document.querySelector('dialog')?.showModal(), null);
  await expect.poll(() => seeCard(tab)).toBeNull();
  await tab.evaluate(() => document.querySelector('dialog')?.close(), null);
  await tab.move(5, 700);
  await expectUsable(tab);
});

for (const [what, html] of [
  ['an element', `<div id="full" style="background: white">${WORD}</div>`],
  [
    'an element in a fullscreen element',
    `<div id="outer"><div id="full" style="background: white">${WORD}</div></div>`,
  ],
] as const)
  test(`O2: the card can be seen and used in fullscreen: ${what}`, async ({ tab }) => {
    const wanted = html.match(/id="\w+"/g)?.map(id => id.slice(4, -1)) ?? [];
    // Each needs a press of the reader's.
    await write(
      tab,
      html,
      `const ids = ${JSON.stringify(wanted)}; addEventListener('click', () => ids.length && document.getElementById(ids.shift()).requestFullscreen())`,
    );
    for (const id of wanted) {
      await tab.click(300, 300);
      await expect.poll(() => tab.evaluate(() => document.fullscreenElement?.id, null)).toBe(id);
    }
    await pass(300);
    await expectUsable(tab);
    await tab.evaluate(() => document.exitFullscreen(), null);
  });

const WRITING = {
  'D10: right to left': `<p dir="rtl" style="margin: 200px">עברית Tetragon עברית</p>`,
  'D10: vertical, right to left': `<p style="writing-mode: vertical-rl; height: 300px; margin: 40px auto">日本 Tetragon</p>`,
  'D10: vertical, left to right': `<p style="writing-mode: vertical-lr; height: 300px; margin: 40px auto">日本 Tetragon</p>`,
  'D10: sideways': `<p style="writing-mode: sideways-rl; height: 300px; margin: 40px">Tetragon</p>`,
  'D10: sideways, upwards': `<p style="writing-mode: sideways-lr; height: 300px; margin: 40px">Tetragon</p>`,
  'D10: upright': `<p style="writing-mode: vertical-rl; text-orientation: upright; height: 300px; margin: 40px">Tetragon</p>`,
  'D10: vertical on a page from right to left': `<p style="writing-mode: vertical-rl; direction: rtl; height: 300px; margin: 40px">Tetragon</p>`,
  'D10: after a control of direction': `<p>\u202bעברית Tetragon עברית\u202c</p>`,
  'D10: isolated': `<p dir="rtl">עברית <bdi>Tetragon</bdi> עברית</p>`,
  'D10: turned around': `<p><bdo dir="rtl">nogarteT</bdo> Tetragon</p>`,
  'D10: in a drawing': `<svg width="400" height="200"><text x="100" y="100">Tetragon</text></svg>`,
  'D11: zoomed': `<p style="zoom: 2.5; margin: 20px">Tetragon</p>`,
  'D11: turned and scaled': `<p style="transform: rotate(20deg) scale(1.5); margin: 150px; width: max-content">Tetragon</p>`,
  'D11: made small': `<p style="zoom: 0.5; margin: 200px">Tetragon</p>`,
  'O8: at the bottom right': `<p style="position: fixed; right: 0; bottom: 0">Tetragon</p>`,
} as const;

for (const [writing, html] of Object.entries(WRITING))
  test(`${writing}: the card stands beside its word and inside the window`, async ({ tab }) => {
    await write(tab, html);
    const { box } = await expectUsable(tab);
    const word = await boxOfMark(tab, 'Tetragon');
    if (!word) throw new Error('no mark');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(1280);
    expect(box.y + box.height).toBeLessThanOrEqual(800);
    const gap = (from: number, size: number, other: number, otherSize: number) =>
      Math.max(from - other - otherSize, other - from - size);
    const apart = Math.max(
      gap(box.x, box.width, word.x, word.width),
      gap(box.y, box.height, word.y, word.height),
    );
    expect(apart).toBeGreaterThanOrEqual(0);
    expect(apart).toBeLessThanOrEqual(8);
    if (writing === 'D10: right to left') expect(box.x + box.width).toBeCloseTo(word.x + word.width, 0);
  });

test('the card of a term that is broken over two lines stands beside the piece that is pointed at', async ({
  tab,
}) => {
  await tab.evaluate(() => {
    document.body.innerHTML =
      '<p style="width: 180px; margin: 100px; font: 16px/40px monospace">one two service mesh</p>';
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(['service mesh']);
  const pieceOf = (word: string) =>
    tab.evaluate(word => {
      const range = document.createRange();
      const text = document.querySelector('p')?.firstChild as Text;
      range.setStart(text, text.data.indexOf(word));
      range.setEnd(text, text.data.indexOf(word) + word.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }, word);
  const [first, second] = [await pieceOf('service'), await pieceOf('mesh')];
  // On the way it rests on the other piece for less than a card takes to open.
  await tab.move(first.x + 8, first.y + 8);
  await pass(50);
  await tab.move(second.x + 8, second.y + 8);
  await tab.move(second.x + 10, second.y + 10);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  await pass(300);
  const box = (await seeCard(tab))?.box;
  expect(box?.x).toBeCloseTo(second.x, 0);
  expect(box?.y).toBeGreaterThanOrEqual(second.y + second.height);
});

/** What pages do to an element that appears in them; what no card survives closes it. */
const HOSTILE: [name: string, script: string, survives: boolean][] = [
  ['all: unset', css('*{all:unset!important}'), true],
  ['display: none', css('*:not(html,body,p){display:none!important}'), true],
  ['important rules in a layer', css('@layer a{div{display:none!important;opacity:0!important}}'), true],
  ['popovers hidden', css('[popover]{display:none!important}'), true],
  ['visibility of the root', css('html{visibility:hidden}p{visibility:visible}'), true],
  ['pointer events', css('div{pointer-events:none!important}'), true],
  ['opacity of the root', css('html{opacity:.5}'), true],
  ['opacity of everything', css('div{opacity:.01!important}'), true],
  ['a transform', css('div{transform:translate(5000px)!important}'), true],
  ['a transform of the root', css('html{transform:translateZ(0)}'), true],
  ['a transform of the body', css('body{transform:scale(1)}'), true],
  ['a filter of the root', css('html{filter:invert(1)}'), true],
  ['a filter of the body', css('body{filter:blur(0px)}'), true],
  ['zoom of the root', css('html{zoom:1.5}'), true],
  ['zoom of everything', css('div{zoom:3!important}'), true],
  ['clipping', css('div{clip-path:inset(50%)!important}'), true],
  ['a mask', css('div{mask:linear-gradient(transparent,transparent)!important}'), true],
  ['containment', css('div{contain:strict!important}'), true],
  ['hidden overflow', css('html,body{overflow:hidden!important}'), true],
  [
    'an endless animation',
    css('@keyframes x{from,to{opacity:0;translate:900px}}div{animation:x 1s infinite!important}'),
    true,
  ],
  ['a slow transition', css('*{transition:all 100s!important}'), true],
  ['another place', css('div{position:static!important;inset:auto!important;margin:999px!important}'), true],
  [
    'no size',
    css('div{width:0!important;height:0!important;max-width:0!important;overflow:hidden!important}'),
    true,
  ],
  ['a filter', css('div{filter:invert(1)!important;backdrop-filter:blur(9px)!important}'), true],
  ['blending', css('div{mix-blend-mode:difference!important}'), true],
  [
    'another font',
    css('*{font:40px fantasy!important;letter-spacing:9px!important;text-transform:uppercase!important}'),
    true,
  ],
  [
    'other variables',
    css('*{--ink:red!important;--paper:red!important;--accent:red!important;--text:40px serif!important}'),
    true,
  ],
  ['another size of the root', css('html{font-size:62.5%!important}'), true],
  ['content visibility', css('div{content-visibility:hidden!important}'), true],
  ['another direction', css('*:not(p){direction:rtl!important;writing-mode:vertical-rl!important}'), true],
  ['selection and caret', css('*{user-select:none!important;cursor:none!important}'), true],
  [
    'styles on the host',
    onHost("host.setAttribute('style','display:none!important');host.hidden=true"),
    true,
  ],
  ['inert on the host', onHost('host.inert=true'), true],
  ['no popover', onHost("host.removeAttribute('popover')"), true],
  ['hiding the popover', onHost('host.hidePopover()'), true],
  ['removing the host', onHost('host.remove()'), false],
  [
    'moving the host',
    onHost(
      "document.body.append(Object.assign(document.createElement('div'),{hidden:true}));document.body.lastChild.append(host)",
    ),
    false,
  ],
  ['making the page inert', onHost('document.documentElement.inert=true'), false],
  [
    'a popover on top, again and again',
    onHost(
      "const over=Object.assign(document.createElement('div'),{popover:'manual'});over.style='width:100vw;height:100vh;border:0';document.body.append(over);setInterval(()=>{if(over.matches(':popover-open'))over.hidePopover();over.showPopover()},100)",
    ),
    false,
  ],
];

/** What each is an example of in the list of failures. */
const idOf = (name: string): string =>
  ({
    'another font': 'O4, P18',
    'other variables': 'O4, P18',
    'another size of the root': 'O4, P18',
    'making the page inert': 'O3',
    'inert on the host': 'O3',
    'a popover on top, again and again': 'O5',
    'removing the host': 'O6',
    'moving the host': 'O6',
  })[name] ?? 'O4';

function css(rules: string): string {
  return `document.head.append(Object.assign(document.createElement('style'),{textContent:${JSON.stringify(rules)}}))`;
}

/** Does something to the card's host once it is there. */
function onHost(what: string): string {
  return (
    `let done=false;new MutationObserver(()=>{const host=document.querySelector('html>div[popover]');` +
    `if(host&&!done){done=true;setTimeout(()=>{${what}},400)}}).observe(document.documentElement,{childList:true})`
  );
}

const STILL =
  '<p style="all:initial!important;position:fixed!important;inset:60px auto auto 60px!important;font:16px/20px monospace!important;pointer-events:auto!important;' +
  'zoom:1!important;opacity:1!important">Tetragon</p>';

for (const [name, script, survives] of HOSTILE)
  test(`${idOf(name)}: the card ${survives ? 'looks the same' : 'closes'} whatever the page does: ${name}`, async ({
    tab,
    reader,
  }) => {
    await write(tab, STILL);
    await openCard(tab, 'Tetragon');
    await pass(300);
    const plain = await seeCard(tab);
    const before = await pictureOf(tab);
    await tab.press('Escape');
    await tab.move(5, 700);
    await runInPage(tab, script);
    await pass(100);
    await openCard(tab, 'Tetragon');
    if (!survives) {
      await expect.poll(() => seeCard(tab)).toBeNull();
      return;
    }
    await pass(1_200);
    const seen = await seeCard(tab);
    expect(seen?.visibility).toBe('visible');
    expect(seen?.box.width).toBe(plain?.box.width);
    expect(seen?.box.height).toBe(plain?.box.height);
    expect(seen?.text).toBe(plain?.text);
    if (!plain || !seen) throw new Error('no card');
    expect(await isAlive(tab, seen.box)).toBe(true);
    const after = await pictureOf(tab);
    const others = await differences(tab, [before, inside(plain.box)], [after, inside(seen.box)]);
    // Firefox draws the top layer inside the root's filter: there the card is seen as the page is, and works.
    if (name === 'a filter of the root' && reader.name === 'firefox') expect(others).toBeGreaterThan(0);
    else expect(others).toBe(0);
  });

/** What of a card lets nothing of the page through: all but its corners and shadow. */
const inside = ({ x, y, width, height }: Box): Box => ({
  x: x + 5,
  y: y + 5,
  width: width - 10,
  height: height - 10,
});

test('O6: a card whose host was removed opens again at the next rest', async ({ tab }) => {
  await write(tab, WORD);
  await openCard(tab, 'Tetragon');
  await tab.evaluate(() => document.querySelector('div[popover]')?.remove(), null);
  await expect.poll(() => seeCard(tab)).toBeNull();
  await tab.move(5, 700);
  await expectUsable(tab);
});

test('a press through what a page lays over the card counts only where the browser cannot tell', async ({
  tab,
  reader,
}) => {
  await write(tab, WORD);
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Pin');
  await tab.evaluate(() => {
    const over = Object.assign(document.createElement('div'), { popover: 'manual', textContent: 'A prize' });
    over.setAttribute('style', 'inset:0;width:100vw;height:100vh;background:#fff;pointer-events:none');
    document.body.append(over);
    over.showPopover();
  }, null);
  await pass(400);
  await clickInCard(tab, 'Don’t mark this word');
  await pass(200);
  // Firefox does not say what is drawn over an element; there, what was pressed can be undone.
  expect((await seeCard(tab))?.text.includes('everywhere')).toBe(reader.name === 'firefox');
});

for (const [how, insists] of [
  ['once', false],
  ['again and again', true],
] as const)
  test(`O3: where a dialog makes all around it inert ${how}, a card is usable or none`, async ({ tab }) => {
    await write(
      tab,
      `<main>Some text</main><div role="dialog" aria-modal="true" style="padding: 40px">${WORD}</div>`,
      `const hide = () => { for (const element of [...document.body.children, ...document.documentElement.children])
         if (!element.matches('head, body, script, [role=dialog]') && !element.inert) element.inert = true };
       hide();
       new MutationObserver(hide).observe(document.documentElement,
         { childList: true, subtree: true, attributes: ${insists}, ${insists ? "attributeFilter: ['inert']" : ''} });`,
    );
    await openCard(tab, 'Tetragon').catch(() => undefined);
    await pass(1_500);
    const seen = await seeCard(tab);
    if (seen) expect(await isAlive(tab, seen.box)).toBe(true);
    expect(seen === null).toBe(insists);
  });

test('D9: a page that is a picture of text has no marks and no card', async ({ tab, findings }) => {
  await tab.evaluate(() => {
    document.body.innerHTML = '<canvas width="600" height="200"></canvas>';
    const drawing = document.querySelector('canvas')?.getContext('2d');
    if (drawing) drawing.font = '40px serif';
    drawing?.fillText('Tetragon and Cilium', 20, 60);
  }, null);
  await pass(500);
  for (let x = 20; x < 300; x += 40) await tab.move(x, 55);
  await pass(500);
  expect((await findings()).terms).toEqual([]);
  expect(await markedWords(tab)).toEqual([]);
  expect(await seeCard(tab)).toBeNull();
});

const FORGED = [
  'click',
  'pointerdown',
  'mousedown',
  'pointerup',
  'mouseup',
  'touchstart',
  'touchend',
  'keydown',
];
test('events that a page makes up press nothing in the card, and do not close it', async ({ tab }) => {
  await write(tab, WORD);
  await openCard(tab, 'Tetragon');
  await pass(300);
  await tab.evaluate(types => {
    const how = { bubbles: true, composed: true, clientX: 70, clientY: 120, key: 'Escape' };
    for (const target of [document.querySelector('div[popover]'), document.body])
      for (const type of types)
        for (const event of [new Event(type, how), new PointerEvent(type, how), new KeyboardEvent(type, how)])
          target?.dispatchEvent(event);
  }, FORGED);
  await pass(200);
  expect((await seeCard(tab))?.label).toBe('Tetragon');
  expect(await markedWords(tab)).toEqual(['Tetragon']);
});

test('a press on a control of the card does nothing until it is let go there', async ({ tab }) => {
  await write(tab, WORD);
  await openCard(tab, 'Tetragon');
  await clickInCard(tab, 'Pin');
  const mute = (await seeCard(tab))?.controls.find(({ name }) => name === 'Don’t mark this word')?.box;
  if (!mute) throw new Error('no control');
  const press = () =>
    tab.move(mute.x + mute.width / 2, mute.y + mute.height / 2).then(() => tab.button(true));
  const asks = async () => (await seeCard(tab))?.text.includes('everywhere');
  await press();
  await tab.move(mute.x + mute.width / 2, mute.y - 60);
  await tab.button(false);
  await pass(200);
  expect(await asks()).toBe(false);
  await press();
  await pass(200);
  expect(await asks()).toBe(false);
  await tab.button(false);
  await expect.poll(asks).toBe(true);
});

for (const kind of ['same origin', 'other origin'] as const)
  test(`D5: a card for a word in a frame of 100 × 40 opens in the page, readable: ${kind}`, async ({
    tab,
    site,
    otherSite,
  }) => {
    const from = kind === 'same origin' ? site : otherSite;
    await tab.evaluate(url => {
      document.body.innerHTML =
        '<p>Cilium and eBPF beside a small frame</p>' +
        `<iframe style="position: absolute; left: 300px; top: 200px; width: 100px; height: 40px; border: 0" src="${url}"></iframe>`;
    }, `${from}/framed-word.html`);
    await expect
      .poll(async () => {
        // Below is a scrollbar.
        await tab.move(318, 214);
        await tab.move(320, 215);
        return (await seeCard(tab))?.label;
      })
      .toBe('Cilium');
    await pass(300);
    const box = (await seeCard(tab))?.box;
    if (!box) throw new Error('the card is gone');
    expect(box).toMatchObject({ x: 300, width: 344 });
    expect(box.y).toBeGreaterThanOrEqual(240);
    await tab.move(330, 243);
    await tab.move(box.x + 40, box.y + 20);
    await pass(700);
    expect((await seeCard(tab))?.label).toBe('Cilium');
    await tab.move(900, 700);
    await expect.poll(() => seeCard(tab)).toBeNull();
  });
