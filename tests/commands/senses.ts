import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isBrowserName } from '../browsers/find.ts';
import { byDocument, isLearnedFrom, type Label, readLabels, readPage, termOf } from './labelled.ts';
import { sayErrors } from './say.ts';
import { type ScannedPage, scanPages } from './scan-pages.ts';

// Precision and recall of the marks over labelled documents, read by the packed extension in a browser.
const USAGE = 'npm run senses -- [--checkouts DIR] [--browser chromium|firefox] [--errors] FILE...';

interface Judged extends Label {
  /** Whether the term is marked as meant, and whether its words stand in the document at all. */
  painted: boolean;
  stands: boolean;
  said: string;
}

await sayErrors(async () => {
  const { values, positionals } = readArguments();
  const labels = readLabels(positionals).filter(({ label }) => label !== 'mixed');
  const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-senses-'));
  try {
    const judged = await judge(labels, values.checkouts, folder, values.browser);
    report(judged, values.errors);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function judge(labels: Label[], checkouts: string, folder: string, browser: 'chromium' | 'firefox') {
  const files = byDocument(labels).map((group, i) => {
    const [first] = group as [Label];
    const file = join(folder, `${i}.html`);
    writeFileSync(file, readPage(first, checkouts));
    return { file, group };
  });
  const pages = await scanPages(
    files.map(({ file }) => file),
    {
      browser,
      onPage: done => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${done}/${files.length}`),
    },
  );
  return files.flatMap(({ file, group }, i) => {
    const page = pages[i];
    if (!page || page.error !== undefined) throw new Error(`${file}: ${page?.error ?? 'not read'}`);
    const text = readFileSync(file, 'utf8').replace(/<[^>]*>/g, ' ');
    return group.map(label => judgeOne(label, page, text));
  });
}

function judgeOne(label: Label, { terms }: ScannedPage, text: string): Judged {
  const found = terms.find(({ id }) => id === termOf(label));
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${label.term}(?![\\p{L}\\p{N}])`, 'iu');
  return {
    ...label,
    painted: found !== undefined && found.count > found.unsure,
    stands: word.test(text),
    said: found ? `${found.count} (${found.unsure} unsure) ${found.excerpt}` : 'not marked',
  };
}

function report(judged: Judged[], errors: boolean): void {
  const standing = judged.filter(({ stands }) => stands);
  console.log(`${judged.length} labels, ${standing.length} with the term in the text\n`);
  console.log(`${'documents'.padEnd(24)} labels  precision  recall  F1     baseline F1`);
  line('all', standing);
  line('learned from', standing.filter(isLearnedFrom));
  const others = standing.filter(label => !isLearnedFrom(label));
  line('not learned from', others);
  line('  hard', others.filter(isHard));
  line('  not in English', others.filter(isForeign));
  line('hard', standing.filter(isHard));
  line('not in English', standing.filter(isForeign));
  for (const [term, labels] of Map.groupBy(standing, ({ term }) => term)) line(term, labels);
  if (!errors) return;
  for (const { painted, label, term, repo, path, sense, why, said } of standing)
    if (painted !== (label === 'cloud-native'))
      console.log(
        `\n${painted ? 'wrongly marked' : 'missed'}: ${term}, ${repo} ${path}\n  ${sense}: ${why}\n  ${said}`,
      );
}

function isHard({ hard }: Label): boolean {
  return hard;
}

function isForeign({ lang }: Label): boolean {
  return lang !== undefined && lang !== 'en';
}

function line(name: string, labels: Judged[]): void {
  const meant = labels.filter(({ label }) => label === 'cloud-native').length;
  const painted = labels.filter(judged => judged.painted);
  const right = painted.filter(({ label }) => label === 'cloud-native').length;
  const f1 = (precision: number, recall: number) => (2 * precision * recall) / (precision + recall);
  const [precision, recall] = [right / painted.length, right / meant];
  const figures = [precision, recall, f1(precision, recall), f1(meant / labels.length, 1)];
  const shown = figures.map(figure => (Number.isNaN(figure) ? '-' : figure.toFixed(3)));
  console.log(
    [name.padEnd(24), String(labels.length).padStart(6), ...shown.map(text => text.padStart(7))].join('  '),
  );
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        checkouts: { type: 'string', default: '.' },
        browser: { type: 'string', default: 'chromium' },
        errors: { type: 'boolean', default: false },
      },
    });
    const { browser } = values;
    if (positionals.length === 0) throw new Error('no file of labels given');
    if (!isBrowserName(browser)) throw new Error(`--browser ${browser}?`);
    return { values: { ...values, browser }, positionals };
  } catch (error) {
    throw new Error(`${(error as Error).message}\nusage: ${USAGE}`);
  }
}
