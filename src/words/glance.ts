import { APOSTROPHES, HYPHENS, spellings, UNSEEN_CHARS } from './fold.ts';
import type { Form } from './term.ts';

/** Says at a glance whether a text may hold a term: never no where there is one, and yes for some that have none. */
export type Glance = (text: string) => boolean;

/** So many units of a form are looked for: of longer patterns the browser takes twice as long to make and no fewer pages stay. */
const UNITS = 12;
/** With more forms than these (ours are 600) making the pattern would take longer than what it spares. */
const MOST_FORMS = 2_000;
const HIDDEN = new RegExp(`[${UNSEEN_CHARS}]`);
const ALL_HIDDEN = new RegExp(HIDDEN, 'g');
const PARTED = `[\\s\\-${HYPHENS.slice(1)}]`;
const ALL_APOSTROPHES = new RegExp(`[${APOSTROPHES}]`, 'g');
const ALL_PARTED = new RegExp(`${PARTED}+`, 'g');

/** The beginnings of forms as they are looked for: in any case, and in their own case. */
export interface Beginnings {
  anyCase: string[];
  ownCase: string[];
}

/** Word edges are not looked at, since texts of elements are glued where no reader sees them so. */
export function createGlance(beginnings: () => Beginnings): Glance {
  let patterns: RegExp[] | undefined;
  return text => {
    if (!patterns) {
      const { anyCase, ownCase } = beginnings();
      const isMany = anyCase.length + ownCase.length > MOST_FORMS;
      patterns = isMany ? [/^/] : [patternOf(anyCase, 'i'), patternOf(ownCase, '')];
    }
    const seen = HIDDEN.test(text) ? text.replace(ALL_HIDDEN, '') : text;
    return patterns.some(pattern => pattern.test(seen));
  };
}

export function beginningsOf(forms: Form[]): Beginnings {
  const beginnings: Beginnings = { anyCase: [], ownCase: [] };
  for (const { text, matchCase } of forms)
    for (const spelling of spellings(text.trim()))
      (matchCase ? beginnings.ownCase : beginnings.anyCase).push(spelling);
  return beginnings;
}

/** One alternative for each first unit: else the browser would try each form at each character. */
function patternOf(beginnings: string[], flags: string): RegExp {
  const byFirst = new Map<string, string>();
  for (const beginning of beginnings) {
    const text = beginning.replace(ALL_HIDDEN, '').replace(ALL_PARTED, ' ').slice(0, UNITS);
    const unit = text.charAt(0);
    const first = flags && unit < '\x80' ? unit.toLowerCase() : unit;
    const others = byFirst.get(first);
    byFirst.set(first, (others === undefined ? '' : `${others}|`) + escaped(text.slice(1), `${PARTED}+`));
  }
  // No "+" at the beginning, since a run of spaces would then be read once for each of them.
  const alternatives = Array.from(byFirst, ([first, rests]) => `${escaped(first, PARTED)}(?:${rests})`);
  return new RegExp(alternatives.join('|') || '(?!)', flags);
}

const escaped = (text: string, parted: string): string =>
  text
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replaceAll(' ', parted)
    .replace(ALL_APOSTROPHES, `[${APOSTROPHES}]`);
