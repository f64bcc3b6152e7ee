import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  CLOSE_DELAY_MS,
  GIVE_WAY_MS,
  type Hover,
  type HoverEvent,
  type Over,
  openWord,
  type Pace,
  SETTLE_MS,
  step,
  wakeAtMs,
} from '../../src/page/hover.ts';

type Word = 'A' | 'B' | 'C';
const REST_MS = 500;

const pointer = (over: Over<Word>, atMs: number, pace: Pace = 'slow'): HoverEvent<Word> => ({
  ...{ type: 'pointer', over, atMs, pace },
});
const on = (word: Word, restMs = REST_MS): Over<Word> => ({ word, restMs });
const tick = (atMs: number): HoverEvent<Word> => ({ type: 'tick', atMs });
/** The state after events that happen from quiet on. */
const given = (...events: HoverEvent<Word>[]): Hover<Word> =>
  events.reduce<Hover<Word>>(step, { state: 'quiet' });

/** Every event of the table happens here; what was begun before ends later. */
const NOW_MS = 1_000;
const LATER_MS = 1_100;
const LATEST_MS = 1_200;

const STATES: Record<string, Hover<Word>> = {
  quiet: { state: 'quiet' },
  'resting on A': { state: 'resting', word: 'A', openAtMs: LATER_MS },
  'open A': { state: 'open', word: 'A' },
  'leaving A': { state: 'leaving', word: 'A', closeAtMs: LATER_MS },
  'leaving A for B': {
    ...{ state: 'leaving', word: 'A', closeAtMs: LATER_MS },
    next: { word: 'B', openAtMs: LATEST_MS },
  },
  'held A': { state: 'held', word: 'A' },
};

const EVENTS: Record<string, HoverEvent<Word>> = {
  'time is up': tick(LATER_MS),
  'the page shows its own': { type: 'give way', atMs: NOW_MS },
  'the reader is busy': { type: 'busy' },
  'show B': { type: 'show', word: 'B' },
  dismiss: { type: 'dismiss' },
};
const PACES: Record<string, Pace> = { slow: 'slow', fast: 'fast', 'toward the card': 'toward card' };
const OVERS: Record<string, Over<Word>> = {
  ...{ 'on A': on('A'), 'on B': on('B'), 'on the card': 'card', elsewhere: null },
};
for (const [pace, paceValue] of Object.entries(PACES))
  for (const [over, overValue] of Object.entries(OVERS))
    EVENTS[`${pace}, ${over}`] = pointer(overValue, NOW_MS, paceValue);

/** A state in the words of the table. */
function say(hover: Hover<Word>): string {
  if (hover.state === 'quiet') return 'quiet';
  if (hover.state === 'resting') return `resting on ${hover.word}`;
  const next = hover.state === 'leaving' && hover.next ? ` for ${hover.next.word}` : '';
  return `${hover.state} ${hover.word}${next}`;
}

/** The table in ARCHITECTURE.md: rows of cells. */
function readTable(): string[][] {
  const text = readFileSync(join(import.meta.dirname, '../../ARCHITECTURE.md'), 'utf8');
  const section = text.split('## The hover states')[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter(line => line.startsWith('|') && !line.startsWith('|---'));
  return rows.map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

describe('the table in ARCHITECTURE.md', () => {
  const [[, ...names] = [], ...rows] = readTable();

  it('names every state, and every kind of event', () => {
    expect(names).toEqual(Object.keys(STATES));
    const types = new Set(rows.map(([name = '']) => EVENTS[name]?.type));
    expect(types).toEqual(new Set(Object.values(EVENTS).map(event => event.type)));
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  });

  const cells = rows.flatMap(([event = '', ...cells]) =>
    cells.map((becomes, i) => ({ event, state: names[i] ?? '', becomes })),
  );
  it.each(cells)('$state, $event: $becomes', ({ event, state, becomes }) => {
    const [before, happens] = [STATES[state], EVENTS[event]];
    if (!before || !happens) throw new Error(`nobody knows “${state}” or “${event}”`);
    const after = step(before, happens);
    const anew = say(after) === say(before) && !isDeepStrictEqual(after, before) ? ' anew' : '';
    expect(say(after) + anew).toBe(becomes);
  });
});

describe('a card opens', () => {
  it('when the pointer has rested on a word for as long as is asked', () => {
    expect(openWord(given(pointer(on('A'), 0), tick(REST_MS - 1)))).toBeNull();
    expect(openWord(given(pointer(on('A'), 0), tick(REST_MS)))).toBe('A');
  });

  it('at once when the reader wants it so, but for a pointer that passes through', () => {
    expect(openWord(given(pointer(on('A', 0), 0), tick(0)))).toBe('A');
    const fast = given(pointer(on('A', 0), 0, 'fast'), pointer(on('A', 0), 50, 'fast'));
    expect(wakeAtMs(fast)).toBe(50 + SETTLE_MS);
    expect(step(fast, pointer(null, 60, 'fast'))).toEqual({ state: 'quiet' });
  });

  it('for the last of several words, timed from when it was reached', () => {
    const hover = given(pointer(on('A'), 0), pointer(on('B'), 200));
    expect(openWord(step(hover, tick(REST_MS)))).toBeNull();
    expect(openWord(step(hover, tick(200 + REST_MS)))).toBe('B');
  });

  it('when what the page showed at the word is gone', () => {
    const hover = given(pointer(on('A'), 0), tick(REST_MS), { type: 'give way', atMs: 600 });
    expect(openWord(hover)).toBeNull();
    expect(openWord(step(hover, tick(600 + GIVE_WAY_MS)))).toBe('A');
  });
});

describe('an open card', () => {
  const open: Hover<Word> = { state: 'open', word: 'A' };

  it('stays for a while when the pointer leaves, and if it returns', () => {
    const leaving = step(open, pointer(null, 0));
    expect(openWord(step(leaving, tick(CLOSE_DELAY_MS - 1)))).toBe('A');
    expect(step(leaving, tick(CLOSE_DELAY_MS))).toEqual({ state: 'quiet' });
    expect(step(leaving, pointer('card', 100))).toEqual(open);
  });

  it('gives way to another word only when the pointer rests there', () => {
    expect([pointer(on('B'), 0), pointer('card', 100)].reduce<Hover<Word>>(step, open)).toEqual(open);
    expect(openWord([pointer(on('B'), 0), tick(REST_MS)].reduce<Hover<Word>>(step, open))).toBe('B');
    const passed = [pointer(on('B'), 0), pointer(null, 50), tick(CLOSE_DELAY_MS)];
    expect(passed.reduce<Hover<Word>>(step, open)).toEqual({ state: 'quiet' });
  });

  it('closes in time while the pointer rests on a word that takes longer to open', () => {
    const rests = step(step(open, pointer(null, 0)), pointer(on('B', 3_000), 100));
    expect(openWord(step(rests, tick(CLOSE_DELAY_MS - 1)))).toBe('A');
    const closed = step(rests, tick(CLOSE_DELAY_MS));
    expect(openWord(closed)).toBeNull();
    expect(openWord(step(closed, tick(3_100)))).toBe('B');
  });

  it('gives way at once to a word that is due when it closes', () => {
    const rests = step(open, pointer(on('B', CLOSE_DELAY_MS), 0));
    expect(openWord(step(rests, tick(CLOSE_DELAY_MS)))).toBe('B');
  });

  it('stays as long as the pointer comes nearer, over whichever words', () => {
    const way = [null, on('B', 0), null, on('C', 0), null].map((over, i) =>
      pointer(over, i * (CLOSE_DELAY_MS - 1), 'toward card'),
    );
    const underway = way.reduce<Hover<Word>>(step, open);
    expect(openWord(underway)).toBe('A');
    expect(openWord(step(underway, tick(way.length * (CLOSE_DELAY_MS - 1) - 1)))).toBe('A');
    expect(step(underway, pointer('card', 2_000))).toEqual(open);
  });
});

describe('time', () => {
  it('wakes only a state that will change by itself', () => {
    const names = Object.entries(STATES).filter(([, state]) => wakeAtMs(state) !== null);
    expect(names.map(([name]) => name)).toEqual(['resting on A', 'leaving A', 'leaving A for B']);
  });

  it('changes nothing when a tick comes early', () => {
    for (const state of Object.values(STATES)) expect(step(state, tick(LATER_MS - 1))).toBe(state);
  });
});
