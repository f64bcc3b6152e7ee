import { APOSTROPHES, type Folds, HYPHENS, UNSEEN, UNSEEN_CHARS } from './fold.ts';

/** How many units of a form its opening has: fewer where the form is shorter, or has white space, which may be longer. */
const UNITS = 5;
const SPACED = `\\s\\-${HYPHENS.slice(1)}`;
/** A first unit that may be anything, and what follows, white space at most at the end. */
const OPENING = new RegExp(`^(?: |.[^\\n${SPACED}]{0,${UNITS - 2}}.?)`, 'gm');
const HIDDEN = new RegExp(`[${UNSEEN_CHARS}]`, 'g');

/**
 * The openings of forms, each once. They are cut all in one go: a call for each form takes ten times as long until the
 * browser has compiled it, and every page pays for that.
 */
export const openingsOf = (forms: string[]): Set<string> =>
  new Set(forms.join('\n').replace(HIDDEN, '').match(OPENING));

/** Says where forms stand in a text: the first offset from one on, which only grows; -1 if there is none. */
export type FindIn = (text: string, isForm: IsForm) => (from: number) => number;
type IsForm = (text: string, at: number) => boolean;

/**
 * Looks for openings by a pattern. The browser runs it at full speed at once, while a loop of ours takes 2 to 5 ms for
 * the first 50 kB of a page. However many openings there are, it holds one alternative for each first letter and
 * length, made of the sets of characters that come behind: so it grows with the alphabet only, is no form’s text, and
 * stops at some more places than there are openings.
 */
export function findByPattern(openings: Set<string>): FindIn {
  const groups = new Map<string, string[]>();
  for (const opening of openings) {
    const first = opening.charAt(0);
    const key = (first < '\x80' ? first.toLowerCase() : '') + opening.length;
    let chars = groups.get(key);
    if (!chars) {
      chars = Array<string>(opening.length).fill('');
      groups.set(key, chars);
    }
    for (let i = 0; i < opening.length; i++) chars[i] += opening.charAt(i);
  }
  // All are of one length, so that the end of what was found tells where it began.
  const alternatives = Array.from(groups.values(), chars => {
    const any = UNITS - chars.length;
    return chars.map(setOf).join('') + (any > 0 ? `[^]{${any}}` : '');
  });
  const pattern = new RegExp(alternatives.join('|') || '(?!)', 'g');
  return (text, isForm) => {
    let plain = -2;
    let hidden = -2;
    return from => {
      if (plain !== -1 && plain < from) plain = nextOf(pattern, text, from, isForm);
      if (hidden !== -1 && hidden < from) hidden = nextAroundHidden(text, from, isForm);
      return plain < 0 || hidden < 0 ? Math.max(plain, hidden) : Math.min(plain, hidden);
    };
  };
}

function nextOf(pattern: RegExp, text: string, from: number, isForm: IsForm): number {
  for (let at = from; ; at++) {
    pattern.lastIndex = at;
    if (!pattern.test(text))
      return firstAmong(text, Math.max(at, text.length - UNITS + 1), text.length, isForm);
    at = pattern.lastIndex - UNITS;
    if (isForm(text, at)) return at;
  }
}

/** The same, where the pattern does not see it: with a hidden character in its opening. */
function nextAroundHidden(text: string, from: number, isForm: IsForm): number {
  let tried = from;
  HIDDEN.lastIndex = from;
  while (HIDDEN.test(text)) {
    const { lastIndex } = HIDDEN;
    const at = firstAmong(text, Math.max(tried, lastIndex - UNITS), lastIndex - 1, isForm);
    if (at >= 0) return at;
    tried = lastIndex;
  }
  return -1;
}

/** A set that holds whatever stands for one of these characters. */
function setOf(chars: string): string {
  // One by one: at the end of a text a capital sigma has another small one.
  const cases = [...new Set(chars.split(''))].map(char => char + char.toLowerCase() + char.toUpperCase());
  return `[${cases.join('').replace(/\W/g, familyOf)}]`;
}

function familyOf(char: string): string {
  if (/\s/.test(char) || HYPHENS.includes(char)) return SPACED;
  if (APOSTROPHES.includes(char)) return APOSTROPHES;
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const BITS = 20;
const MASK = (1 << BITS) - 1;
/** How far the units of an opening are apart in its number. */
const SHIFT = BITS / UNITS;
/** What counts of a unit: a bit more than its share, so that no two letters are the same. */
const UNIT = (2 << SHIFT) - 1;

/**
 * Looks for openings by a table with a bit for each: 128 kB, of which English text touches little. One look for each
 * unit of a text, so that 6,000 forms cost little more than six: once the browser has compiled it this is quicker than
 * a pattern of more than a few forms.
 */
export function findByTable(openings: Set<string>, folds: Folds): FindIn {
  const table = new Int32Array((MASK + 1) / 32);
  for (const opening of openings) {
    let number = 0;
    for (let i = 0; i < opening.length; i++)
      number = ((number << SHIFT) ^ ((folds[opening.charCodeAt(i)] as number) & UNIT)) & MASK;
    addOpening(table, number, UNITS - opening.length);
  }
  return (text, isForm) => from => {
    const { length } = text;
    let number = 0;
    for (let at = from; at < length; at++) {
      const unit = folds[text.charCodeAt(at)] as number;
      if (unit === UNSEEN) continue;
      number = ((number << SHIFT) ^ (unit & UNIT)) & MASK;
      // The low bits of a shift say which bit of the word is meant.
      if ((((table[number >>> 5] as number) >>> number) & 1) === 0) continue;
      const start = startOf(folds, text, at);
      if (start >= from && isForm(text, start)) return start;
    }
    return firstAmong(text, Math.max(from, startOf(folds, text, length - 1)), length, isForm);
  };
}

/** Adds the number of an opening that lacks so many units; these may be any. */
function addOpening(table: Int32Array, number: number, lacking: number): void {
  const full = (number << (SHIFT * lacking)) & MASK;
  if (lacking === 0) {
    table[full >>> 5] = (table[full >>> 5] as number) | (1 << full);
    return;
  }
  const words = 2 ** (SHIFT * (lacking - 1));
  const first = (full >>> 5) & -words;
  table.fill(-1, first, first + words);
}

/** The first offset in a stretch at which a form stands; -1 if there is none. */
function firstAmong(text: string, from: number, to: number, isForm: IsForm): number {
  for (let at = from; at < to; at++) if (isForm(text, at)) return at;
  return -1;
}

/** Where the opening begins whose last unit is at an offset. */
function startOf(folds: Folds, text: string, last: number): number {
  let at = last;
  for (let left = UNITS - 1; left > 0 && at >= 0; ) if (folds[text.charCodeAt(--at)] !== UNSEEN) left--;
  return at;
}
