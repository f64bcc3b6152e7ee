import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { CONTENDERS, type Contender, type Sample, type Task } from './matcher-sample.ts';

// What the matcher costs beside regular expressions made of all terms, by number of terms. Each sample is a process of
// its own, since the first call in one is what every page pays; contenders take turns, so that all have the same noise.
const USAGE = 'node tests/bench/matcher.ts [--samples 9]';
const PAGE = '/usr/share/doc/linux-doc-6.1/html/process/maintainers.html';
const LENGTHS = [50_000, 800_000];

const { values } = parseArgs({ options: { samples: { type: 'string', default: '9' } } });
const samples = Number(values.samples);
if (!(samples > 0)) throw new Error(`Usage: ${USAGE}`);
if (!existsSync(PAGE)) throw new Error(`${PAGE} is missing: Debian has it in the package linux-doc-6.1.`);

const glossary = readGlossaryFolder(join(import.meta.dirname, '../../glossary'));
const forms = glossary.terms.flatMap(({ terms }) =>
  terms.flatMap(term => term.forms.map(({ text }) => text)),
);
const lists = [...[6, 60, 600, 6_000].map(generateTerms), forms];
const words = readFileSync(PAGE, 'utf8').replaceAll(/<(script|style).*?<\/\1>|<[^>]*>/gs, '');
const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-bench-'));
try {
  for (const length of LENGTHS) report(length);
} finally {
  rmSync(folder, { recursive: true });
}

/** Measures every contender with every list on so much text, and prints a table. */
function report(length: number): void {
  const task = join(folder, 'task.json');
  const results = new Map<string, Sample[]>();
  for (let round = 0; round < samples; round++)
    for (const terms of lists)
      for (const contender of CONTENDERS) {
        const input: Task = { contender, terms, text: words.slice(0, length) };
        writeFileSync(task, JSON.stringify(input));
        const sample = join(import.meta.dirname, 'matcher-sample.ts');
        const output = execFileSync(process.execPath, [sample, task], { encoding: 'utf8' });
        const key = keyOf(contender, terms);
        results.set(key, [...(results.get(key) ?? []), JSON.parse(output)]);
      }
  console.log(
    `\n${length.toLocaleString('en')} characters, ms: build + first call / warm (× the same with 60 terms)`,
  );
  for (const contender of CONTENDERS) {
    const cold = lists.map(terms => median(results.get(keyOf(contender, terms)), ({ cold }) => cold));
    const warm = lists.map(terms => median(results.get(keyOf(contender, terms)), ({ warm }) => warm));
    const cells = lists.map((terms, i) => {
      const [first = 0, again = 0] = [cold[i], warm[i]];
      const [base = 1, baseAgain = 1] = [cold[1], warm[1]];
      const name = terms === forms ? `ours (${forms.length})` : terms.length;
      return `${name}: ${first.toFixed(2)} / ${again.toFixed(2)} (${(first / base).toFixed(1)}, ${(again / baseAgain).toFixed(1)})`;
    });
    console.log(`  ${contender.padEnd(12)} ${cells.join('   ')}`);
  }
}

function keyOf(contender: Contender, terms: string[]): string {
  return `${contender} ${terms.length}`;
}

function median(of: Sample[] = [], value: (sample: Sample) => number): number {
  return of.map(value).sort((a, b) => a - b)[of.length >> 1] ?? 0;
}

/** Terms as people might have them, the same on every run: words of two or three syllables, every third one two words. */
function generateTerms(count: number): string[] {
  let state = 7;
  const pick = (from: string[]) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] ?? '';
  };
  const onsets = 'b c d f g h k l m n p r s t v w bl br cl cr dr fl gr kr pl pr qu sh sl st tr'.split(' ');
  const vowels = 'a e i o u ai ea ee io ou'.split(' ');
  const ends = ' n r s t l x m k nd nt rk st'.split(' ');
  const word = () => {
    const syllables = pick(['', 'more']) ? 3 : 2;
    return Array.from({ length: syllables }, () => pick(onsets) + pick(vowels)).join('') + pick(ends);
  };
  const terms = new Set<string>();
  while (terms.size < count) terms.add(pick(['', '', 'two']) ? `${word()} ${word()}` : word());
  return [...terms];
}
