import { type Evidence, KINDS, KINDS_FOR, type Phrase, type Spot } from './hearing.ts';
import type { Term } from './term.ts';

/** What a page or a place says of a meaning, as numbers that have names; they are weighed and added up. */
export type Features = [name: string, value: number][];

/** What each feature is worth, in log-odds; one that is not listed is worth nothing. */
export type Weights = Record<string, number>;

/** Where evidence stands: in what the page says of itself, anywhere on it, around the match. */
export type Region = 'about' | 'page' | 'near';

/** The evidence of a region. The tenth clue of a kind says less than the first. */
export const evidenceIn = (region: Region, { counts }: Evidence): Features =>
  KINDS.filter(kind => counts[kind] > 0).map(kind => [`${region}.${kind}`, Math.log1p(counts[kind])]);

/**
 * How a match is written: a name ("Hubble"), an everyday word as a name ("Helm"), a name in lower case ("hubble"), an
 * everyday word ("pod"); which term it is; and whether it is part of a phrase of its own meaning ("Hubble UI").
 */
export function writingOf(term: Term, spot: Spot, phrase: Phrase): Features {
  const form = formKind(term, spot.text.slice(spot.from, spot.to), spot.needsContext);
  const features: Features = [
    [`form.${form}`, 1],
    [`term.${term.id}`, 1],
  ];
  if (phrase === 'own') features.push(['phrase.own', 1]);
  return features;
}

function formKind({ forms, ambiguous }: Term, written: string, needsContext: boolean): string {
  if (!needsContext) return 'name';
  if (ambiguous?.includes(written.toLowerCase())) return 'lowered';
  return forms.some(({ text }) => text === written && /\p{Lu}/u.test(text)) ? 'proper' : 'word';
}

/** 1 where a feature speaks for our meaning, -1 where it speaks against it, 0 where either is possible. */
export function signOf(name: string): -1 | 0 | 1 {
  const [part, kind = ''] = name.split('.');
  if (part === 'form' || part === 'term') return 0;
  if (part === 'phrase') return 1;
  return (KINDS as readonly string[]).indexOf(kind) < KINDS_FOR ? 1 : -1;
}

export const scoreOf = (features: Features, weights: Weights): number =>
  features.reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, 0);
