import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { compile } from '../../src/words/matcher.ts';
import { createReader } from '../../src/words/reader.ts';
import { createSenses } from '../../src/words/senses.ts';
import weights from '../../src/words/weights.json' with { type: 'json' };

const { terms: groups, lexicon } = readGlossaryFolder(join(import.meta.dirname, '../../glossary'));
const terms = groups.flatMap(group => group.terms);
const matcher = compile(terms);
const senses = createSenses(lexicon, weights);

const BRACKET = /\[([^\]|]+)(?:\|([^\]]+))?\]/g;

/** A word of a text, and what is made of it: 'meant', 'unsure' or, where nothing is marked, 'other'. */
type Sense = [word: string, meaning: string];

/** What a text drawn with brackets expects, and the text itself. */
function draw(drawn: string): { text: string; expected: Sense[]; places: number[] } {
  const expected: Sense[] = [];
  const places: number[] = [];
  let text = '';
  let end = 0;
  for (const { 0: whole, 1: word = '', 2: meaning, index } of drawn.matchAll(BRACKET)) {
    text += drawn.slice(end, index);
    places.push(text.length);
    expected.push([word, meaning === undefined ? 'meant' : meaning === 'unsure' ? 'unsure' : 'other']);
    text += word;
    end = index + whole.length;
  }
  return { text: text + drawn.slice(end), expected, places };
}

/** Reads a text as if it were a whole page. */
async function reads(drawn: string): Promise<{ expected: Sense[]; read: Sense[] }> {
  const { text, expected, places } = draw(drawn);
  const reader = createReader({
    ...{ matcher, terms: new Map(terms.map(term => [term.id, term])) },
    ask: async question => senses.answer(question),
    about: () => '',
    pause: async () => undefined,
  });
  reader.listen(text);
  const readings = reader.read(text);
  await reader.judge(() => readings);
  const read = expected.map(([word], i): Sense => {
    const [from, to] = [places[i] ?? 0, (places[i] ?? 0) + word.length];
    const here = readings.find(reading => reading.from < to && reading.to > from);
    return [word, here?.meaning ?? 'other'];
  });
  return { expected, read };
}

const lines = (file: string): string[][] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split('\t'));

describe('judges', () => {
  it.each(lines('senses.txt'))('%s: %s', async (_, drawn = '') => {
    const { expected, read } = await reads(drawn);
    expect(expected.length).toBeGreaterThan(0);
    expect(read).toEqual(expected);
  });
});

describe('what is not judged rightly yet', () => {
  it.each(lines('senses-open.txt'))('is missed rather than wrongly marked: %s: %s', async (_, drawn = '') => {
    const { expected, read } = await reads(drawn);
    expect(read).not.toEqual(expected);
    for (const [i, [, meaning]] of expected.entries())
      if (meaning !== 'meant') expect(read[i]?.[1]).not.toBe('meant');
  });
});
