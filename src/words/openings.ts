import { type Folds, UNSEEN } from './fold.ts';

/**
 * The first four units of every form, five bits of each: 128 kB of bits, of which English text touches few. With this
 * one look for each unit of a text 6,000 forms cost little more than six; only where it hits a form is looked for.
 */
export type Openings = Int32Array;

export const UNITS = 4;
const BITS = 5;
/** The last unit is told by a bit of a word, the others by the word's index. */
const WORDS = 2 ** (BITS * (UNITS - 1));
const UNIT = 2 ** BITS - 1;
const ALL = WORDS * 2 ** BITS - 1;

export const createOpenings = (): Openings => new Int32Array(WORDS);

/** An opening with one more unit; of more than four the first is forgotten. */
export const push = (opening: number, unit: number): number => ((opening << BITS) | (unit & UNIT)) & ALL;

/** Adds an opening. So many units at its end may be any. */
export function addOpening(openings: Openings, opening: number, any: number): void {
  const first = opening << (BITS * any);
  const word = first >>> BITS;
  if (any > 0) openings.fill(-1, word, word + 2 ** (BITS * (any - 1)));
  else openings[word] = (openings[word] as number) | (1 << first);
}

/**
 * The first offset from one on at which an opening stands and the rest of a form as well; -1 if there is none. This is
 * the loop that every page pays for: one look at each of two tables for each unit, and nothing else.
 */
export function nextOpening(
  openings: Openings,
  folds: Folds,
  text: string,
  from: number,
  isForm: (text: string, at: number) => boolean,
): number {
  const { length } = text;
  let opening = 0;
  for (let at = from; at < length; at++) {
    const unit = folds[text.charCodeAt(at)] as number;
    if (unit === UNSEEN) continue;
    // As `push` does, but a call for each unit would be most of the cost until the browser has compiled this.
    opening = ((opening << BITS) | (unit & UNIT)) & ALL;
    // The low bits of a shift say which bit of the word is meant.
    if ((((openings[opening >>> BITS] as number) >>> opening) & 1) === 0) continue;
    const start = startOf(folds, text, at);
    if (start >= from && isForm(text, start)) return start;
  }
  // Fewer units are left than an opening has.
  for (let at = Math.max(from, startOf(folds, text, length - 1)); at < length; at++)
    if (isForm(text, at)) return at;
  return -1;
}

/** Where the opening begins whose last unit is at an offset. */
function startOf(folds: Folds, text: string, last: number): number {
  let at = last;
  for (let left = UNITS - 1; left > 0 && at >= 0; ) if (folds[text.charCodeAt(--at)] !== UNSEEN) left--;
  return at;
}
