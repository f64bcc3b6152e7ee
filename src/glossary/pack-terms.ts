import type { Form, Term, TermGroup } from '../words/term.ts';

/** Writes terms as the text from which `unpackTerms` reads them; how, is told there. */
export function packTerms(groups: TermGroup[]): string {
  const lines = groups.flatMap(({ id, marked, terms }) => [
    (marked ? '+' : '-') + id,
    ...terms.map(term => [term.id, ...term.forms.map(form => packForm(form, term))].join('\t')),
  ]);
  return lines.join('\n');
}

function packForm({ text, matchCase, needsContext }: Form, { ambiguous }: Term): string {
  const isAmbiguous = !needsContext && ambiguous?.includes(text.toLowerCase());
  return `${(matchCase ? 1 : 0) + (needsContext ? 2 : 0) + (isAmbiguous ? 4 : 0)}${text}`;
}
