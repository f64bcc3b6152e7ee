import { writeFileSync } from 'node:fs';
import { arch, cpus, release, type } from 'node:os';
import { join } from 'node:path';
import { CONTENDERS } from './contenders/contenders.ts';
import type { Goal, Outcome, Table } from './parts/part.ts';
import { drawPlot } from './plot.ts';
import { type CommitRecord, cellText, DOCS, round } from './record.ts';

/** Prints what a part found. */
export function sayOutcome(name: string, { goals, tables }: Outcome, seconds: number): void {
  console.log(`\n— ${name}, ${seconds.toFixed(0)} s`);
  for (const table of tables) console.log(`\n${alignTable(table)}`);
  if (goals.length > 0) console.log(`\n${alignTable(goalTable(goals))}`);
}

/**
 * Writes what is known of this commit into docs/performance.md and its picture.
 * @param parts the names of all parts, in order
 */
export function writeReport({ commit, date, parts }: CommitRecord, names: string[]): void {
  const known = names.flatMap(name => parts[name] ?? []);
  const missing = names.filter(name => !parts[name]);
  const tables = known.flatMap(part => part.tables);
  writeFileSync(join(DOCS, 'performance.svg'), drawPlot(tables));
  writeFileSync(
    join(DOCS, 'performance.md'),
    [
      '# What it costs\n',
      `Measured by \`npm run bench\` at commit ${commit} of ${date}, on ${machine()}.`,
      `Times are medians of ${Math.min(...known.map(part => part.repeats))} turns or more, in which all contenders are measured one after the other,`,
      'each time in a process that has run nothing yet; milliseconds of the page’s main thread unless said otherwise.',
      '`tests/bench/trace.ts` says how they are taken.\n',
      ...(missing.length > 0 ? [`Not measured at this commit: ${missing.join(', ')}.\n`] : []),
      '![Script time by size of the page](performance.svg)\n',
      markdownTable(goalTable(known.flatMap(part => part.goals))),
      '## Contenders\n',
      '“ours” is the packed extension, whole; “none” is the page alone.\n',
      ...Object.entries(CONTENDERS).map(([name, description]) => `- ${name}: ${description}`),
      '',
      ...tables.map(markdownTable),
    ].join('\n'),
  );
}

const machine = (): string =>
  `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, ${type()} ${release()} ${arch()}, Node.js ${process.versions.node}`;

const isReached = ({ reached, limit }: Goal): boolean => reached <= limit;

const goalTable = (goals: Goal[]): Table => ({
  title: 'Goals',
  notes: [
    '“barest” is what the barest contender reaches that could do it at all: text-length on a blank page, text-pattern where there is no term, walker-pattern where there are some, and observer where a page changes.',
  ],
  head: ['', 'measured', 'reached', 'barest', 'at most', ''],
  rows: goals.map(goal => [
    goal.what,
    goal.how,
    `${round(goal.reached)} ${goal.unit}`,
    goal.barest === undefined ? '' : `${round(goal.barest)} ${goal.unit}`,
    `${goal.limit} ${goal.unit}`,
    isReached(goal) ? 'yes' : '**no**',
  ]),
});

function markdownTable({ title, notes = [], head, rows }: Table): string {
  const line = (cells: (string | number)[]) => `| ${cells.map(cellText).join(' | ')} |`;
  const rule = line(head.map((_, i) => (i === 0 ? '---' : '---:')));
  return [
    `## ${title}`,
    '',
    ...notes.flatMap(note => [note, '']),
    line(head),
    rule,
    ...rows.map(line),
    '',
  ].join('\n');
}

/** A table as it is printed. */
export function alignTable({ title, head, rows }: Table): string {
  const lines = [head, ...rows.map(row => row.map(cellText))];
  const widths = head.map((_, i) => Math.max(...lines.map(line => line[i]?.length ?? 0)));
  const align = (cell: string, i: number) =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return [title, ...lines.map(line => line.map(align).join('  '))].join('\n');
}
