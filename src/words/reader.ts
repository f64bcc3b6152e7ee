import type { Spot } from './hearing.ts';
import type { Matcher } from './matcher.ts';
import {
  type Answer,
  type HeardOfPage,
  isCertain,
  judgementOf,
  LISTEN_CHARS,
  NEAR_CHARS,
  type Question,
  SPOTS_MAX,
  type Verdict,
} from './question.ts';
import type { Judgement, Match, Reading, Term } from './term.ts';

/** The language pipeline of one page: finds its terms, and has judged what those mean that can mean several things. */
export interface PageReader {
  /** See `Matcher`. What it is asked of is also listened to. */
  candidates: (text: string) => Iterable<number>;
  /** The terms in a block's text; what is not judged yet is taken for what the same word was, or for something else. */
  read: (text: string) => Reading[];
  /**
   * Has judged what was read since, and all that is there by what was heard since.
   * @param current the readings that the page now holds
   * @returns whether any of them has another meaning now
   */
  judge: (current: () => Reading[]) => Promise<boolean>;
  /** Whether everything is judged. */
  ready: () => boolean;
}

export interface ReaderOptions {
  matcher: Matcher;
  terms: Term[];
  /** Judges. It may be far away, and fail. */
  ask: (question: Question) => Promise<Answer>;
  /** What the page says of itself: title, headings, address. */
  about: () => string;
}

const CERTAIN: Judgement = { meaning: 'meant', because: [], otherwise: '' };
const UNJUDGED: Judgement = { meaning: 'other', because: [], otherwise: '' };

export function createReader({ matcher, terms, ask, about }: ReaderOptions): PageReader {
  const byId = new Map(terms.map(term => [term.id, term]));
  let unheard: string[] = [];
  let left = LISTEN_CHARS;
  let heard: HeardOfPage | null = null;
  let pages: Record<string, Verdict> = {};
  const waiting: { reading: Reading; spot: Spot }[] = [];
  let asking = false;
  /** What stands around each judged match says; the last of each word stands in for those not judged yet. */
  const verdicts = new WeakMap<Reading, Verdict>();
  const lastOf = new Map<string, Verdict>();

  const judgement = ({ term, needsContext }: Match, near: Verdict | undefined): Judgement => {
    const page = pages[term];
    return page && near ? judgementOf(page, near, needsContext) : UNJUDGED;
  };

  /** Sends the next question. Says whether there was one. */
  const askNext = async (current: () => Reading[]): Promise<boolean> => {
    const batch = waiting.splice(0, SPOTS_MAX);
    const wanted = new Set(
      [...current(), ...batch.map(({ reading }) => reading)]
        .filter(({ judged }) => judged)
        .map(({ term }) => term),
    );
    if (wanted.size === 0 || (batch.length === 0 && unheard.length === 0)) return false;
    const texts = unheard;
    unheard = [];
    const question = {
      about: heard ? '' : about().slice(0, LISTEN_CHARS),
      texts,
      heard: heard ?? { about: [], page: [] },
      spots: batch.map(({ spot }) => spot),
      terms: [...wanted],
    };
    try {
      const answer = await ask(question);
      heard = answer.heard;
      pages = answer.pages;
      for (const [i, { reading, spot }] of batch.entries()) {
        const verdict = answer.spots[i];
        if (!verdict) continue;
        verdicts.set(reading, verdict);
        lastOf.set(wordOf(spot), verdict);
      }
    } catch (error) {
      unheard.unshift(...texts);
      waiting.unshift(...batch);
      throw error;
    }
    return true;
  };
  return {
    candidates(text) {
      if (left > 0) unheard.push(text.slice(0, left));
      left -= text.length;
      return matcher.candidates(text);
    },
    read: text =>
      matcher.find(text).map(match => {
        const written = text.slice(match.from, match.to);
        if (isCertain(byId.get(match.term) ?? {}, written, match.needsContext))
          return { ...match, ...CERTAIN, judged: false };
        const spot = spotOf(match, text);
        const reading = { ...match, ...judgement(match, lastOf.get(wordOf(spot))), judged: true };
        waiting.push({ reading, spot });
        return reading;
      }),
    async judge(current) {
      if (asking) return false; // whoever asks goes on until nothing is left
      asking = true;
      let changed = false;
      try {
        while (await askNext(current))
          for (const reading of current()) {
            if (!reading.judged) continue;
            const { meaning } = reading;
            Object.assign(reading, judgement(reading, verdicts.get(reading)));
            if (reading.meaning !== meaning) changed = true;
          }
      } finally {
        asking = false;
      }
      return changed;
    },
    ready: () => !asking && waiting.length === 0,
  };
}

const wordOf = ({ term, text, from, to }: Spot): string => `${term} ${text.slice(from, to)}`;

/** A match with the text around it, as it is judged. */
export function spotOf(match: Match, text: string): Spot {
  const start = Math.max(0, match.from - NEAR_CHARS);
  const around = text.slice(start, match.to + NEAR_CHARS);
  return { ...match, text: around, from: match.from - start, to: match.to - start };
}
