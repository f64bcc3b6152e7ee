import type { Form, TermGroup } from './term.ts';

/**
 * Reads the terms that ship with every page. A line is a group (`+core`, or `-core` if it is not marked) or a term: its
 * id and its forms, with tabs between. A form has a digit before it: 1 if case matters, 2 if it needs context, 3 if
 * both, else 0. As data in the script the same is 33 kB, which every frame would have to parse before it knows whether
 * it has any text, and a kilobyte more to load.
 */
export function unpackTerms(packed: string): TermGroup[] {
  const groups: TermGroup[] = [];
  for (const line of packed.split('\n')) {
    const [id = '', ...forms] = line.split('\t');
    if (/^[+-]/.test(id)) groups.push({ id: id.slice(1), marked: id.startsWith('+'), terms: [] });
    else groups.at(-1)?.terms.push({ id, forms: forms.map(unpackForm) });
  }
  return groups;
}

const unpackForm = (packed: string): Form => ({
  text: packed.slice(1),
  matchCase: /^[13]/.test(packed),
  needsContext: /^[23]/.test(packed),
});
