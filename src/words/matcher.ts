import { endOfCharacter, isInsideWord } from './edges.ts';
import { lettersOf } from './fold.ts';
import { beginningsOf, createGlance, type Glance } from './glance.ts';
import { identifiersIn } from './identifiers.ts';
import type { Match, Term } from './term.ts';
import { plant, type Standing, type Trie } from './trie.ts';

/** Finds the terms in text. */
export interface Matcher {
  /**
   * Whether anything may be found in a text, at the cost of one native search: never no where `find` would speak, of
   * this text or of a part of it.
   */
  mayHold: Glance;
  /**
   * Offsets at which a form stands, word edges and case not looked at: cheap enough to ask of a whole page, and never
   * silent where `find` would speak.
   */
  candidates: (text: string) => Iterable<number>;
  /** The terms in a text, in order, never overlapping: leftmost first, and the longer form wins. */
  find: (text: string) => Match[];
}

export function compile(terms: Term[]): Matcher {
  let planted: Trie | undefined;
  // Not before there is text: most frames of a page are blank.
  const trieFor = (text: string): Trie | undefined => {
    if (/\S/.test(text)) planted ??= plant(terms);
    return planted;
  };
  return {
    mayHold: createGlance(() => beginningsOf(terms.flatMap(({ forms }) => forms))),
    *candidates(text) {
      const next = trieFor(text)?.startsIn(text);
      for (let at = next?.(0) ?? -1; at >= 0; at = next?.(at + 1) ?? -1) yield at;
    },
    find(text) {
      const found: Match[] = [];
      const trie = trieFor(text);
      if (!trie) return found;
      const next = trie.startsIn(text);
      const isIdentifier = identifiersIn(text);
      const longestAt = (from: number): Match | undefined => {
        if (isInsideWord(text, from)) return undefined;
        for (const { to, forms } of trie.standingAt(text, from)) {
          const end = endOfCharacter(text, to);
          if (isInsideWord(text, end)) continue;
          const written = text.slice(from, to);
          const planted = formWritten(written, forms);
          if (!planted) continue;
          const { term, form } = planted;
          if (isIdentifier(from, end, isLowered(written, form))) continue;
          return { from, to: end, term, needsContext: form.needsContext === true };
        }
        return undefined;
      };
      for (let at = next(0); at >= 0; ) {
        const match = longestAt(at);
        if (match) found.push(match);
        at = next(match?.to ?? at + 1);
      }
      return found;
    },
  };
}

type Planted = Standing['forms'][number];

/** The form that these words are: the very same one rather than one that is written with a hyphen, say. */
const formWritten = (written: string, forms: Planted[]): Planted | undefined =>
  forms.find(({ form }) => form.text === written) ??
  forms.find(({ form }) => !form.matchCase || lettersOf(form.text) === lettersOf(written));

/** Whether a name that has capitals is written without. */
const isLowered = (written: string, { text }: Planted['form']): boolean =>
  written === written.toLowerCase() && text !== text.toLowerCase();
