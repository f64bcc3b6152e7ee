import { describe, expect, it } from 'vitest';
import {
  CLOSE_DELAY_MS,
  type Hover,
  type HoverEvent,
  OPEN_DELAY_MS,
  openWord,
  step,
  wakeAtMs,
} from '../../src/page/hover.ts';

/** Words are told apart by identity. */
const A = { name: 'A' };
const B = { name: 'B' };
type Word = typeof A;

const over = (word: Word, atMs: number): HoverEvent<Word> => ({ type: 'pointer', over: { word }, atMs });
const onCard = (atMs: number): HoverEvent<Word> => ({ type: 'pointer', over: 'card', atMs });
const away = (atMs: number): HoverEvent<Word> => ({ type: 'pointer', over: null, atMs });
const tick = (atMs: number): HoverEvent<Word> => ({ type: 'tick', atMs });

/** The state after events that happen from quiet on. */
const given = (...events: HoverEvent<Word>[]): Hover<Word> =>
  events.reduce<Hover<Word>>(step, { state: 'quiet' });

describe('a card opens', () => {
  it('when the pointer has rested on a word long enough', () => {
    expect(openWord(given(over(A, 0), tick(OPEN_DELAY_MS - 1)))).toBeNull();
    expect(openWord(given(over(A, 0), tick(OPEN_DELAY_MS)))).toBe(A);
  });

  it('also when the pointer moves about on the word', () => {
    expect(openWord(given(over(A, 0), over(A, 100), over(A, 200), tick(OPEN_DELAY_MS)))).toBe(A);
  });

  it('not when the pointer only passes', () => {
    expect(given(over(A, 0), away(100), tick(OPEN_DELAY_MS))).toEqual({ state: 'quiet' });
  });

  it('for the last of several words, timed from when it was reached', () => {
    const hover = given(over(A, 0), over(B, 200));
    expect(wakeAtMs(hover)).toBe(200 + OPEN_DELAY_MS);
    expect(openWord(step(hover, tick(OPEN_DELAY_MS)))).toBeNull();
    expect(openWord(step(hover, tick(200 + OPEN_DELAY_MS)))).toBe(B);
  });

  it('at once when it is asked for', () => {
    expect(given({ type: 'show', word: A })).toEqual({ state: 'open', word: A });
  });
});

describe('an open card', () => {
  const open = given({ type: 'show', word: A });

  it('stays while the pointer is on its word or on it', () => {
    expect([over(A, 0), onCard(1), over(A, 2)].reduce(step, open)).toEqual(open);
  });

  it('stays for a while when the pointer leaves, and if it returns', () => {
    const leaving = step(open, away(0));
    expect(openWord(leaving)).toBe(A);
    expect(openWord(step(leaving, tick(CLOSE_DELAY_MS - 1)))).toBe(A);
    expect(step(leaving, onCard(100))).toEqual(open);
    expect(step(leaving, over(A, 100))).toEqual(open);
  });

  it('closes when the pointer stays away', () => {
    expect([away(0), away(100), tick(CLOSE_DELAY_MS)].reduce(step, open)).toEqual({ state: 'quiet' });
  });

  it('gives way to another word only when the pointer rests there', () => {
    const passing = [over(B, 0), onCard(100)].reduce(step, open);
    expect(passing).toEqual(open);
    expect(openWord([over(B, 0), tick(OPEN_DELAY_MS)].reduce(step, open))).toBe(B);
  });

  it('closes when the other word was only passed', () => {
    expect([over(B, 0), away(50), tick(CLOSE_DELAY_MS)].reduce(step, open)).toEqual({ state: 'quiet' });
  });

  it('closes at once when dismissed, in any state', () => {
    for (const hover of [open, step(open, away(0)), given(over(A, 0))])
      expect(step(hover, { type: 'dismiss' })).toEqual({ state: 'quiet' });
  });
});

describe('time', () => {
  it('wakes only a state that will change by itself', () => {
    expect(wakeAtMs(given())).toBeNull();
    expect(wakeAtMs(given({ type: 'show', word: A }))).toBeNull();
    expect(wakeAtMs(given(over(A, 7)))).toBe(7 + OPEN_DELAY_MS);
    expect(wakeAtMs(given({ type: 'show', word: A }, away(7)))).toBe(7 + CLOSE_DELAY_MS);
  });

  it('changes nothing when a tick comes early or late to a state that does not wait', () => {
    expect(given(tick(1e9))).toEqual({ state: 'quiet' });
    expect(given({ type: 'show', word: A }, tick(1e9))).toEqual({ state: 'open', word: A });
  });
});
