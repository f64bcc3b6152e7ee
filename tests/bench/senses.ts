import { join } from 'node:path';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { compile, type Matcher } from '../../src/words/matcher.ts';
import { createReader } from '../../src/words/reader.ts';
import { createSenses, type Senses } from '../../src/words/senses.ts';
import type { Reading } from '../../src/words/term.ts';
import weights from '../../src/words/weights.json' with { type: 'json' };
import { ROOT } from '../browsers/packed.ts';
import { readMarkedTerms } from './contenders/contenders.ts';
import { blocksOf } from './page-text.ts';
import { fileOf, PAGES } from './pages.ts';
import { threadMs } from './thread-time.ts';

// Measures what judging a page takes beside matching it, in a process that has compiled nothing yet, then again:
// node tests/bench/senses.ts qa65k
const id = process.argv[2] ?? 'qa65k';
const page = PAGES.find(each => each.id === id);
if (!page) throw new Error(`no page is called ${id}`);
const blocks = blocksOf(fileOf(page));
const { lexicon } = readGlossaryFolder(join(ROOT, 'glossary'));
const terms = readMarkedTerms();

/** Blocks are asked for candidates in pieces of about this size, as pages are. */
const CHUNK_CHARS = 16_384;
const chunks: string[][] = [[]];
for (const text of blocks) {
  const last = chunks.at(-1) ?? [];
  if (last.join('\n').length < CHUNK_CHARS) last.push(text);
  else chunks.push([text]);
}

/** The blocks of a chunk in which something stands at one of these offsets of the whole. */
function blocksAt(chunk: string[], offsets: number[]): Set<string> {
  const found = new Set<string>();
  let end = 0;
  let next = 0;
  for (const text of chunk) {
    end += text.length + 1;
    for (; (offsets[next] ?? Number.POSITIVE_INFINITY) < end; next++) found.add(text);
  }
  return found;
}

/** Thread time that goes into matching, into judging in the page's script, and into judging in the background. */
interface Spent {
  match: number;
  judge: number;
  background: number;
  judgements: number;
}

/** Reads a page as its script does. The background's senses are made for the first page only. */
async function read(senses: () => Senses): Promise<Spent> {
  const spent = { match: 0, background: 0 };
  const timed = <Value>(where: keyof typeof spent, run: () => Value): Value => {
    const start = threadMs();
    const value = run();
    spent[where] += threadMs() - start;
    return value;
  };
  const start = threadMs();
  const matcher = timed('match', () => compile(terms));
  const watched: Matcher = {
    candidates: text => timed('match', () => [...matcher.candidates(text)]),
    find: text => timed('match', () => matcher.find(text)),
  };
  const reader = createReader({
    ...{ matcher: watched, terms: new Map(terms.map(term => [term.id, term])) },
    ask: async question => timed('background', () => senses().answer(question)),
    about: () => blocks[0] ?? '',
    pause: async () => undefined,
  });
  const readings: Reading[] = [];
  for (const chunk of chunks) {
    const all = chunk.join('\n');
    reader.listen(all);
    for (const text of blocksAt(chunk, [...reader.candidates(all)])) readings.push(...reader.read(text));
  }
  await reader.judge(() => readings);
  const judge = threadMs() - start - spent.match - spent.background;
  return { ...spent, judge, judgements: readings.filter(({ judged }) => judged).length };
}

let made: Senses | undefined;
const senses = (): Senses => {
  made ??= createSenses(lexicon, weights);
  return made;
};
const cold = await read(senses);
for (let i = 0; i < 4; i++) await read(senses);
console.log(JSON.stringify({ cold, warm: await read(senses) }));
