import { endOfCharacter, isInsideWord } from './edges.ts';
import { identifiersIn } from './identifiers.ts';
import { idAt, NEEDS_CONTEXT, type PackedTerms, packTerm } from './packed-terms.ts';
import type { Match, Term } from './term.ts';
import { formWritten, plant, type Trie } from './trie.ts';

/** Finds the terms in text. */
export interface Matcher {
  /**
   * Offsets at which a form stands, word edges not looked at: one search by the browser, and no entry is unpacked where
   * there is none. Never silent where `find` would speak, of this text or of a part of it.
   */
  candidates: (text: string) => Iterable<number>;
  /** The terms in a text, in order, never overlapping: leftmost first, and the longer form wins. */
  find: (text: string) => Match[];
}

export function compilePacked(packed: PackedTerms): Matcher {
  let planted: Trie | undefined;
  // Not before there is text: most frames of a page are blank.
  const trieFor = (text: string): Trie | undefined => {
    if (/\S/.test(text)) planted ??= plant(packed);
    return planted;
  };
  return {
    *candidates(text) {
      const next = trieFor(text)?.startsIn(text);
      for (let at = next?.(0) ?? -1; at >= 0; at = next?.(at + 1) ?? -1) yield at;
    },
    find(text) {
      const found: Match[] = [];
      const trie = trieFor(text);
      if (!trie) return found;
      const next = trie.startsIn(text);
      let at = next(0);
      if (at < 0) return found;
      const isIdentifier = identifiersIn(text);
      const longestAt = (from: number): Match | undefined => {
        if (isInsideWord(text, from)) return undefined;
        for (const { to, forms } of trie.standingAt(text, from)) {
          const end = endOfCharacter(text, to);
          if (isInsideWord(text, end)) continue;
          const written = text.slice(from, to);
          const form = formWritten(written, forms);
          if (!form || isIdentifier(from, end, isLowered(written, form.text))) continue;
          const needsContext = (form.flags & NEEDS_CONTEXT) > 0;
          return { from, to: end, term: idAt(packed, form.place), needsContext };
        }
        return undefined;
      };
      while (at >= 0) {
        const match = longestAt(at);
        if (match) found.push(match);
        at = next(match?.to ?? at + 1);
      }
      return found;
    },
  };
}

/** The same for terms that are not packed, whose ids may be any text. */
export function compile(terms: Term[]): Matcher {
  const packed = terms.map((term, i) => packTerm({ ...term, id: `${i}` })).join('\n');
  const matcher = compilePacked(packed);
  return {
    ...matcher,
    find(text) {
      const found = matcher.find(text);
      for (const match of found) match.term = terms[Number(match.term)]?.id ?? '';
      return found;
    },
  };
}

/** Whether a name that has capitals is written without. */
const isLowered = (written: string, form: string): boolean =>
  written === written.toLowerCase() && form !== form.toLowerCase();
