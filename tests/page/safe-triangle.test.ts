import { describe, expect, it } from 'vitest';
import { headsFor } from '../../src/page/safe-triangle.ts';

/** Below and to the right of where the pointer leaves the word. */
const CARD = { left: 100, right: 400, top: 50, bottom: 300 };
const left = { x: 110, y: 10 };
const at = (x: number, y: number) => ({ x, y });

describe('a pointer heads for the card', () => {
  it.each([
    ['straight down', at(110, 20)],
    ['to its far corner', at(250, 30)],
    ['to just beside its corner', at(106, 30)],
    ['once it is on it', at(200, 200)],
  ])('%s', (_, now) => {
    expect(headsFor(CARD, { left, before: left, now })).toBe(true);
  });

  it.each([
    ['away from it', at(110, 0)],
    ['to the side, along the words', at(300, 12)],
    ['past it', at(60, 40)],
  ])('not %s', (_, now) => {
    expect(headsFor(CARD, { left, before: left, now })).toBe(false);
  });

  it('not when it turns back on its way', () => {
    expect(headsFor(CARD, { left, before: at(120, 40), now: at(120, 30) })).toBe(false);
  });

  it('from above as well as from below', () => {
    const below = { left: at(110, 340), before: at(110, 340), now: at(180, 320) };
    expect(headsFor(CARD, below)).toBe(true);
  });
});
