import { endOfCharacter, isInsideWord } from './edges.ts';
import { idAt, packTerm } from './packed-terms.ts';
import type { Form, JudgedTerm, Lexicon, Term } from './term.ts';
import { plant } from './trie.ts';

/** Cues and terms that a text speaks of, each once: its number in the lexicon, and the words it was met in. */
export type Heard = [clue: number, words: string][];

/** What one listed cue or form stands for. */
export interface Clue {
  text: string;
  /** The term that it names without doubt. */
  term?: string;
  topics: string[];
}

/** Everything that a lexicon listens for, by its number. */
export interface Clues {
  at: (index: number) => Clue | undefined;
  /** The number of a cue or form as it is listed, -1 if it is not. */
  numberOf: (text: string) => number;
  /** What a text speaks of; `onClue` gets each place. */
  listen: (text: string, onClue?: (clue: number, from: number, to: number) => void) => Heard;
}

/** Lists the cues of a lexicon, and the forms that are beyond doubt. */
export function listClues({ terms, topics }: Lexicon): Clues {
  const clues: Clue[] = [];
  const byText = new Map<string, number>();
  const clueOf = (text: string): Clue => {
    const known = clues[byText.get(text) ?? -1];
    if (known) return known;
    const clue = { text, topics: [] };
    byText.set(text, clues.push(clue) - 1);
    return clue;
  };
  for (const term of terms) {
    for (const text of certainForms(term)) clueOf(text).term = term.id;
    for (const cue of [term.cues, ...term.others.map(other => other.cues)].flat()) clueOf(cue);
  }
  for (const { id, cues } of topics) for (const cue of cues) clueOf(cue).topics.push(id);
  const packed = clues.map(({ text }, i) => packTerm(clueTerm(text, i))).join('\n');
  const trie = plant(packed);

  return {
    at: index => clues[index],
    numberOf: text => byText.get(text) ?? -1,
    listen(text, onClue) {
      const heard = new Map<number, string>();
      for (let from = 0; from < text.length; from++) {
        if (isPlain(text.charCodeAt(from)) && isPlain(text.charCodeAt(from - 1))) continue;
        // All that stand there, since a long clue ("programme eBPF") must not make a short one unheard.
        const standing = trie.standingAt(text, from);
        if (standing.length === 0 || isInsideWord(text, from)) continue;
        for (const { to, forms } of standing) {
          const goesOn = isInsideWord(text, endOfCharacter(text, to));
          for (const { place } of forms) {
            const clue = Number(idAt(packed, place));
            if (goesOn && !clues[clue]?.text.endsWith('*')) continue;
            onClue?.(clue, from, to);
            if (!heard.has(clue)) heard.set(clue, text.slice(from, to));
          }
        }
      }
      return [...heard];
    },
  };
}

/** The forms of a term that mean nothing else, in lower case: what they say of the page is beyond doubt. */
export function certainForms(term: JudgedTerm): string[] {
  if (!term.tells) return [];
  return term.forms
    .filter(form => !form.needsContext)
    .map(form => form.text.toLowerCase())
    .filter(text => !(term.ambiguous ?? []).includes(text));
}

/**
 * Whether a unit is a plain letter or digit: inside words of these no clue begins. Of twenty thousand clues, those of two
 * Chinese characters alone would have `startsIn` stop everywhere.
 */
const isPlain = (code: number): boolean =>
  (code > 0x60 && code < 0x7b) || (code > 0x40 && code < 0x5b) || (code > 0x2f && code < 0x3a);

/** A clue as something to be found; its id is its number. */
const clueTerm = (cue: string, index: number): Term => {
  const form: Form = { text: cue.replace(/\*$/, ''), matchCase: false, needsContext: false };
  return { id: String(index), forms: [form] };
};
