import { isCardOpen, markedWords } from '../browsers/marks.ts';
import { expect, seeCard, test } from './fixtures.ts';

/** Numbers that look random and are the same in each run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32) * below;
  };
}

const WINDOWS = [
  [1280, 800],
  [900, 620],
  [640, 480],
  [480, 760],
  [360, 640],
] as const;
const POSITIONS_EACH = 100;

/** Words around the one that is pointed at, so that the way to its card leads over others. */
const WORDS = 'Hubble Envoy Tetragon<br>Envoy <b>Cilium</b> Envoy<br>Tetragon Hubble Envoy';

for (const [i, [width, height]] of WINDOWS.entries())
  test(`O8: in a window of ${width} x ${height}, at ${POSITIONS_EACH} places and sizes, the card is inside, not under the pointer, and stays on the way to it`, async ({
    tab,
    site,
    asker,
    findings,
  }) => {
    test.setTimeout(240_000);
    await asker.choose({ hoverDelayMs: 0 });
    await tab.resize(width, height);
    await tab.goto(`${site}/blank.html`);
    await tab.evaluate(words => {
      document.body.innerHTML = `<div style="position: fixed; white-space: nowrap; transform-origin: 0 0">${words}</div>`;
    }, WORDS);
    await findings();
    await expect.poll(() => markedWords(tab)).toContain('Cilium');
    const random = createRandom(i + 1);
    for (let tried = 0; tried < POSITIONS_EACH; ) {
      const at = {
        ...{ left: random(width - 40), top: random(height - 30), font: 10 + random(22) },
        zoom: [0.5, 1, 1, 1.5, 2][Math.floor(random(5))] ?? 1,
        turn: [0, 0, 0, 12, -30][Math.floor(random(5))] ?? 0,
      };
      const said = `at ${JSON.stringify(at)}`;
      const word = await tab.evaluate(({ left, top, font, zoom, turn }) => {
        const around = document.querySelector('div');
        const cilium = document.querySelector('b');
        if (!around || !cilium) return null;
        around.style.cssText += `; left: 0; top: 0; font: ${font}px/1.3 serif; zoom: ${zoom}; transform: rotate(${turn}deg)`;
        const before = cilium.getBoundingClientRect();
        around.style.left = `${(left - before.x) / zoom}px`;
        around.style.top = `${(top - before.y) / zoom}px`;
        const { x, y, width, height } = cilium.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }, at);
      if (!word) throw new Error('no word');
      const pointer = { x: Math.min(word.x, width - 2), y: Math.min(word.y, height - 2) };
      if (pointer.x !== word.x || pointer.y !== word.y) continue; // off the screen, and not counted
      tried++;
      await tab.move(pointer.x - 1, pointer.y);
      await tab.move(pointer.x, pointer.y);
      await expect.poll(() => isCardOpen(tab), { message: said, intervals: [20] }).toBe(true);
      const card = await seeCard(tab);
      expect(card?.label, said).toBe('Cilium');
      const box = card?.box ?? { x: -1, y: -1, width: 0, height: 0 };
      const [right, bottom] = [box.x + box.width, box.y + box.height];
      expect(box.x >= 0 && right <= width && box.y >= 0 && bottom <= height, `inside ${said}`).toBe(true);
      const isUnder = box.x <= pointer.x && pointer.x <= right && box.y <= pointer.y && pointer.y <= bottom;
      expect(isUnder, `under the pointer ${said}`).toBe(false);
      const goal = { x: box.x + random(box.width), y: box.y + random(box.height) };
      const STEPS = 6;
      for (let step = 1; step <= STEPS; step++)
        await tab.move(
          pointer.x + ((goal.x - pointer.x) * step) / STEPS,
          pointer.y + ((goal.y - pointer.y) * step) / STEPS,
        );
      expect((await seeCard(tab))?.label, `on the way ${said}`).toBe('Cilium');
      await tab.press('Escape');
      await tab.move(0, 0);
      await expect.poll(() => isCardOpen(tab), { intervals: [20] }).toBe(false);
    }
    await tab.resize(1280, 800);
  });
