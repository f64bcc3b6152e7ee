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
  /** See `Matcher`. */
  candidates: (text: string) => Iterable<number>;
  /** Hears what the page speaks of, as long as that does not show yet. */
  listen: (text: string) => void;
  /** The terms in a block's text; what is not judged yet is taken for what the same word was, or for something else. */
  read: (text: string) => Reading[];
  /**
   * Has judged what was read since, and all that is there by what was heard since.
   * @param current the readings that the page now holds
   * @param onChange some of them have another meaning now; more may follow
   * @returns whether any of them has another meaning now
   */
  judge: (current: () => Reading[], onChange?: () => void) => Promise<boolean>;
  /** Forgets what it heard, since the page goes on to something else; what follows is listened to as at first. */
  forget: () => void;
  /** Whether everything is judged. */
  ready: () => boolean;
}

export interface ReaderOptions {
  matcher: Matcher;
  /** The terms by id. */
  terms: { get: (id: string) => Pick<Term, 'ambiguous'> | undefined };
  /** Judges. It may be far away, and fail. */
  ask: (question: Question) => Promise<Answer>;
  /** What the page says of itself: title, headings, address. */
  about: () => string;
  /** Lets the page draw and answer. */
  pause: () => Promise<void>;
}

/** So many readings are judged anew before there is a pause: 3 ms at most. */
const APPLIED_AT_ONCE = 2_000;

const CERTAIN: Judgement = { meaning: 'meant', because: [], otherwise: '' };
const UNJUDGED: Judgement = { meaning: 'other', because: [], otherwise: '' };

export function createReader({ matcher, terms, ask, about, pause }: ReaderOptions): PageReader {
  let unheard: string[] = [];
  let left = LISTEN_CHARS;
  let heard: HeardOfPage | null = null;
  let pages: Record<string, Verdict> = {};
  const waiting: { reading: Reading; spot: Spot }[] = [];
  let asking = false;
  /** How often everything was forgotten: an answer to what was asked before says nothing of what is there now. */
  let age = 0;
  let judgedAge = 0;
  /** Terms that were met and have to be judged. */
  const met = new Set<string>();
  /** What stands around each judged match says; the last of each word stands in for those not judged yet. */
  const verdicts = new WeakMap<Reading, Verdict>();
  const lastOf = new Map<string, Verdict>();

  const judgement = ({ term, needsContext }: Match, near: Verdict | undefined): Judgement => {
    const page = pages[term];
    return page && near ? judgementOf(page, near, needsContext) : UNJUDGED;
  };

  /** Sends the next question. @returns the readings that now have another meaning for it; null when there was none */
  const askNext = async (current: () => Reading[]): Promise<Reading[] | null> => {
    if (met.size === 0 || (waiting.length === 0 && unheard.length === 0)) return null;
    if (waiting.length === 0 && !current().some(({ judged }) => judged)) return null;
    const batch = waiting.splice(0, SPOTS_MAX);
    const [texts, askedAge] = [unheard, age];
    unheard = [];
    const question = {
      about: heard ? '' : about().slice(0, LISTEN_CHARS),
      texts,
      heard: heard ?? { about: [], page: [] },
      spots: batch.map(({ spot }) => spot),
      terms: [...met],
    };
    try {
      const answer = await ask(question);
      if (askedAge === age) heard = answer.heard;
      const isAsBefore = batch.length > 0 && isSame(pages, answer.pages);
      pages = answer.pages;
      for (const [i, { reading, spot }] of batch.entries()) {
        const verdict = answer.spots[i];
        if (!verdict) continue;
        verdicts.set(reading, verdict);
        lastOf.set(wordOf(spot), verdict);
      }
      return isAsBefore ? batch.map(({ reading }) => reading) : current();
    } catch (error) {
      if (askedAge === age) unheard.unshift(...texts);
      waiting.unshift(...batch);
      throw error;
    }
  };
  /** Judges readings by what is known now. Says whether any of them has another meaning for it. */
  const apply = async (readings: Reading[]): Promise<boolean> => {
    let changed = false;
    let applied = 0;
    for (const reading of readings) {
      if (!reading.judged) continue;
      const { meaning } = reading;
      Object.assign(reading, judgement(reading, verdicts.get(reading)));
      if (reading.meaning !== meaning) changed = true;
      if (++applied % APPLIED_AT_ONCE === 0) await pause();
    }
    return changed;
  };
  return {
    candidates: matcher.candidates,
    listen(text) {
      // Trimmed, since V8 keeps all of a text for as long as a mere part of it: 2 MB of a page of 2 MB (measured).
      if (left > 0) unheard.push(`${text.slice(0, left)} `.trimEnd());
      left -= text.length;
    },
    read: text =>
      matcher.find(text).map(match => {
        const written = text.slice(match.from, match.to);
        if (isCertain(terms.get(match.term) ?? {}, written, match.needsContext))
          return { ...match, ...CERTAIN, judged: false };
        const spot = spotOf(match, text);
        const reading = { ...match, ...judgement(match, lastOf.get(wordOf(spot))), judged: true };
        waiting.push({ reading, spot });
        met.add(match.term);
        return reading;
      }),
    async judge(current, onChange) {
      if (asking) return false; // whoever asks goes on until nothing is left
      asking = true;
      let changed = false;
      try {
        for (let those = await askNext(current); those; those = await askNext(current))
          if (await apply(those)) {
            changed = true;
            onChange?.();
          }
        judgedAge = age;
      } finally {
        asking = false;
      }
      return changed;
    },
    forget() {
      heard = null;
      unheard = [];
      left = LISTEN_CHARS;
      age++;
    },
    ready: () => !asking && waiting.length === 0 && judgedAge === age,
  };
}

/** Whether a page says the same of the same terms. */
function isSame(before: Record<string, Verdict>, now: Record<string, Verdict>): boolean {
  return Object.entries(now).every(([id, { score }]) => before[id]?.score === score);
}

const wordOf = ({ term, text, from, to }: Spot): string => `${term} ${text.slice(from, to)}`;

/** A match with the text around it, as it is judged. */
export function spotOf(match: Match, text: string): Spot {
  const start = Math.max(0, match.from - NEAR_CHARS);
  const around = text.slice(start, match.to + NEAR_CHARS);
  return { ...match, text: around, from: match.from - start, to: match.to - start };
}
