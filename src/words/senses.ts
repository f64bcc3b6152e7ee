import { compile } from './matcher.ts';
import type { Form, JudgedTerm, Judgement, Lexicon, Match, Meaning, Term } from './term.ts';

/** Judges which meaning a page's matches have, from what the page speaks of. */
export interface Senses {
  /** Takes note of a text of the page. Says whether it speaks of anything new. */
  hear: (text: string) => boolean;
  /** What a match in a block means, by all that was heard so far. */
  judge: (block: string, match: Match) => Judgement;
}

/**
 * How much a word counts for the meaning that it speaks for: another term of the glossary, a cue of the meaning itself,
 * a cue of its field; and a rival, which is a cue of another meaning that names the word itself ("HubbleStack"). What
 * stands in the same block counts once more.
 */
const WEIGHT = { term: 2, cue: 2, topic: 1, rival: 6 };
/** What must speak for our meaning: of names (Hubble, Consul), and of forms that are everyday words (pod, node). */
const ENOUGH = { name: 2, word: 6 };
/** What must speak for another meaning of a name; with less the match is unsure. */
const ENOUGH_OTHER = 1.5;
/** How many words the reader is told of. */
const TOLD = 3;

/** What a text speaks of. */
interface Heard {
  /** Terms with but one meaning, and the words each was met in. */
  terms: Map<string, string>;
  /** Cues, as they are listed, and the words each was met in. */
  cues: Map<string, string>;
  /** The words of the different cues of each topic. */
  topics: Map<string, string[]>;
  /** Where the cues stand. */
  matches: Match[];
}

/** Prepares the judging of one page. */
export function createSenses(lexicon: Lexicon): Senses {
  const terms = new Map(lexicon.terms.map(term => [term.id, term]));
  const ourTopics = lexicon.topics.filter(topic => topic.ours).map(topic => topic.id);
  const listen = createListener(lexicon);
  const page = nothing();
  let last = { text: '', heard: nothing() };
  /** The matches of one block are judged one after the other. */
  const hearBlock = (text: string): Heard => {
    if (text !== last.text) last = { text, heard: listen(text, nothing()) };
    return last.heard;
  };

  return {
    hear(text) {
      const size = () => page.cues.size + page.terms.size;
      const before = size();
      listen(text, page);
      page.matches = [];
      return size() > before;
    },
    judge(text, match) {
      const term = terms.get(match.term);
      const written = text.slice(match.from, match.to).toLowerCase();
      if (!term || !isAmbiguous(term, written, match.needsContext)) return CERTAIN;
      const here = hearBlock(text);
      const ours: Meaning = { cues: term.cues, topics: ourTopics };
      const speaks = (meaning: Meaning, word?: string) =>
        weigh(meaning, page, word) + weigh(meaning, here, word);
      const our = speaks(ours) + WEIGHT.term * (others(page, term).length + others(here, term).length);
      const other = Math.max(0, ...term.others.map(meaning => speaks(meaning, written)));
      const enough = match.needsContext ? ENOUGH.word : ENOUGH.name;
      if (isPartOf(match, here, term.others)) return { meaning: 'other', because: [] };
      if (isPartOf(match, here, [ours])) return { meaning: 'meant', because: told(ours, term, [here]) };
      if (our >= enough && our >= other) return { meaning: 'meant', because: told(ours, term, [here, page]) };
      if (match.needsContext || other >= ENOUGH_OTHER) return { meaning: 'other', because: [] };
      return { meaning: 'unsure', because: [] };
    },
  };
}

const CERTAIN: Judgement = { meaning: 'meant', because: [] };
const nothing = (): Heard => ({ terms: new Map(), cues: new Map(), topics: new Map(), matches: [] });

/**
 * Whether a form can mean something else. Phrases ("HashiCorp Consul") say enough by themselves, and so do names of a
 * term whose other meanings are those of its everyday forms ("NodePort" of Service).
 */
function isAmbiguous(term: JudgedTerm, written: string, needsContext: boolean): boolean {
  if (needsContext) return true;
  const everyday = everydayForms(term);
  const isName = everyday.length === 0 || everyday.includes(written.toLowerCase());
  return isName && term.others.length > 0 && !/[\s\p{Pd}]/u.test(written);
}

const everydayForms = ({ forms }: Term): string[] =>
  forms.filter(form => form.needsContext).map(form => form.text.toLowerCase());

/** What one form stands for when it is heard. */
interface Clue {
  /** The term that it names, if that has but one meaning. */
  term?: string;
  topics: string[];
}

/** Finds terms and cues in texts, and adds them to what was heard. */
function createListener({ terms, topics }: Lexicon): (text: string, heard: Heard) => Heard {
  const clues = new Map<string, Clue>();
  const clueOf = (text: string): Clue => {
    const clue = clues.get(text) ?? { topics: [] };
    clues.set(text, clue);
    return clue;
  };
  for (const term of terms) {
    // Names with rare other meanings (BGP, XDP) tell as much of the page as those with none.
    for (const { text, needsContext } of term.forms)
      if (term.tells && !needsContext && !everydayForms(term).includes(text.toLowerCase()))
        clueOf(text.toLowerCase()).term = term.id;
    for (const cue of [term.cues, ...term.others.map(other => other.cues)].flat()) clueOf(cue);
  }
  for (const { id, cues } of topics) for (const cue of cues) clueOf(cue).topics.push(id);
  const matcher = compile([...clues.keys()].map(cueTerm));

  return (text, heard) => {
    for (const match of matcher.find(text)) {
      heard.matches.push(match);
      if (heard.cues.has(match.term)) continue;
      const words = text.slice(match.from, match.to);
      heard.cues.set(match.term, words);
      const { term, topics } = clues.get(match.term) ?? { topics: [] };
      if (term && !heard.terms.has(term)) heard.terms.set(term, words);
      for (const topic of topics) heard.topics.set(topic, [...(heard.topics.get(topic) ?? []), words]);
    }
    return heard;
  };
}

/** A cue as something to be found; its id is the cue as listed. */
const cueTerm = (cue: string): Term => {
  const text = cue.replace(/\*$/, '');
  const form: Form = {
    text,
    matchCase: false,
    needsContext: false,
    cue: text === cue ? 'whole' : 'beginning',
  };
  return { id: cue, forms: [form] };
};

/** The terms with one meaning that were heard, but for the one that is judged. */
const others = ({ terms }: Heard, judged: JudgedTerm): string[] =>
  [...terms].filter(([id]) => id !== judged.id).map(([, words]) => words);

/** How much was heard for a meaning; cues that name the word count as rivals. */
function weigh({ cues, topics }: Meaning, heard: Heard, word?: string): number {
  const own = cues
    .filter(cue => heard.cues.has(cue))
    .reduce((sum, cue) => sum + (word && cue.includes(word) ? WEIGHT.rival : WEIGHT.cue), 0);
  const field = topics.reduce((sum, topic) => sum + (heard.topics.get(topic)?.length ?? 0), 0);
  return own + WEIGHT.topic * field;
}

/** Whether a match is part of a phrase that speaks for another meaning: "special envoy", "Hubble constant". */
const isPartOf = ({ from, to }: Match, { matches }: Heard, meanings: Meaning[]): boolean =>
  matches.some(cue => cue.from < to && cue.to > from && meanings.some(({ cues }) => cues.includes(cue.term)));

/** The words to tell a reader of, those nearest and weightiest first. */
function told({ cues, topics }: Meaning, term: JudgedTerm, heard: Heard[]): string[] {
  const words = heard.flatMap(each => [
    ...others(each, term),
    ...cues.flatMap(cue => each.cues.get(cue) ?? []),
    ...topics.flatMap(topic => each.topics.get(topic) ?? []),
  ]);
  return [...new Map(words.map(word => [word.toLowerCase(), word])).values()].slice(0, TOLD);
}
