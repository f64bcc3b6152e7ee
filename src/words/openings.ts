import { APOSTROPHES, HYPHENS, UNSEEN_CHARS } from './fold.ts';
import { FLAGS } from './packed-terms.ts';

/**
 * So many units of a form are looked for by pattern: with fewer it stops at twenty times as many places ("network"), with
 * more it takes longer to make.
 */
const UNITS = 8;
/** Of more forms than these (ours are 600) fewer units are looked for, since the pattern would grow too long. */
const MANY_FORMS = 1_500;
const FEW_UNITS = 4;
/** What a form begins with: the sign behind it is none of its units. */
const OPENING = new RegExp(`(?<=\\t)(?:(?!${FLAGS})[^\\t\\n]){1,${UNITS}}`, 'gm');
/** Lines that begin with the one before them. */
const LONGER = /^(.+)\n(?:\1.*\n)+/gm;

/**
 * The openings of packed and folded forms, a line for each, without those that begin with another. Hyphens are spaces
 * but at the beginning, and what follows on two of them there is left out. All is done by patterns: a loop over forms
 * takes ten times as long until the browser has compiled it, and every page pays for that.
 */
export function openingsOf(folded: string): string {
  const list = folded.match(OPENING) ?? [];
  const units = list.length > MANY_FORMS ? FEW_UNITS : UNITS;
  const all = list.join('\n').replace(new RegExp(`(?<=^.{${units}}).+`, 'gm'), '');
  const lines = all
    .replace(/(?<=.)[ -]+/g, ' ')
    .replace(/^- .*/gm, '-')
    .split('\n')
    .sort();
  return `${lines.join('\n')}\n`.replace(LONGER, '$1\n').slice(0, -1);
}

/** Says where forms stand in a text: the first offset from one on, which only grows; -1 if there is none. */
export type FindIn = (text: string, isForm: IsForm) => (from: number) => number;
type IsForm = (text: string, at: number) => boolean;

const SPACED = `[\\s\\-${HYPHENS.slice(1)}]+`;
const HIDDEN = new RegExp(`[${UNSEEN_CHARS}]`, 'g');

/**
 * Looks for openings by a pattern, which the browser runs at full speed at once, while a loop of ours takes 2 to 5 ms for
 * the first 50 kB of a page. It has one alternative for each first unit, since the browser would else try every opening
 * at every character.
 */
export function findByPattern(openings: string): FindIn {
  const alternatives = openings
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/^(\\?.)(.*(?:\n\1.*)*)/gm, (_, first: string, rests: string) => {
      const others = rests.replaceAll(`\n${first}`, '|');
      return `${first.replace('-', `[${HYPHENS}]`)}(?:${others.replaceAll(' ', SPACED)})`;
    })
    .replaceAll('\n', '|')
    .replaceAll("'", `[${APOSTROPHES}]`);
  const pattern = new RegExp(alternatives || '(?!)', 'gi');
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
    const opening = pattern.exec(text);
    if (!opening) return -1;
    at = opening.index;
    if (isForm(text, at)) return at;
  }
}

/** The same, where the pattern does not see it: with a hidden character in its opening. */
function nextAroundHidden(text: string, from: number, isForm: IsForm): number {
  let tried = from;
  HIDDEN.lastIndex = from;
  while (HIDDEN.test(text)) {
    const { lastIndex } = HIDDEN;
    let start = lastIndex - 1;
    // White space may be longer than in the form.
    for (let left = UNITS; left > 0 && start > tried; ) if (/\S/.test(text.charAt(--start))) left--;
    const at = firstAmong(text, start, lastIndex - 1, isForm);
    if (at >= 0) return at;
    tried = lastIndex;
  }
  return -1;
}

/** The first offset in a stretch at which a form stands; -1 if there is none. */
function firstAmong(text: string, from: number, to: number, isForm: IsForm): number {
  for (let at = from; at < to; at++) if (isForm(text, at)) return at;
  return -1;
}
