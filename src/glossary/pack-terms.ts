import { type PackedTerms, packTerm } from '../words/packed-terms.ts';
import type { TermGroup } from '../words/term.ts';

/** Writes terms as the text in which the matcher looks them up; how, is told there. */
export const packTerms = (groups: TermGroup[]): PackedTerms =>
  groups.flatMap(({ id, marked, terms }) => [(marked ? '+' : '-') + id, ...terms.map(packTerm)]).join('\n');
