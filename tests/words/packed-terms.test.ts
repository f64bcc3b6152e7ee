import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { packTerms } from '../../src/glossary/pack-terms.ts';
import { compilePacked } from '../../src/words/matcher.ts';
import { isPacked, pickTerms, termsIn } from '../../src/words/packed-terms.ts';

const form = (text: string, matchCase = true, needsContext = false) => ({ text, matchCase, needsContext });
const GROUPS = [
  {
    id: 'one',
    marked: true,
    terms: [
      { id: 'x', forms: [form('A'), form('b c', false)] },
      { id: 'y', forms: [form('D', true, true), form('Who? 3', false, true)] },
    ],
  },
  { id: 'two', marked: false, terms: [{ id: 'z', forms: [form('zed')] }] },
  { id: 'none', marked: false, terms: [] },
];
const packed = packTerms(GROUPS);
const found = (packed: string) =>
  compilePacked(packed)
    .find('A b c D Who? 3 zed')
    .map(({ term }) => term);

describe('packed terms', () => {
  it('are the terms of the glossary when they are read again', () => {
    const { terms, otherTerms } = readGlossaryFolder(join(import.meta.dirname, '../../glossary'));
    const groups = [...terms, ...otherTerms];
    const { get } = termsIn(packTerms(groups));
    for (const term of groups.flatMap(({ terms }) => terms)) {
      const unpacked = get(term.id);
      // Accents are packed both as parts of their letters and apart.
      const forms = unpacked?.forms.filter(({ text }) => text === text.normalize());
      const ambiguous = unpacked?.ambiguous?.filter(name => name === name.normalize());
      expect({ ...unpacked, forms, ...(ambiguous && { ambiguous }) }).toEqual(term);
    }
  });

  it('keep whether case matters and context is needed', () => {
    const { get } = termsIn(packed);
    for (const { terms } of GROUPS) for (const term of terms) expect(get(term.id)).toEqual(term);
    for (const id of ['A', 'one', '+one', 'x\tA', '']) expect(get(id)).toBeUndefined();
  });

  it('are known by the ids of terms and groups', () => {
    for (const id of ['x', 'z', 'one', 'two', 'none']) expect([id, isPacked(packed, id)]).toEqual([id, true]);
    for (const id of ['A', 'zed', 'on', 'tw', '']) expect([id, isPacked(packed, id)]).toEqual([id, false]);
  });

  it('are picked by group and by term', () => {
    const marked = ({ marked }: { marked: boolean }) => marked;
    expect(found(pickTerms(packed, marked, () => false))).toEqual(['x', 'x', 'y', 'y']);
    expect(found(pickTerms(packed, marked, id => id === 'z'))).toEqual(['x', 'x', 'y', 'y', 'z']);
    expect(
      found(
        pickTerms(
          packed,
          ({ id }) => id === 'two',
          id => id === 'y',
        ),
      ),
    ).toEqual(['y', 'y', 'z']);
    expect(pickTerms('', marked, () => true)).toBe('');
    expect(
      pickTerms(
        packed,
        () => true,
        () => false,
      ),
    ).toBe(packed);
  });
});
