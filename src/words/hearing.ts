import { isInsideWord } from './edges.ts';
import { compile } from './matcher.ts';
import type { Form, JudgedTerm, Lexicon, Match, Term } from './term.ts';

/** Cues and terms that a text speaks of, each once: its number in the lexicon, and the words it was met in. */
export type Heard = [clue: number, words: string][];

/**
 * What a text holds for and against a term's own meaning: numbers of different clues, and words to tell a reader of.
 * - `named`: own cues and forms that hold the word itself or leave no doubt ("Hubble UI", "Helm chart")
 * - `own`: the other cues of the term
 * - `home`: cues and unambiguous terms of its field; `ours`: those of our other fields
 * - `rival`: cues of the likeliest other meaning that hold the word itself ("HubbleStack")
 * - `other`: its other cues; `field`: cues of its topics
 * - `foreign`: cues of the topic that is heard most and is neither ours nor that meaning's
 */
export interface Evidence {
  counts: Record<Kind, number>;
  because: string[];
  /** Name of the likeliest other meaning; empty when nothing speaks for one. */
  otherwise: string;
}

export const KINDS = ['named', 'own', 'home', 'ours', 'rival', 'other', 'field', 'foreign'] as const;
export type Kind = (typeof KINDS)[number];
/** How many kinds, from the first on, speak for our meaning. */
export const KINDS_FOR = 4;

/** Listens to texts for everything that the lexicon knows. */
export interface Hearing {
  /** What a text speaks of. */
  listen: (text: string) => Heard;
  /** What the text around a match speaks of, and whether the match is part of a phrase that tells its meaning. */
  listenAround: (spot: Spot) => { heard: Heard; phrase: 'own' | 'other' | null };
  /** What was heard, for and against a term. */
  weigh: (term: string, heard: Heard) => Evidence;
}

/** A match and the text around it. */
export interface Spot extends Match {
  text: string;
}

/** What one listed cue or form stands for. */
interface Clue {
  text: string;
  /** The term that it names without doubt. */
  term?: string;
  topics: string[];
}

/** What a clue says of one term. */
interface Roles {
  own?: 'named' | 'own';
  /** Indexes of the other meanings that it is a cue of. */
  others: number[];
  holdsWord: boolean;
}

export function createHearing({ terms, topics, groups }: Lexicon): Hearing {
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
  const matcher = compile(clues.map(({ text }, i) => clueTerm(text, i)));
  const ours = new Set(topics.filter(topic => topic.ours).map(topic => topic.id));
  const byId = new Map(terms.map(term => [term.id, term]));
  const homeOf = new Map(groups.map(group => [group.id, group.topics]));
  const home = (id: string): string[] => homeOf.get(byId.get(id)?.group ?? '') ?? [];

  const rolesOf = remember((id: string) => {
    const term = byId.get(id);
    const roles = new Map<number, Roles>();
    if (!term) return roles;
    const words = term.forms.map(form => form.text.toLowerCase());
    const role = (text: string): Roles => {
      const clue = byText.get(text) ?? -1;
      const known = roles.get(clue) ?? { others: [], holdsWord: words.some(word => holds(text, word)) };
      roles.set(clue, known);
      return known;
    };
    for (const text of certainForms(term)) role(text).own = 'named';
    for (const text of term.cues) {
      const known = role(text);
      known.own = known.holdsWord ? 'named' : (known.own ?? 'own');
    }
    for (const [i, { cues }] of term.others.entries()) for (const text of cues) role(text).others.push(i);
    return roles;
  });

  const listen = (text: string, onClue?: (clue: number, from: number, to: number) => void): Heard => {
    const heard = new Map<number, string>();
    for (const { term, from, to } of matcher.find(text)) {
      const clue = Number(term);
      onClue?.(clue, from, to);
      if (!heard.has(clue)) heard.set(clue, text.slice(from, to));
    }
    return [...heard];
  };

  return {
    listen: text => listen(text),
    listenAround({ term, text, from, to }) {
      const roles = rolesOf(term);
      let phrase: 'own' | 'other' | null = null;
      const heard = listen(text, (clue, start, end) => {
        if (start >= to || end <= from || phrase === 'other') return;
        const role = roles.get(clue);
        if (role?.own) phrase = 'own';
        else if (role && role.others.length > 0) phrase = 'other';
      });
      return { heard, phrase };
    },
    weigh(id, heard) {
      const roles = rolesOf(id);
      const near = new Set(home(id));
      const found: Found = { named: new Map(), own: new Map(), home: new Map(), ours: new Map() };
      const meanings = (byId.get(id)?.others ?? []).map(meaning => ({
        meaning,
        rival: 0,
        other: 0,
        field: 0,
      }));
      const fields = new Map<string, number>();
      for (const [index, words] of heard) {
        const clue = clues[index];
        if (!clue) continue;
        const role = roles.get(index);
        for (const i of role?.others ?? []) {
          const one = meanings[i];
          if (one) one[role?.holdsWord ? 'rival' : 'other']++;
        }
        if (role?.own) found[role.own].set(clue.text, words);
        else if (clue.term && clue.term !== id && !role)
          found[home(clue.term).some(topic => near.has(topic)) ? 'home' : 'ours'].set(clue.term, words);
        for (const topic of clue.topics) {
          if (!ours.has(topic)) fields.set(topic, (fields.get(topic) ?? 0) + 1);
          else if (!role?.own && !clue.term) found[near.has(topic) ? 'home' : 'ours'].set(clue.text, words);
        }
      }
      for (const one of meanings)
        one.field = one.meaning.topics.reduce((sum, topic) => sum + (fields.get(topic) ?? 0), 0);
      const likeliest = meanings.reduce<(typeof meanings)[number] | null>(
        (best, one) => (loudness(one) > (best ? loudness(best) : 0) ? one : best),
        null,
      );
      const foreign = [...fields].filter(([topic]) => !likeliest?.meaning.topics.includes(topic));
      return {
        counts: {
          named: found.named.size,
          own: found.own.size,
          home: found.home.size,
          ours: found.ours.size,
          rival: likeliest?.rival ?? 0,
          other: likeliest?.other ?? 0,
          field: likeliest?.field ?? 0,
          foreign: Math.max(0, ...foreign.map(([, count]) => count)),
        },
        because: [found.named, found.own, found.home, found.ours].flatMap(words => [...words.values()]),
        otherwise: likeliest?.meaning.name ?? '',
      };
    },
  };
}

/** What speaks for our meaning: what it is, and the words it was met in. */
type Found = Record<'named' | 'own' | 'home' | 'ours', Map<string, string>>;

/** Which other meaning is told of: a word that names it counts most. */
const loudness = ({ rival, other, field }: { rival: number; other: number; field: number }): number =>
  3 * rival + 2 * other + field;

/** The forms of a term that mean nothing else, in lower case: what they say of the page is beyond doubt. */
function certainForms(term: JudgedTerm): string[] {
  if (!term.tells) return [];
  return term.forms
    .filter(form => !form.needsContext)
    .map(form => form.text.toLowerCase())
    .filter(text => !(term.ambiguous ?? []).includes(text));
}

/** Whether a cue has a word in it, as a whole. */
function holds(cue: string, word: string): boolean {
  const at = cue.indexOf(word);
  return at >= 0 && !isInsideWord(cue, at) && !isInsideWord(cue, at + word.length);
}

/** A clue as something to be found; its id is its number. */
const clueTerm = (cue: string, index: number): Term => {
  const text = cue.replace(/\*$/, '');
  const form: Form = {
    text,
    matchCase: false,
    needsContext: false,
    cue: text === cue ? 'whole' : 'beginning',
  };
  return { id: String(index), forms: [form] };
};

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return key => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}
