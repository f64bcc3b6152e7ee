/**
 * When a card opens, stays and closes, as a pure state machine: the time comes in with each event. Its table is in
 * ARCHITECTURE.md, and is the test. `Word` is whatever can be hovered; two hovers of the same word are the same value.
 */
export type Hover<Word> =
  | { state: 'quiet' }
  /** The pointer rests on a word; its card opens when it has rested long enough. */
  | ({ state: 'resting' } & Rest<Word>)
  | { state: 'open'; word: Word }
  /** The pointer left word and card; the card closes unless it returns. It may rest on another word meanwhile. */
  | { state: 'leaving'; word: Word; closeAtMs: number; next?: Rest<Word> }
  /** Opened by key, tap or popup: the pointer has no say. */
  | { state: 'held'; word: Word };

interface Rest<Word> {
  word: Word;
  openAtMs: number;
}

export type HoverEvent<Word> =
  | { type: 'pointer'; over: Over<Word>; pace: Pace; atMs: number }
  /** Time has passed; sent when `wakeAtMs` says so. */
  | { type: 'tick'; atMs: number }
  /** The page shows something of its own at the word. */
  | { type: 'give way'; atMs: number }
  /** The reader types, or is about something else. */
  | { type: 'busy' }
  /** The reader asked for a word without pointing at it. */
  | { type: 'show'; word: Word }
  /** Escape, a press elsewhere, a scroll, or the word is gone. */
  | { type: 'dismiss' };

/** What the pointer is over: a word, and how long it has to rest there; the card; or neither. */
export type Over<Word> = { word: Word; restMs: number } | 'card' | null;

/** How the pointer got there. Fast it only passes through; toward the card it may cross other words on its way. */
export type Pace = 'slow' | 'fast' | 'toward card';

/** How long the card waits for the pointer to come back. */
export const CLOSE_DELAY_MS = 300;
/** After a fast move the pointer rests for this long at least, even if the reader wants cards at once. */
export const SETTLE_MS = 80;
/** How long nothing of the page's own has to be at a word before its card opens. */
export const GIVE_WAY_MS = 300;

/** The state after an event. */
export function step<Word>(hover: Hover<Word>, event: HoverEvent<Word>): Hover<Word> {
  switch (event.type) {
    case 'dismiss':
      return { state: 'quiet' };
    case 'show':
      return { state: 'held', word: event.word };
    case 'busy':
      return hover.state === 'held' ? hover : { state: 'quiet' };
    case 'give way':
      return giveWay(hover, event.atMs);
    case 'tick':
      return tick(hover, event.atMs);
    case 'pointer':
      return point(hover, event);
  }
}

/** When the state will change by itself, in the clock of the events; null if it will not. */
export function wakeAtMs<Word>(hover: Hover<Word>): number | null {
  if (hover.state === 'resting') return hover.openAtMs;
  if (hover.state === 'leaving') return Math.min(hover.closeAtMs, hover.next?.openAtMs ?? Infinity);
  return null;
}

/** The word whose card is to be seen. */
export const openWord = <Word>(hover: Hover<Word>): Word | null =>
  hover.state === 'open' || hover.state === 'leaving' || hover.state === 'held' ? hover.word : null;

function tick<Word>(hover: Hover<Word>, atMs: number): Hover<Word> {
  const wake = wakeAtMs(hover);
  if (wake === null || atMs < wake) return hover;
  if (hover.state === 'resting') return { state: 'open', word: hover.word };
  const next = hover.state === 'leaving' && hover.next;
  if (!next) return { state: 'quiet' };
  // Where both are due at once, which is usual, no moment is without a card.
  return next.openAtMs <= atMs ? { state: 'open', word: next.word } : { state: 'resting', ...next };
}

function giveWay<Word>(hover: Hover<Word>, atMs: number): Hover<Word> {
  if (hover.state === 'resting' || hover.state === 'open')
    return { state: 'resting', word: hover.word, openAtMs: atMs + GIVE_WAY_MS };
  return hover.state === 'leaving' ? { state: 'quiet' } : hover;
}

function point<Word>(
  hover: Hover<Word>,
  { over, pace, atMs }: HoverEvent<Word> & { type: 'pointer' },
): Hover<Word> {
  const rest = over === null || over === 'card' ? null : restOn(over, pace, atMs);
  switch (hover.state) {
    case 'held':
      return hover;
    case 'quiet':
      return rest ? { state: 'resting', ...rest } : hover;
    case 'resting':
      if (!rest) return { state: 'quiet' };
      return rest.word === hover.word && pace !== 'fast' ? hover : { state: 'resting', ...rest };
    case 'open':
      if (over === 'card' || rest?.word === hover.word) return hover;
      return {
        state: 'leaving',
        word: hover.word,
        closeAtMs: atMs + CLOSE_DELAY_MS,
        ...(rest && { next: rest }),
      };
    case 'leaving': {
      const { word, next } = hover;
      if (over === 'card' || rest?.word === word) return { state: 'open', word };
      const closeAtMs = pace === 'toward card' ? atMs + CLOSE_DELAY_MS : hover.closeAtMs;
      if (!rest) return { state: 'leaving', word, closeAtMs };
      return rest.word === next?.word && pace === 'slow'
        ? hover
        : { state: 'leaving', word, closeAtMs, next: rest };
    }
  }
}

function restOn<Word>(over: { word: Word; restMs: number }, pace: Pace, atMs: number): Rest<Word> {
  const leastMs = { slow: 0, fast: SETTLE_MS, 'toward card': CLOSE_DELAY_MS }[pace];
  return { word: over.word, openAtMs: atMs + Math.max(over.restMs, leastMs) };
}
