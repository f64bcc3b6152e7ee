import type { Heard } from './clues.ts';
import { evidenceIn, scoreOf, type Weights, writingOf } from './features.ts';
import { createHearing, type Spot } from './hearing.ts';
import { type Answer, distinct, type HeardOfPage, type Question, TOLD, type Verdict } from './question.ts';
import type { Lexicon } from './term.ts';

export interface Senses {
  answer: (question: Question) => Answer;
}

/**
 * A phrase of another meaning decides, whatever else is said ("special envoy", "Hubble constant"): one sense per
 * collocation (Yarowsky 1993). One of our own meaning does not: "deploy Envoy" is said of many a program.
 */
const DECIDED_AGAINST = -100;
const NOTHING: Verdict = { score: 0, because: [], otherwise: '' };

/**
 * Prepares the judging of pages. It keeps nothing of any page.
 * @param weights as `npm run learn` writes them
 */
export function createSenses(lexicon: Lexicon, weights: Weights): Senses {
  const hearing = createHearing(lexicon);
  const byId = new Map(lexicon.terms.map(term => [term.id, term]));

  const judgeSpot = (spot: Spot): Verdict => {
    const term = byId.get(spot.term);
    if (!term) return NOTHING;
    const { heard, phrase } = hearing.listenAround(spot);
    const near = hearing.weigh(spot.term, heard);
    return {
      score:
        phrase === 'other'
          ? DECIDED_AGAINST
          : scoreOf([...writingOf(term, spot, phrase), ...evidenceIn('near', near)], weights),
      because: near.because.slice(0, TOLD),
      otherwise: near.otherwise,
    };
  };
  const judgePage = (id: string, heard: HeardOfPage): Verdict => {
    const about = hearing.weigh(id, heard.about);
    const page = hearing.weigh(id, heard.page);
    return {
      score: scoreOf([...evidenceIn('about', about), ...evidenceIn('page', page)], weights),
      because: distinct([...about.because, ...page.because]).slice(0, TOLD),
      otherwise: page.otherwise || about.otherwise,
    };
  };
  return {
    answer({ about, texts, heard: before, spots, terms }) {
      const heard = {
        about: about === '' ? before.about : hearing.listen(about),
        page: join([before.page, ...texts.map(hearing.listen)]),
      };
      return {
        heard,
        pages: Object.fromEntries(terms.map(id => [id, judgePage(id, heard)])),
        spots: spots.map(judgeSpot),
      };
    },
  };
}

/** The same clues count once, however often they are heard. */
const join = (all: Heard[]): Heard => [...new Map(all.flat().toReversed())].toReversed();
