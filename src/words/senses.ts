import { createHearing, type Evidence, type Heard, KINDS, type Kind, type Spot } from './hearing.ts';
import { type Answer, distinct, type HeardOfPage, type Question, TOLD, type Verdict } from './question.ts';
import type { Lexicon, Term } from './term.ts';

/** Learned by `npm run learn`. For each region of a page, what one more clue of a kind is worth (see `worthOf`). */
export interface Weights {
  bias: Record<FormKind, number>;
  regions: Record<Region, Record<Kind, number>>;
}

export const REGIONS = ['about', 'page', 'near'] as const;
export type Region = (typeof REGIONS)[number];

/**
 * How a match is written: a name ("Hubble"), an everyday word written as a name ("Helm"), a name in lower case
 * ("hubble"), an everyday word ("pod").
 */
export const FORM_KINDS = ['name', 'proper', 'lowered', 'word'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** A phrase that holds the word decides, whatever else is said: one sense per collocation (Yarowsky 1993). */
const DECIDED = 100;
export interface Senses {
  answer: (question: Question) => Answer;
}

/** Prepares the judging of pages. It keeps nothing of any page. */
export function createSenses(lexicon: Lexicon, weights: Weights): Senses {
  const hearing = createHearing(lexicon);
  const byId = new Map(lexicon.terms.map(term => [term.id, term]));

  const judgeSpot = (spot: Spot): Verdict => {
    const term = byId.get(spot.term);
    const { heard, phrase } = hearing.listenAround(spot);
    const { counts, because, otherwise } = hearing.weigh(spot.term, heard);
    const kind = term ? formKind(term, spot.text.slice(spot.from, spot.to), spot.needsContext) : 'word';
    const decided = phrase === 'own' ? DECIDED : phrase === 'other' ? -DECIDED : 0;
    const score = weights.bias[kind] + worth(counts, weights.regions.near) + decided;
    return { score, because: because.slice(0, TOLD), otherwise };
  };
  const judgePage = (id: string, { about, page }: HeardOfPage): Verdict => {
    const said = hearing.weigh(id, about);
    const everywhere = hearing.weigh(id, page);
    return {
      score: worth(said.counts, weights.regions.about) + worth(everywhere.counts, weights.regions.page),
      because: distinct([...said.because, ...everywhere.because]).slice(0, TOLD),
      otherwise: everywhere.otherwise || said.otherwise,
    };
  };
  return {
    answer({ about, texts, heard: before, spots, terms }) {
      const heard = {
        about: about === '' ? before.about : hearing.listen(about),
        page: join([before.page, ...texts.map(text => hearing.listen(text))]),
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

const worth = (counts: Evidence['counts'], weights: Record<Kind, number>): number =>
  KINDS.reduce((sum, kind) => sum + weights[kind] * worthOf(counts[kind]), 0);

/** The tenth clue of a kind says less than the first. */
export const worthOf = (count: number): number => Math.log1p(count);

export function formKind({ forms, ambiguous }: Term, written: string, needsContext: boolean): FormKind {
  if (!needsContext) return 'name';
  if (ambiguous?.includes(written.toLowerCase())) return 'lowered';
  return forms.some(({ text }) => text === written && /\p{Lu}/u.test(text)) ? 'proper' : 'word';
}
