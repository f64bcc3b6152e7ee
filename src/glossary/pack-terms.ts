import type { Form, TermGroup } from '../words/term.ts';

/** Writes terms as the text from which `unpackTerms` reads them; how, is told there. */
export function packTerms(groups: TermGroup[]): string {
  const lines = groups.flatMap(({ id, marked, terms }) => [
    (marked ? '+' : '-') + id,
    ...terms.map(term => [term.id, ...term.forms.map(packForm)].join('\t')),
  ]);
  return lines.join('\n');
}

const packForm = ({ text, matchCase, needsContext }: Form): string =>
  `${(matchCase ? 1 : 0) + (needsContext ? 2 : 0)}${text}`;
