import type { Form, Term, TermGroup } from './term.ts';

/**
 * Reads the terms that ship with every page. A line is a group (`+core`, or `-core` if it is not marked) or a term: its
 * id and its forms, with tabs between. A form has a digit before it, the sum of 1 if case matters, 2 if it needs
 * context, 4 if it is a name that can mean something else as well. As data in the script the same is 33 kB, which every frame would have to parse before it knows whether
 * it has any text, and a kilobyte more to load.
 */
export function unpackTerms(packed: string): TermGroup[] {
  const groups: TermGroup[] = [];
  for (const line of packed.split('\n')) {
    const [id = '', ...forms] = line.split('\t');
    if (/^[+-]/.test(id)) groups.push({ id: id.slice(1), marked: id.startsWith('+'), terms: [] });
    else groups.at(-1)?.terms.push({ id, forms: forms.map(unpackForm), ...unpackAmbiguous(forms) });
  }
  return groups;
}

const unpackForm = (packed: string): Form => ({
  text: packed.slice(1),
  matchCase: (Number(packed[0]) & 1) > 0,
  needsContext: (Number(packed[0]) & 2) > 0,
});

function unpackAmbiguous(forms: string[]): Pick<Term, 'ambiguous'> {
  const names = forms.filter(packed => (Number(packed[0]) & 4) > 0);
  return names.length > 0 ? { ambiguous: names.map(packed => packed.slice(1).toLowerCase()) } : {};
}
