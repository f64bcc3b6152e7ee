/** The nouns of the product, as plain values. Everything here can be stored, sent and compared. */

/** One written form of a term. */
export interface Form {
  /** As written in prose; a space stands for any run of white space. */
  text: string;
  /** Whether upper and lower case must be as written ("Cilium" the project, not "cilium" of the cell). */
  matchCase: boolean;
  /** Whether it is an everyday word that counts only where the page is about our subject ("pod", "mesh"). */
  needsContext: boolean;
}

/** What every page needs to know about a term: how it is written. */
export interface Term {
  id: string;
  forms: Form[];
  /** Names among the forms that can mean something else as well, in lower case; all other names are beyond doubt. */
  ambiguous?: string[];
}

/** A term, and what speaks for and against its meaning. */
export interface JudgedTerm extends Term {
  /** Id of its group. */
  group: string;
  /** Whether it tells that a page is about our field. */
  tells: boolean;
  cues: string[];
  /** What else the same words can mean. */
  others: Meaning[];
}

/** Another meaning of a term's words. A cue that ends in `*` may go on with any letters. */
export interface Meaning {
  /** As it reads after "Not": "a diplomat or messenger". */
  name: string;
  cues: string[];
  /** Ids of the topics whose pages use the words in this meaning. */
  topics: string[];
}

/** What pages of one field speak of. */
export interface Topic {
  id: string;
  /** Whether it is a field of ours, another one, or a language in which a word of ours means something else. */
  side: 'ours' | 'others' | 'languages';
  cues: string[];
}

/** Everything that a page with terms needs to judge what they mean. */
export interface Lexicon {
  terms: JudgedTerm[];
  /** The groups of terms, with the ids of the topics that they are at home in. */
  groups: { id: string; topics: string[] }[];
  topics: Topic[];
}

/** Terms of one kind, as every page needs them. */
export interface TermGroup {
  id: string;
  /** Whether its terms are marked on pages as long as the reader has not said otherwise. */
  marked: boolean;
  terms: Term[];
}

/** Where a form stands in a text: half-open, counted in UTF-16 code units. */
export interface Match {
  from: number;
  to: number;
  /** Id of the term. */
  term: string;
  /** Whether the form found is one that needs context. */
  needsContext: boolean;
}

/** A match, and what is meant there. */
export interface Reading extends Match, Judgement {
  /** Whether its word can mean something else, so that it was judged. */
  judged: boolean;
}

/** Which meaning a match has. */
export interface Judgement {
  meaning: 'meant' | 'unsure' | 'other';
  /** The words of the page that decided, the weightiest first. */
  because: string[];
  /** Name of the likeliest other meaning; empty when nothing speaks for one. */
  otherwise: string;
}

/** A stretch of prose: words as they are, a term of the glossary, or a link (always http or https). */
export type Inline = string | { term: string; text: string } | { url: string; text: string };

/** A link out of the glossary (always http or https). */
export interface Link {
  label: string;
  url: string;
}

/** Something that happened to a term after the recap was written. */
export interface DatedFact {
  /** ISO 8601: a year, a month or a day. */
  date: string;
  /** The same as it is read: "2024", "Oct 2023". */
  spoken: string;
  text: string;
  source: Link;
}

/** A group as it is listed. */
export interface Group extends Pick<TermGroup, 'id' | 'marked'> {
  title: string;
  /** Ids of its terms, by headword. */
  terms: string[];
}

/** What the card says about one term. */
export interface Entry {
  id: string;
  headword: string;
  /** How else it is written. */
  otherForms: string[];
  /** Id of its group. */
  group: string;
  /** What sort of thing it is, in a word or three: "project", "part of Cilium". */
  kind: string;
  /** One sentence that needs no other term to be understood. */
  definition: string;
  /** Paragraphs. */
  explanation: Inline[][];
  /** What the recap said of it; absent where the recap does not speak of it. */
  recap?: {
    text: string;
    /** Id of the recap section that speaks of it. */
    section: string;
    /** Title of that section. */
    title: string;
    /** Address of the passage in the original post, as a text fragment. */
    passage: string;
  };
  /** Newest first. */
  since: DatedFact[];
  /** Official ones first. */
  links: Link[];
  related: { id: string; headword: string }[];
  /** What else the word can mean, as "a diplomat or an airline"; empty if nothing. */
  otherMeanings: string;
}

/** One section of the recap. */
export interface Section {
  id: string;
  title: string;
  paragraphs: Inline[][];
  /** What has changed since, or what the original put loosely. */
  notes: { label: string; text: Inline[] }[];
  /** Address of the passage in the original post, as a text fragment. */
  passage: string;
  /** Ids of the terms it speaks of, in order. */
  terms: string[];
}

/** The recap, told in our own words. */
export interface Recap {
  title: string;
  author: string;
  publisher: string;
  /** Address of the original post. */
  url: string;
  sections: Section[];
}
