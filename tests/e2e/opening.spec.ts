import type { Tab } from '../browsers/launch.ts';
import { boxOfMark, isCardOpen, openCard } from '../browsers/marks.ts';
import { expect, pass, seeCard, test } from './fixtures.ts';

/** What readers who chose nothing wait for. */
const DELAY_MS = 300;

/** Has the page note when the pointer last moved, and of each frame from then on when it began and whether a card is there. */
const noteFrames = (tab: Tab) =>
  tab.evaluate(() => {
    const noted = { movedMs: 0, frames: [] as { atMs: number; open: boolean }[] };
    Object.assign(window, { noted });
    addEventListener('pointermove', event => {
      noted.movedMs = event.timeStamp;
      noted.frames = [];
    });
    const look = () => {
      const open = document.querySelector('html > div[popover]:popover-open') !== null;
      noted.frames.push({ atMs: performance.now(), open });
      if (!open || noted.frames.length < 3) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, null);

/** How many frames the page drew without a card after the pointer had rested for long enough. */
const framesTooMany = (tab: Tab) =>
  tab.evaluate(delayMs => {
    const { noted } = window as unknown as {
      noted: { movedMs: number; frames: { atMs: number; open: boolean }[] };
    };
    return noted.frames.filter(({ atMs, open }) => !open && atMs > noted.movedMs + delayMs).length;
  }, DELAY_MS);

/** Goes to a word as a hand does: over the text before it, in some steps. */
async function goTo(tab: Tab, words: string): Promise<void> {
  const box = await boxOfMark(tab, words);
  if (!box) throw new Error('no mark');
  for (let step = 8; step >= 0; step--) {
    await tab.move(box.x + 10 - step * 4, box.y + box.height / 2);
    await pass(16);
  }
}

for (const [which, before] of [
  ['the very first card, with the background stopped', 'stopped'],
  ['a later card', 'opened'],
] as const)
  test(`from rest to card it takes the delay and one frame at most: ${which}`, async ({
    tab,
    reader,
    site,
    findings,
  }) => {
    await tab.goto(`${site}/sample.html`);
    await findings();
    if (before === 'stopped') {
      test.setTimeout(120_000); // Firefox stops it after half a minute without work
      await reader.stopBackground();
      await tab.toFront();
    } else {
      await openCard(tab, 'Hubble');
      await tab.press('Escape');
      await tab.move(5, 780);
      await expect.poll(() => isCardOpen(tab)).toBe(false);
    }
    await noteFrames(tab);
    await goTo(tab, 'Cilium');
    await expect.poll(async () => (await seeCard(tab))?.label).toBe('Cilium');
    expect(await framesTooMany(tab)).toBeLessThanOrEqual(1);
  });
