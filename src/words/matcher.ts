import type { Match, Term } from './term.ts';

/** Finds the terms in text. */
export interface Matcher {
  /**
   * Offsets at which a form may begin, word edges and case not looked at: cheap enough to ask of a whole page,
   * and never silent where `find` would speak.
   */
  candidates: (text: string) => Iterable<number>;
  /** The terms in a text, in order, never overlapping: leftmost first, and the longer form wins. */
  find: (text: string) => Match[];
}

/** A form made ready to be compared, with one space for any white space. */
interface Ready {
  term: string;
  lower: string;
  upper: string;
  /** As written, where case counts. */
  exact: string | null;
}

/**
 * How much of a form the pattern looks for; the rest is compared where it hits. A pattern of whole forms took 24
 * times as long with the glossary's 440 forms as with those of six terms, one of openings takes 4 times.
 */
const OPENING_CHARS = 4;
/** What a word is made of: a form that touches one of these is part of a longer word. */
const WORD = /[\p{L}\p{M}\p{N}_]/u;
const SPACE = /\s/;

/** Prepares terms for matching. */
export function compile(terms: Term[]): Matcher {
  const forms = terms.flatMap(readyForms).sort((a, b) => b.lower.length - a.lower.length);
  if (forms.length === 0) return { candidates: () => [], find: () => [] };
  const byFirst = Map.groupBy(forms, ({ lower }) => lower.charAt(0));
  const pattern = new RegExp([...byFirst].map(patternOf).join('|'), 'gi');

  /** Calls back wherever a form may begin, with the forms it may be, the longest first, until told to stop. */
  const visit = (text: string, onStart: (from: number, forms: Ready[]) => void) => {
    pattern.lastIndex = 0;
    // test(), since the arrays that exec() and matchAll() return cost as much as the search.
    while (pattern.test(text)) {
      const from = pattern.lastIndex - 1;
      onStart(from, byFirst.get(text.charAt(from).toLowerCase()) ?? []);
    }
  };
  return {
    candidates(text) {
      const found: number[] = [];
      visit(text, (from, forms) => {
        if (forms.some(form => endOf(form, text, from) > 0)) found.push(from);
      });
      return found;
    },
    find(text) {
      const found: Match[] = [];
      let end = 0;
      visit(text, (from, forms) => {
        if (from < end || isInsideWord(text, from)) return;
        for (const form of forms) {
          const to = endOf(form, text, from);
          if (to < 0 || isInsideWord(text, to) || !hasCase(form, text.slice(from, to))) continue;
          found.push({ from, to, term: form.term });
          end = to;
          return;
        }
      });
      return found;
    },
  };
}

const readyForms = ({ id, forms }: Term): Ready[] =>
  forms.map(({ text, matchCase }) => {
    const spaced = oneSpace(text);
    const lower = spaced.toLowerCase();
    const upper = spaced.toUpperCase();
    // "ß" is "SS" in upper case: such a form is found in lower case only.
    const paired = upper.length === lower.length;
    return { term: id, lower, upper: paired ? upper : lower, exact: matchCase ? spaced : null };
  });

/** Hits the first character of forms that have it in common, where what follows may be one of them. */
function patternOf([first, forms]: [string, Ready[]]): string {
  const rests = forms.map(({ lower }) => literally(lower.slice(1, OPENING_CHARS).split(' ', 1)[0] ?? ''));
  return `${literally(first)}(?=${[...new Set(rests)].join('|')})`;
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

const SPACE_CODE = 32;

/** Where a form that begins at an offset ends, whatever its case; -1 if it is not there. */
function endOf({ lower, upper }: Ready, text: string, from: number): number {
  let at = from;
  for (let i = 0; i < lower.length; i++, at++) {
    const code = text.charCodeAt(at);
    if (code === lower.charCodeAt(i) || code === upper.charCodeAt(i)) {
      if (code !== SPACE_CODE) continue;
    } else if (lower.charCodeAt(i) !== SPACE_CODE || !SPACE.test(text.charAt(at))) return -1;
    while (SPACE.test(text.charAt(at + 1))) at++;
  }
  return at;
}

/** Whether an offset has parts of one word on both sides. */
function isInsideWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && WORD.test(charBefore(text, at)) && WORD.test(charAt(text, at));
}

/** Whether a form may be written so. */
const hasCase = ({ exact }: Ready, written: string): boolean => exact === null || oneSpace(written) === exact;

const charAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);

/** The character that ends at an offset, surrogates together. */
function charBefore(text: string, at: number): string {
  const char = charAt(text, at - 1);
  return /[\uDC00-\uDFFF]/.test(char) && at > 1 ? charAt(text, at - 2) : char;
}

const oneSpace = (text: string): string => text.replace(/\s+/g, ' ');
