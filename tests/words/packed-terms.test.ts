import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { packTerms } from '../../src/glossary/pack-terms.ts';
import { unpackTerms } from '../../src/words/packed-terms.ts';

const form = (text: string, matchCase = true, needsContext = false) => ({ text, matchCase, needsContext });

describe('packed terms', () => {
  it('are the terms of the glossary when they are read again', () => {
    const { terms, otherTerms } = readGlossaryFolder(join(import.meta.dirname, '../../glossary'));
    expect(unpackTerms(packTerms([...terms, ...otherTerms]))).toEqual([...terms, ...otherTerms]);
  });

  it('keep whether case matters, context is needed, and a group is marked', () => {
    const forms = [form('A'), form('b c', false), form('D', true, true), form('Who? 3', false, true)];
    const groups = [
      { id: 'one', marked: true, terms: [{ id: 'x', forms }] },
      { id: 'two', marked: false, terms: [] },
    ];
    expect(unpackTerms(packTerms(groups))).toEqual(groups);
  });
});
