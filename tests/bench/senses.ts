import { join } from 'node:path';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { compile } from '../../src/words/matcher.ts';
import { createSenses } from '../../src/words/senses.ts';
import { ROOT } from '../browsers/packed.ts';
import { blocksOf } from './page-text.ts';
import { fileOf, PAGES } from './pages.ts';

// Measures what judging a page takes beside matching it, in a process that has compiled nothing yet, then again:
// node tests/bench/senses.ts qa65k
const id = process.argv[2] ?? 'qa65k';
const page = PAGES.find(each => each.id === id);
if (!page) throw new Error(`no page is called ${id}`);
const blocks = blocksOf(fileOf(page));
const { terms, lexicon } = readGlossaryFolder(join(ROOT, 'glossary'));
const marked = terms.filter(group => group.marked).flatMap(group => group.terms);
/** As much as a page's reader listens to besides the blocks with a term. */
const LISTEN_CHARS = 40_000;

function measure() {
  const matched = timed(() => {
    const matcher = compile(marked);
    return blocks
      .map(text => ({ text, matches: matcher.find(text) }))
      .filter(({ matches }) => matches.length > 0);
  });
  const judged = timed(() => {
    if (matched.value.length === 0) return []; // such a page is not listened to
    const senses = createSenses(lexicon);
    senses.hear(blocks.join('\n').slice(0, LISTEN_CHARS));
    for (const { text } of matched.value) senses.hear(text);
    return matched.value.flatMap(({ text, matches }) => matches.map(match => senses.judge(text, match)));
  });
  return { match: matched.cpuMs, judge: judged.cpuMs, judgements: judged.value.length };
}

function timed<Value>(run: () => Value): { value: Value; cpuMs: number } {
  const before = process.threadCpuUsage();
  const value = run();
  const { user, system } = process.threadCpuUsage(before);
  return { value, cpuMs: (user + system) / 1_000 };
}

const cold = measure();
const warm = Array.from({ length: 5 }, measure).at(-1);
console.log(JSON.stringify({ ...cold, warmMatch: warm?.match, warmJudge: warm?.judge }));
