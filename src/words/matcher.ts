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
 * How much of a form the pattern looks for; the rest is compared where it hits. So the glossary's forms take about 3
 * times as long as those of six terms (800 kB of text), where an alternative for each whole form takes 24 times as
 * long. With more of a form the pattern takes longer to compile, with less it hits more often.
 */
const OPENING_CHARS = 5;
/** What a word is made of: a form that touches one of these is part of a longer word. */
const WORD = /[\p{L}\p{M}\p{N}_]/u;
const SPACE = /\s/;

/** Prepares terms for matching. */
export function compile(terms: Term[]): Matcher {
  const forms = terms.flatMap(readyForms).sort((a, b) => b.lower.length - a.lower.length);
  if (forms.length === 0) return { candidates: () => [], find: () => [] };
  const byFirst = Map.groupBy(forms, ({ lower }) => lower.charAt(0));
  const opening = new RegExp([...byFirst].map(openingOf).join('|'), 'gi');
  const formsAt = (text: string, from: number) => byFirst.get(text.charAt(from).toLowerCase()) ?? [];
  const starts = (text: string) => text.matchAll(opening).map(({ index }) => index);
  return {
    candidates: text =>
      starts(text).filter(from => formsAt(text, from).some(form => endOf(form, text, from) > 0)),
    find(text) {
      const found: Match[] = [];
      let end = 0;
      for (const from of starts(text)) {
        if (from < end || isInsideWord(text, from)) continue;
        for (const form of formsAt(text, from)) {
          const to = endOf(form, text, from);
          if (to < 0 || isInsideWord(text, to) || !hasCase(form, text.slice(from, to))) continue;
          found.push({ from, to, term: form.term });
          end = to;
          break;
        }
      }
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

/** Hits the first character of these forms where one of them may follow; only that one, since forms can overlap. */
const openingOf = ([first, forms]: [string, Ready[]]): string =>
  `${literally(first)}(?=${anyOf(forms.map(({ lower }) => lower.slice(1, OPENING_CHARS)))})`;

/** A pattern for any of these texts, which writes once what several begin with: that halves the cost of a search. */
function anyOf(texts: string[]): string {
  if (texts.includes('')) return '';
  const byFirst = Map.groupBy(texts, text => text.charAt(0));
  const ways = [...byFirst].map(([first, all]) => literally(first) + anyOf(all.map(text => text.slice(1))));
  return ways.length === 1 ? ways.join('') : `(?:${ways.join('|')})`;
}

const literally = (char: string): string =>
  char === ' ' ? String.raw`\s+` : char.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`);

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
