import { join } from 'node:path';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import type { Term } from '../../src/words/term.ts';
import { ROOT } from '../browsers/packed.ts';

const SYLLABLES = 'ba co di fu ga he ki lo mu na po qua re si tu va we xo yi zen'.split(' ');

/** So many terms of one form each: those of the glossary, then made-up ones that look like names. */
export function readTerms(count: number): Term[] {
  const { terms } = readGlossaryFolder(join(ROOT, 'glossary'));
  const forms = terms
    .flatMap(group => group.terms)
    .flatMap(term => term.forms)
    .filter(form => !form.needsContext);
  const made = Array.from({ length: Math.max(0, count - forms.length) }, (_, i) => ({
    text: nameOf(i),
    matchCase: false,
    needsContext: false,
  }));
  return [...forms, ...made].slice(0, count).map((form, i) => ({ id: `term-${i}`, forms: [form] }));
}

/** A name for a number, the same one each time. */
function nameOf(number: number): string {
  const syllable = (n: number) => SYLLABLES[n % SYLLABLES.length] ?? '';
  const word = [number, Math.floor(number / 20), Math.floor(number / 400), 7 * number + 3]
    .map(syllable)
    .join('');
  return number % 3 === 0 ? `${word} ${syllable(number * 3)}${syllable(number + 5)}` : word;
}
