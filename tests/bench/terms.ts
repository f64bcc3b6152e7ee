import { compile } from '../../src/words/matcher.ts';
import { blocksOf } from './page-text.ts';
import { fileOf, PAGES } from './pages.ts';
import { readTerms } from './read-terms.ts';
import { threadMs } from './thread-time.ts';

// Measures the matcher with so many forms on the text of a page of 4 MB, in a process that has compiled nothing yet:
// node tests/bench/terms.ts 600
const count = Number(process.argv[2] ?? 60);
const page = PAGES.find(({ id }) => id === 'maint4m1');
if (!page) throw new Error('no such page');
const text = blocksOf(fileOf(page)).join('\n');
const terms = readTerms(count);

const spentMs = (run: () => void): number => {
  const start = threadMs();
  run();
  return threadMs() - start;
};

let find = (_: string): unknown[] => [];
const build = spentMs(() => {
  ({ find } = compile(terms));
});
let found = 0;
const first = spentMs(() => {
  found = find(text).length;
});
const warm = Math.min(...Array.from({ length: 5 }, () => spentMs(() => find(text))));
console.log(JSON.stringify({ build, first, warm, found }));
