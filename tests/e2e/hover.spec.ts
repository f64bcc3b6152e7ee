import type { Tab } from '../browsers/launch.ts';
import { boxOfMark, isCardOpen, markedWords, openCard } from '../browsers/marks.ts';
import { expect, pass, test } from './fixtures.ts';

/** Longer than a card takes to open. */
const OPENING_MS = 700;

test.beforeEach(async ({ tab, site, findings }) => {
  await tab.goto(`${site}/sample.html`);
  await findings();
});

/** Replaces the page’s body and waits until these words are marked. */
async function lay(tab: Tab, html: string, words: string[]): Promise<void> {
  await tab.evaluate(html => {
    document.body.innerHTML = html;
  }, html);
  await expect.poll(() => markedWords(tab)).toEqual(words);
}

/** Puts the pointer on the first of these words, without waiting for a card. */
async function pointAt(tab: Tab, words: string): Promise<void> {
  const box = await boxOfMark(tab, words);
  if (!box) throw new Error(`nothing is marked “${words}”`);
  await tab.move(box.x + box.width / 2, box.y + box.height / 2);
}

test('no card opens while the reader types, until the pointer moves again', async ({ tab }) => {
  await pointAt(tab, 'Cilium');
  for (let i = 0; i < 8; i++) {
    await tab.press('j');
    await pass(60);
  }
  await pass(OPENING_MS);
  expect(await isCardOpen(tab)).toBe(false);
  await openCard(tab, 'Cilium');
  await tab.press('j');
  await expect.poll(() => isCardOpen(tab)).toBe(false);
});

test('no card opens while the reader selects or drags', async ({ tab }) => {
  const word = await boxOfMark(tab, 'Cilium');
  if (!word) throw new Error('no mark');
  await tab.move(word.x - 30, word.y + 8);
  await tab.button(true);
  await tab.move(word.x + 10, word.y + 8);
  await tab.move(word.x + 20, word.y + 8);
  await pass(OPENING_MS);
  expect(await isCardOpen(tab)).toBe(false);
  await tab.button(false);
});

/** Moves the pointer over a word from the left, faster than one reads, and so far past it. */
async function passOver(tab: Tab, words: string, pastPx: number): Promise<void> {
  const word = await boxOfMark(tab, words);
  if (!word) throw new Error(`nothing is marked “${words}”`);
  const end = word.x + word.width / 2 + pastPx;
  for (let x = end - 400; x < end; x += 40) await tab.move(Math.max(x, 0), word.y + word.height / 2);
  await tab.move(end, word.y + word.height / 2);
}

test('a pointer that passes over a word opens no card, and one that stops there does', async ({ tab }) => {
  await lay(tab, '<p style="padding: 100px 400px">so Cilium there</p>', ['Cilium']);
  await openCard(tab, 'Cilium');
  await tab.press('Escape');
  await passOver(tab, 'Cilium', 200);
  await pass(OPENING_MS);
  expect(await isCardOpen(tab)).toBe(false);
  await passOver(tab, 'Cilium', 0);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  await tab.press('Escape');
  await passOver(tab, 'Cilium', 0);
  await tab.button(true);
  await pass(OPENING_MS);
  expect(await isCardOpen(tab), 'pressed before the pointer came to rest').toBe(false);
  await tab.button(false);
});

test('with a key to hold, a card opens only while it is held', async ({ tab, asker }) => {
  await asker.choose({ heldKey: 'shift' });
  await pass(300);
  await pointAt(tab, 'Hubble');
  await pass(OPENING_MS);
  expect(await isCardOpen(tab)).toBe(false);
  await tab.hold('Shift', true);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  await tab.hold('Shift', false);
  await pass(OPENING_MS);
  expect(await isCardOpen(tab), 'it stays while the pointer is on its word').toBe(true);
});

test('a held key that is let go before the delay is over opens no card', async ({ tab, asker }) => {
  await asker.choose({ heldKey: 'shift', hoverDelayMs: 600 });
  await pass(300);
  await pointAt(tab, 'Hubble');
  await pass(OPENING_MS); // until somebody listens to keys
  await tab.hold('Shift', true);
  await pass(100);
  await tab.hold('Shift', false);
  await pass(600 + OPENING_MS);
  expect(await isCardOpen(tab)).toBe(false);
  await tab.hold('Shift', true);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
  await tab.hold('Shift', false);
});

test('a longer delay is waited for', async ({ tab, asker }) => {
  await asker.choose({ hoverDelayMs: 1_000 });
  await pass(300);
  await pointAt(tab, 'Cilium');
  await pass(OPENING_MS);
  expect(await isCardOpen(tab)).toBe(false);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
});

test('O2: a video that fills the screen has no cards over it', async ({ tab }) => {
  await lay(tab, '<section>Cilium <button>Fill</button><video></video></section>', ['Cilium']);
  await tab.evaluate(() => {
    const button = document.querySelector('button');
    button?.addEventListener('click', () => document.querySelector('section')?.requestFullscreen());
    const { x = 0, y = 0 } = button?.getBoundingClientRect() ?? {};
    return { x, y };
  }, null);
  const at = await tab.evaluate(() => {
    const { x, y } = document.querySelector('button')?.getBoundingClientRect() ?? new DOMRect();
    return { x: x + 5, y: y + 5 };
  }, null);
  await tab.click(at.x, at.y);
  await expect.poll(() => tab.evaluate(() => document.fullscreenElement !== null, null)).toBe(true);
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  await pointAt(tab, 'Cilium');
  await pass(OPENING_MS);
  expect(await isCardOpen(tab)).toBe(false);
  await tab.evaluate(() => document.exitFullscreen(), null);
});

test('P11: a word with a title is the browser’s to explain first', async ({ tab }) => {
  await lay(tab, '<p><abbr title="Extended Berkeley Packet Filter">eBPF</abbr> here</p>', ['eBPF']);
  await pointAt(tab, 'eBPF');
  await pass(1_500);
  expect(await isCardOpen(tab)).toBe(false);
  await expect.poll(() => isCardOpen(tab)).toBe(true);
});

/** How pages show tooltips: what is at the word, and what a script does once the pointer is there. */
const TOOLTIPS = {
  'by style alone': `<style>.tip b { display: none; position: absolute; top: 40px; background: #ddd }
    .tip:hover b { display: block }</style><p><span class="tip">Hubble<b>Ours</b></span> sees all</p>`,
  'as generated content': `<style>.tip { position: relative }
    .tip:hover::after { content: attr(data-tip); position: absolute; top: 20px; left: 0 }</style>
    <p><span class="tip" data-tip="Ours">Hubble</span> sees all</p>`,
  'by a script, after a while': '<p><span class="tip" data-wait="600">Hubble</span> sees all</p>',
};

for (const [how, html] of Object.entries(TOOLTIPS))
  test(`P11: a page’s own tooltip ${how} keeps ours away, and is shown as without us`, async ({ tab }) => {
    await lay(tab, html, ['Hubble']);
    await tab.evaluate(() => {
      const word = document.querySelector<HTMLElement>('.tip[data-wait]');
      const tip = document.createElement('div');
      const { left = 0, bottom = 0 } = word?.getBoundingClientRect() ?? {};
      tip.style.cssText = `position: absolute; top: ${bottom + 6}px; left: ${left}px; pointer-events: none`;
      tip.textContent = 'The page’s own';
      let timer = 0;
      word?.addEventListener('mouseenter', () => {
        timer = window.setTimeout(() => document.body.append(tip), Number(word.dataset.wait));
      });
      word?.addEventListener('mouseleave', () => {
        clearTimeout(timer);
        tip.remove();
      });
    }, null);
    await pointAt(tab, 'Hubble');
    await pass(1_500);
    expect(await isCardOpen(tab)).toBe(false);
    const shown = () =>
      tab.evaluate(() => {
        const word = document.querySelector('.tip');
        const style = word && getComputedStyle(word, '::after');
        return (
          document.body.innerText.includes('The page’s own') ||
          document.body.innerText.includes('Ours') ||
          style?.position === 'absolute'
        );
      }, null);
    expect(await shown()).toBe(true);
    await tab.move(5, 780);
    await expect.poll(shown).toBe(false);
  });

test('P11: a tooltip that comes at once is seen, however fast the pointer came', async ({ tab }) => {
  const html = '<p>Cilium</p><p style="padding: 100px 400px"><span class="tip">Hubble</span> sees all</p>';
  await lay(tab, html, ['Cilium', 'Hubble']);
  await openCard(tab, 'Cilium');
  await tab.press('Escape');
  await tab.evaluate(() => {
    const word = document.querySelector('.tip') as HTMLElement;
    const { left, bottom } = word.getBoundingClientRect();
    word.addEventListener('mouseenter', () =>
      setTimeout(() => {
        const tip = document.createElement('div');
        tip.style.cssText = `position: absolute; top: ${bottom + 6}px; left: ${left}px; pointer-events: none`;
        tip.textContent = 'The page’s own';
        document.body.append(tip);
      }, 30),
    );
  }, null);
  await passOver(tab, 'Hubble', 0);
  await pass(1_500);
  expect(await isCardOpen(tab)).toBe(false);
});

/** All but `selectionchange`, which comes some time later, and once for several changes. */
const LOGGED = [
  ...['pointerdown', 'pointerup', 'pointercancel', 'pointerover', 'pointerout', 'mousedown', 'mouseup'],
  ...[
    'mouseover',
    'mouseout',
    'click',
    'dblclick',
    'auxclick',
    'contextmenu',
    'keydown',
    'keypress',
    'keyup',
  ],
  ...['focus', 'blur', 'focusin', 'focusout', 'dragstart', 'dragend', 'drop', 'selectstart'],
  ...['input', 'change', 'submit', 'hashchange', 'touchstart', 'touchend', 'copy', 'wheel'],
];

const logged = (tab: Tab) => tab.evaluate(() => (window as unknown as { log: string[] }).log, null);

test('P10: clicks, drags and keys over terms reach the page as without us', async ({ tab, site, asker }) => {
  const act = async (marked: boolean) => {
    await asker.choose({ on: marked });
    await tab.goto(`${site}/blank.html`);
    await tab.move(900, 700); // both times from there, below all text
    await tab.evaluate(
      ({ types, html }) => {
        document.body.innerHTML = html;
        const log: string[] = [];
        Object.assign(window, { log });
        for (const type of types)
          for (const capture of [true, false])
            addEventListener(
              type,
              event => {
                const name = event.target instanceof Element ? event.target.localName : 'document';
                log.push(`${type} ${name} ${capture} ${event.defaultPrevented}`);
              },
              capture,
            );
      },
      {
        types: LOGGED,
        html: '<p style="font: 20px/2 monospace">Cilium and <a href="#there">Hubble</a> and Envoy <button>Tetragon</button></p><input><input>',
      },
    );
    if (marked) await expect.poll(() => markedWords(tab)).toEqual(['Cilium', 'Hubble', 'Envoy', 'Tetragon']);
    const spots = await tab.evaluate(
      () =>
        ['p', 'a', 'button', 'input'].map(name => {
          const { x, y } = document.querySelector(name)?.getBoundingClientRect() ?? new DOMRect();
          return { x: x + 12, y: y + 12 };
        }),
      null,
    );
    const [word, link] = spots;
    if (!word || !link) throw new Error('no words');
    for (const spot of spots) {
      await tab.move(spot.x, spot.y);
      await tab.click(spot.x, spot.y);
      // The new address is told some time after the click that led there, before or after the next keys.
      if (spot === link) await expect.poll(() => logged(tab)).toContain('hashchange document false false');
      for (const key of ['j', 'Enter', 'Escape', 'Tab']) await tab.press(key);
    }
    await tab.move(word.x, word.y);
    await tab.button(true);
    await tab.move(link.x - 20, link.y);
    await tab.button(false);
    const [address, selected] = await tab.evaluate(() => [location.hash, String(getSelection())], null);
    return { log: await logged(tab), address, selected };
  };
  const without = await act(false);
  expect(without.address).toBe('#there');
  expect(without.log.length).toBeGreaterThan(60);
  expect(await act(true)).toEqual(without);
});
