import { endOfCharacter, isInsideWord } from './edges.ts';
import { lettersOf } from './fold.ts';
import { identifiersIn } from './identifiers.ts';
import type { Form, Match, Term } from './term.ts';
import { plant } from './trie.ts';

/** Finds the terms in text. */
export interface Matcher {
  /**
   * Offsets at which a form stands, word edges and case not looked at: cheap enough to ask of a whole page, and never
   * silent where `find` would speak.
   */
  candidates: (text: string) => Iterable<number>;
  /** The terms in a text, in order, never overlapping: leftmost first, and the longer form wins. */
  find: (text: string) => Match[];
}

interface TermForm extends Form {
  term: string;
}

export function compile(terms: Term[]): Matcher {
  const trie = plant(
    terms.flatMap(({ id, forms }) => forms.map((form): TermForm => ({ ...form, term: id }))),
  );
  return {
    *candidates(text) {
      for (let at = trie.next(text, 0); at >= 0; at = trie.next(text, at + 1)) yield at;
    },
    find(text) {
      const found: Match[] = [];
      const isIdentifier = identifiersIn(text);
      const longestAt = (from: number): Match | undefined => {
        if (isInsideWord(text, from)) return undefined;
        for (const { to, forms } of trie.standingAt(text, from)) {
          const end = endOfCharacter(text, to);
          const goesOn = isInsideWord(text, end);
          const written = text.slice(from, to);
          const form = formWritten(written, goesOn ? forms.filter(({ cue }) => cue === 'beginning') : forms);
          if (!form) continue;
          if (!form.cue && isIdentifier(from, end, isLowered(written, form))) continue;
          return { from, to: end, term: form.term, needsContext: form.needsContext === true };
        }
        return undefined;
      };
      for (let at = trie.next(text, 0); at >= 0; ) {
        const match = longestAt(at);
        if (match) found.push(match);
        at = trie.next(text, match?.to ?? at + 1);
      }
      return found;
    },
  };
}

/** The form that these words are: the very same one rather than one that is written with a hyphen, say. */
const formWritten = (written: string, forms: TermForm[]): TermForm | undefined =>
  forms.find(({ text }) => text === written) ??
  forms.find(({ text, matchCase }) => !matchCase || lettersOf(text) === lettersOf(written));

/** Whether a name that has capitals is written without. */
const isLowered = (written: string, { text }: Form): boolean =>
  written === written.toLowerCase() && text !== text.toLowerCase();
