import { certainForms, type Heard, listClues } from './clues.ts';
import { isInsideWord } from './edges.ts';
import type { Lexicon, Match } from './term.ts';

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
  listenAround: (spot: Spot) => { heard: Heard; phrase: Phrase };
  /** What was heard, for and against a term. */
  weigh: (term: string, heard: Heard) => Evidence;
}

/** The phrase that a match is part of: one of its own meaning ("Hubble UI"), of another one ("special envoy"), or none. */
export type Phrase = 'own' | 'other' | null;

/** A match and the text around it. */
export interface Spot extends Match {
  text: string;
}

/** What a clue says of one term. */
interface Roles {
  /** Whether it speaks for the term; its own everyday forms say nothing. */
  own?: 'named' | 'own' | 'itself';
  /** Indexes of the other meanings that it is a cue of. */
  others: number[];
  holdsWord: boolean;
}

export function createHearing(lexicon: Lexicon): Hearing {
  const clues = listClues(lexicon);
  const { terms, topics, groups } = lexicon;
  const sides = new Map(topics.map(({ id, side }) => [id, side]));
  const isOurs = (topic: string) => sides.get(topic) === 'ours';
  const byId = new Map(terms.map(term => [term.id, term]));
  const homeOf = new Map(groups.map(group => [group.id, group.topics]));
  const home = (id: string): string[] => homeOf.get(byId.get(id)?.group ?? '') ?? [];

  const rolesOf = remember((id: string) => {
    const term = byId.get(id);
    const roles = new Map<number, Roles>();
    if (!term) return roles;
    const words = term.forms.map(form => form.text.toLowerCase());
    const role = (text: string): Roles => {
      const clue = clues.numberOf(text);
      const known = roles.get(clue) ?? { others: [], holdsWord: words.some(word => holds(text, word)) };
      roles.set(clue, known);
      return known;
    };
    for (const text of words.flatMap(word => [word, `${word}*`])) role(text).own = 'itself';
    for (const text of certainForms(term)) role(text).own = 'named';
    for (const text of term.cues) {
      const known = role(text);
      known.own = known.holdsWord ? 'named' : (known.own ?? 'own');
    }
    for (const [i, { cues }] of term.others.entries()) for (const text of cues) role(text).others.push(i);
    return roles;
  });

  /** What speaks for a term's own meaning, and the words it was met in. */
  const speakFor = (id: string, heard: Heard): Found => {
    const roles = rolesOf(id);
    const near = new Set(home(id));
    const found: Found = { named: new Map(), own: new Map(), home: new Map(), ours: new Map() };
    const kindOf = (topics: string[]) => (topics.some(topic => near.has(topic)) ? 'home' : 'ours');
    for (const [index, words] of heard) {
      const clue = clues.at(index);
      const own = roles.get(index)?.own;
      if (!clue || own === 'itself') continue;
      if (own) found[own].set(clue.text, words);
      else if (clue.term) found[kindOf(home(clue.term))].set(clue.term, words);
      else if (clue.topics.some(isOurs)) found[kindOf(clue.topics)].set(clue.text, words);
    }
    return found;
  };
  /** What speaks for the likeliest other meaning of a term, and for fields that no meaning of it belongs to. */
  const speakAgainst = (id: string, heard: Heard) => {
    const roles = rolesOf(id);
    const fields = new Map<string, number>();
    const meanings = (byId.get(id)?.others ?? []).map(({ name, topics }) => ({
      ...{ name, topics },
      ...{ rival: 0, other: 0, field: 0 },
    }));
    for (const [index] of heard) {
      const role = roles.get(index);
      for (const i of role?.others ?? []) {
        const meaning = meanings[i];
        if (meaning) meaning[role?.holdsWord ? 'rival' : 'other']++;
      }
      for (const topic of clues.at(index)?.topics ?? [])
        if (!isOurs(topic)) fields.set(topic, (fields.get(topic) ?? 0) + 1);
    }
    for (const meaning of meanings)
      meaning.field = meaning.topics.reduce((sum, topic) => sum + (fields.get(topic) ?? 0), 0);
    const likeliest = meanings.reduce((best, one) => (loudness(one) > loudness(best) ? one : best), NOBODY);
    const foreign = [...fields].map(([topic, count]) =>
      sides.get(topic) === 'languages' || likeliest.topics.includes(topic) ? 0 : count,
    );
    return { ...likeliest, foreign: Math.max(0, ...foreign) };
  };

  return {
    listen: text => clues.listen(text),
    listenAround({ term, text, from, to }) {
      const roles = rolesOf(term);
      let phrase: Phrase = null;
      const heard = clues.listen(text, (clue, start, end) => {
        if (start >= to || end <= from || phrase === 'other') return;
        const role = roles.get(clue);
        if (role?.own === 'named') phrase = 'own';
        else if (role && role.others.length > 0) phrase = 'other';
      });
      return { heard, phrase };
    },
    weigh(id, heard) {
      const { named, own, home, ours } = speakFor(id, heard);
      const { name, rival, other, field, foreign } = speakAgainst(id, heard);
      return {
        counts: {
          ...{ named: named.size, own: own.size, home: home.size, ours: ours.size },
          ...{ rival, other, field, foreign },
        },
        because: [named, own, home, ours].flatMap(words => [...words.values()]),
        otherwise: name,
      };
    },
  };
}

const NOBODY = { name: '', topics: [] as string[], rival: 0, other: 0, field: 0 };

/** What speaks for our meaning: what it is, and the words it was met in. */
type Found = Record<'named' | 'own' | 'home' | 'ours', Map<string, string>>;

/** Which other meaning is told of: a word that names it counts most. */
const loudness = ({ rival, other, field }: { rival: number; other: number; field: number }): number =>
  3 * rival + 2 * other + field;

/** Whether a cue has a word in it, as a whole. */
function holds(cue: string, word: string): boolean {
  const at = cue.indexOf(word);
  return at >= 0 && !isInsideWord(cue, at) && !isInsideWord(cue, at + word.length);
}

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
