import type { Matcher } from './matcher.ts';
import type { Senses } from './senses.ts';
import type { Judgement, Reading } from './term.ts';

/** The language pipeline of one page: finds its terms and judges what they mean. */
export interface PageReader {
  /** See `Matcher`. What it is asked of is also listened to. */
  candidates: (text: string) => Iterable<number>;
  /** The terms in a block's text, judged by all that was heard so far. */
  read: (text: string) => Reading[];
  /** Judges readings by what was heard since. Says whether any has another meaning now. */
  judgeAgain: (readings: Iterable<{ text: string; reading: Reading }>) => boolean;
  /** Whether what was found can be judged; until then it is taken for something else. */
  ready: () => boolean;
}

export interface ReaderOptions {
  matcher: Matcher;
  /** Asked for when the first term is found: pages without any need no senses. */
  loadSenses: () => Promise<Senses>;
  /** The senses are there: what was found before is to be judged again. */
  onReady: () => void;
  /** What the page says of itself: title, headings, address. */
  about: () => string;
}

/**
 * How much of a page is listened to besides its title, its headings and the blocks in which a term stands: what a page
 * is about shows soon, and listening costs about as much as matching.
 */
const LISTEN_CHARS = 40_000;
const UNJUDGED: Judgement = { meaning: 'other', because: [] };

export function createReader({ matcher, loadSenses, onReady, about }: ReaderOptions): PageReader {
  let unheard: string[] = [];
  let left = LISTEN_CHARS;
  let state: 'unasked' | 'asked' | Senses = 'unasked';
  let news = false;

  const load = async () => {
    state = 'asked';
    unheard.unshift(about());
    try {
      state = await loadSenses();
      onReady();
    } catch {
      state = 'unasked'; // whoever loads them has said why; the next term asks again
    }
  };
  /** Takes note of all that the page has said meanwhile. */
  const listen = (senses: Senses) => {
    for (const text of unheard) if (senses.hear(text)) news = true;
    unheard = [];
  };
  return {
    candidates(text) {
      if (left > 0) unheard.push(text.slice(0, left));
      left -= text.length;
      return matcher.candidates(text);
    },
    read(text) {
      const matches = matcher.find(text);
      if (matches.length === 0) return [];
      if (state === 'unasked') void load();
      unheard.push(text);
      if (typeof state === 'string') return matches.map(match => ({ ...match, ...UNJUDGED }));
      const senses = state;
      listen(senses);
      return matches.map(match => ({ ...match, ...senses.judge(text, match) }));
    },
    judgeAgain(readings) {
      if (typeof state === 'string') return false;
      listen(state);
      if (!news) return false;
      news = false;
      let changed = false;
      for (const { text, reading } of readings) {
        const before = reading.meaning;
        Object.assign(reading, state.judge(text, reading));
        if (reading.meaning !== before) changed = true;
      }
      return changed;
    },
    ready: () => state !== 'asked',
  };
}
