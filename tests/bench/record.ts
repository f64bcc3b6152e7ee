import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../browsers/packed.ts';
import { git } from './builds.ts';
import type { Outcome, Table } from './parts/part.ts';

export const DOCS = join(ROOT, 'docs');
/** What the figures of a commit depend on. */
const MEASURED = ['entrypoints', 'glossary', 'src', 'tests/bench', 'package.json', 'wxt.config.ts'];

/** What was measured of a commit, by part: as kept in docs/bench. */
export interface CommitRecord {
  commit: string;
  /** Day of the commit. */
  date: string;
  parts: { [part: string]: Outcome & { repeats: number } };
}

/** Adds what was measured now to what is known of this commit, and keeps it. */
export function keep(outcomes: [string, Outcome][], repeats: number): CommitRecord {
  const changed = git('status', '--porcelain', '--', ...MEASURED) !== '';
  const commit = git('rev-parse', '--short', 'HEAD') + (changed ? '-changed' : '');
  const file = join(DOCS, 'bench', `${commit}.json`);
  const parts = {
    ...read(file),
    ...Object.fromEntries(outcomes.map(([name, outcome]) => [name, { repeats, ...outcome }])),
  };
  const record = { commit, date: git('log', '-1', '--format=%cs'), parts };
  mkdirSync(dirname(file), { recursive: true });
  const text = JSON.stringify(record, (_, value) =>
    typeof value === 'number' ? Number(round(value)) : value,
  );
  // A line for each goal and table, so that two records can be compared.
  writeFileSync(file, `${text.replaceAll('},{', '},\n{')}\n`);
  return record;
}

function read(file: string): CommitRecord['parts'] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as CommitRecord).parts;
  } catch {
    return {}; // nothing was measured of this commit yet
  }
}

/** Three digits that count. */
export function round(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}

export const cellText = (cell: Table['rows'][number][number]): string =>
  typeof cell === 'number' ? round(cell) : cell;
