import type { Form, Match, Term } from './term.ts';

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

/** What a word is made of: a form that touches one of these is part of a longer word. */
const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;

/**
 * Prepares terms for matching.
 *
 * The word edges by Unicode cost six to ten times a bare pattern, so only `find`, which sees the few blocks
 * that hold a candidate, asks for them.
 */
export function compile(terms: Term[]): Matcher {
  const byKey = new Map<string, { term: string; form: Form }[]>();
  for (const term of terms)
    for (const form of term.forms) {
      const key = keyOf(form.text);
      byKey.set(key, [...(byKey.get(key) ?? []), { term: term.id, form }]);
    }
  if (byKey.size === 0) return { candidates: () => [], find: () => [] };

  const longestFirst = [...byKey.keys()].sort((a, b) => b.length - a.length);
  const forms = longestFirst.map(key => escapePattern(key).replaceAll(' ', String.raw`\s+`)).join('|');
  const anywhere = new RegExp(forms, 'gi');
  const asWords = new RegExp(`(?<!${WORD})(?:${forms})(?!${WORD})`, 'giu');

  const find = (text: string): Match[] => {
    const matches: Match[] = [];
    for (const { 0: found, index } of text.matchAll(asWords)) {
      const written = found.replace(/\s+/g, ' ');
      const meant = byKey.get(keyOf(found))?.find(({ form }) => !form.matchCase || form.text === written);
      if (meant) matches.push({ from: index, to: index + found.length, term: meant.term });
    }
    return matches;
  };
  return {
    candidates: text => text.matchAll(anywhere).map(match => match.index),
    find,
  };
}

const keyOf = (form: string): string => form.toLowerCase().replace(/\s+/g, ' ');

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
