import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, type } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../browsers/packed.ts';
import { git } from './builds.ts';
import { CONTENDERS } from './contenders/contenders.ts';
import type { Bench, Goal, Outcome, Table } from './parts/part.ts';
import { drawPlot } from './plot.ts';

const DOCS = join(ROOT, 'docs');

/** Prints what a part found. */
export function sayOutcome(name: string, { goals, tables }: Outcome, seconds: number): void {
  console.log(`\n— ${name}, ${seconds.toFixed(0)} s`);
  for (const table of tables) console.log(`\n${alignTable(table)}`);
  if (goals.length > 0) console.log(`\n${alignTable(goalTable(goals))}`);
}

/** Writes what a whole run found: docs/performance.md with its picture, and the figures under the commit's name. */
export function writeReport(outcomes: [string, Outcome][], repeats: Bench['repeats']): void {
  const commit = git('describe', '--always', '--dirty', '--exclude', '*');
  const goals = outcomes.flatMap(([, outcome]) => outcome.goals);
  const tables = outcomes.flatMap(([, outcome]) => outcome.tables);
  mkdirSync(join(DOCS, 'bench'), { recursive: true });
  writeFileSync(join(DOCS, 'bench', `${commit}.json`), recordOf(commit, outcomes));
  writeFileSync(join(DOCS, 'performance.svg'), drawPlot(tables));
  writeFileSync(
    join(DOCS, 'performance.md'),
    [
      '# What it costs\n',
      `Measured by \`npm run bench\` at commit ${commit} of ${git('log', '-1', '--format=%cs')}, on ${machine()}.`,
      `Times are medians of ${repeats.many} (on large pages ${repeats.few}) turns in one run in which all contenders take turns, each`,
      'time in a process that has run nothing yet, and milliseconds of the page’s main thread unless said otherwise.',
      '`tests/bench/trace.ts` says how they are taken.\n',
      '![Script time by size of the page](performance.svg)\n',
      markdownTable(goalTable(goals)),
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
  head: ['', 'measured', 'reached', 'at most', ''],
  rows: goals.map(goal => [
    goal.what,
    goal.how,
    `${round(goal.reached)} ${goal.unit}`,
    `${goal.limit} ${goal.unit}`,
    isReached(goal) ? 'yes' : '**no**',
  ]),
});

const recordOf = (commit: string, outcomes: [string, Outcome][]): string =>
  `${JSON.stringify(
    {
      commit,
      goals: outcomes.flatMap(([, { goals }]) =>
        goals.map(goal => ({ ...goal, reached: Number(round(goal.reached)) })),
      ),
      tables: outcomes.flatMap(([, { tables }]) =>
        tables.map(({ title, head, rows }) => ({ title, head, rows: rows.map(row => row.map(rounded)) })),
      ),
    },
    (_, value) => value,
    0,
  ).replaceAll('},{', '},\n{')}\n`;

const rounded = (cell: string | number): string | number =>
  typeof cell === 'number' ? Number(round(cell)) : cell;

/** Three digits that count. */
function round(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}

const cellText = (cell: string | number): string => (typeof cell === 'number' ? round(cell) : cell);

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
