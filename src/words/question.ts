import type { Heard } from './clues.ts';
import type { Spot } from './hearing.ts';
import type { Judgement, Term } from './term.ts';

/** What a page asks: which meaning its matches have. Plain values, so that another process can answer. */
export interface Question {
  /** What the page says of itself; empty when it was said before. */
  about: string;
  /** What was read of it since the last question. */
  texts: string[];
  /** What earlier answers heard. */
  heard: HeardOfPage;
  spots: Spot[];
  /** Ids of the terms that the page's meaning is asked of. */
  terms: string[];
}

export interface Answer {
  heard: HeardOfPage;
  /** By term: what the page as a whole says. */
  pages: Record<string, Verdict>;
  /** For each spot what stands there says, beside its page. */
  spots: Verdict[];
}

/** What a page speaks of: where it says what it is about, and everywhere else. */
export interface HeardOfPage {
  about: Heard;
  page: Heard;
}

/** How much speaks for a term's own meaning: log-odds, to be added up. */
export interface Verdict {
  score: number;
  /** The words that speak for it, the weightiest first. */
  because: string[];
  /** Name of the likeliest other meaning; empty when nothing speaks for one. */
  otherwise: string;
}

/**
 * How much of a page is listened to besides its title, its headings and what stands around its terms: what a page is
 * about shows soon.
 */
export const LISTEN_CHARS = 16_000;
/** How far around a match its own surroundings reach. */
export const NEAR_CHARS = 150;
/** So many matches go into one question: more would take long to send. */
export const SPOTS_MAX = 500;
/** How many words the reader is told of. */
export const TOLD = 3;
/** A name is unsure as long as no more than this speaks against it. */
const UNSURE_DOWN_TO = -2;

/** Whether a match can mean nothing else, wherever it stands. */
export const isCertain = ({ ambiguous }: Pick<Term, 'ambiguous'>, written: string, needsContext: boolean) =>
  !needsContext && !ambiguous?.includes(written.toLowerCase());

/** What both the page and the place say. */
export function judgementOf(page: Verdict, near: Verdict, needsContext: boolean): Judgement {
  const score = page.score + near.score;
  const because = distinct([...near.because, ...page.because]).slice(0, TOLD);
  const otherwise = near.otherwise || page.otherwise;
  if (score >= 0) return { meaning: 'meant', because, otherwise };
  return { meaning: needsContext || score < UNSURE_DOWN_TO ? 'other' : 'unsure', because: [], otherwise };
}

export function distinct(words: string[]): string[] {
  const seen = new Set<string>();
  return words.filter(word => {
    const folded = word.toLowerCase();
    return !seen.has(folded) && seen.add(folded);
  });
}

/** Whether a message is a question, as `createReader` asks them. */
export function isQuestion(value: unknown): value is Question {
  const { about, texts, heard, spots, terms } = (value ?? {}) as Partial<Record<keyof Question, unknown>>;
  const { about: said, page } = (heard ?? {}) as Partial<Record<keyof HeardOfPage, unknown>>;
  return (
    isShort(about) &&
    isListOf(texts, isShort) &&
    isListOf(said, isHeard) &&
    isListOf(page, isHeard) &&
    isListOf(spots, isSpot) &&
    spots.length <= SPOTS_MAX &&
    isListOf(terms, isShort)
  );
}

const isListOf = <Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] =>
  Array.isArray(value) && value.every(isItem);
const isShort = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LISTEN_CHARS;
const isHeard = (value: unknown): value is Heard[number] =>
  Array.isArray(value) && Number.isSafeInteger(value[0]) && isShort(value[1]) && value.length === 2;

function isSpot(value: unknown): value is Spot {
  const { term, text, from, to, needsContext } = (value ?? {}) as Partial<Record<keyof Spot, unknown>>;
  return (
    isShort(term) &&
    isShort(text) &&
    Number.isSafeInteger(from) &&
    Number.isSafeInteger(to) &&
    typeof needsContext === 'boolean'
  );
}
