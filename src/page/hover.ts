/**
 * When a card opens, stays and closes, as a pure state machine: the time comes in with each event.
 * `Word` is whatever can be hovered; two hovers of the same word are the same value.
 */
export type Hover<Word> =
  | { state: 'quiet' }
  /** The pointer rests on a word; its card opens when it has rested long enough. */
  | { state: 'resting'; word: Word; sinceMs: number }
  | { state: 'open'; word: Word }
  /** The pointer left word and card; the card closes unless it returns. It may rest on another word meanwhile. */
  | { state: 'leaving'; word: Word; sinceMs: number; next?: Word };

export type HoverEvent<Word> =
  | { type: 'pointer'; over: { word: Word } | 'card' | null; atMs: number }
  /** Time has passed; sent when `wakeAtMs` says so. */
  | { type: 'tick'; atMs: number }
  /** The reader asked for a word without pointing at it. */
  | { type: 'show'; word: Word }
  /** Escape, a click elsewhere, a scroll, or the word is gone. */
  | { type: 'dismiss' };

/** How long the pointer rests on a word before its card opens. */
export const OPEN_DELAY_MS = 300;
/** How long the card waits for the pointer to come back. */
export const CLOSE_DELAY_MS = 300;

/** The state after an event. */
export function step<Word>(hover: Hover<Word>, event: HoverEvent<Word>): Hover<Word> {
  switch (event.type) {
    case 'dismiss':
      return { state: 'quiet' };
    case 'show':
      return { state: 'open', word: event.word };
    case 'tick':
      return tick(hover, event.atMs);
    case 'pointer':
      return point(hover, event.over, event.atMs);
  }
}

/** When the state will change by itself, in the clock of the events; null if it will not. */
export function wakeAtMs<Word>(hover: Hover<Word>): number | null {
  if (hover.state === 'resting') return hover.sinceMs + OPEN_DELAY_MS;
  if (hover.state === 'leaving')
    return hover.sinceMs + (hover.next === undefined ? CLOSE_DELAY_MS : OPEN_DELAY_MS);
  return null;
}

/** The word whose card is to be seen. */
export const openWord = <Word>(hover: Hover<Word>): Word | null =>
  hover.state === 'open' || hover.state === 'leaving' ? hover.word : null;

function tick<Word>(hover: Hover<Word>, atMs: number): Hover<Word> {
  const wake = wakeAtMs(hover);
  if (wake === null || atMs < wake) return hover;
  if (hover.state === 'resting') return { state: 'open', word: hover.word };
  if (hover.state === 'leaving' && hover.next !== undefined) return { state: 'open', word: hover.next };
  return { state: 'quiet' };
}

function point<Word>(hover: Hover<Word>, over: { word: Word } | 'card' | null, atMs: number): Hover<Word> {
  const word = over === null || over === 'card' ? null : over.word;
  switch (hover.state) {
    case 'quiet':
      return word ? { state: 'resting', word, sinceMs: atMs } : hover;
    case 'resting':
      if (word === hover.word) return hover;
      return word ? { state: 'resting', word, sinceMs: atMs } : { state: 'quiet' };
    case 'open':
      if (over === 'card' || word === hover.word) return hover;
      return { state: 'leaving', word: hover.word, sinceMs: atMs, ...(word && { next: word }) };
    case 'leaving':
      if (over === 'card' || word === hover.word) return { state: 'open', word: hover.word };
      if (word && word !== hover.next)
        return { state: 'leaving', word: hover.word, sinceMs: atMs, next: word };
      if (!word && hover.next !== undefined)
        return { state: 'leaving', word: hover.word, sinceMs: hover.sinceMs };
      return hover;
  }
}
