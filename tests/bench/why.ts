import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchBrowser, medians, openBrowser } from './measure.ts';
import { type BenchServer, PAGES } from './pages.ts';
import type { Table } from './parts/part.ts';

const SAMPLE_MICROSECONDS = 200;
const SHOWN = 45;
const LINE_CHARS = 50;

/** What stands in a line, for a function that has no name. */
function withLine(name: string, lines: string[]): string {
  const number = /^line (\d+)$/.exec(name)?.[1];
  return number === undefined ? name : `${name}: ${lines[Number(number) - 1]?.trim().slice(0, LINE_CHARS)}`;
}

function buildReadable(folder: string): string {
  execFileSync(process.execPath, [join(import.meta.dirname, 'build-readable.ts'), folder], { stdio: 'pipe' });
  return join(folder, 'chrome-mv3');
}

/** What calls everything. */
const ROOT = '(root)';

interface Spent {
  self: number;
  total: number;
}

/** Where the time of one page's load goes, by function: itself, and with all that it calls. */
export async function explainPage(page: string, server: BenchServer, repeats: number): Promise<Table> {
  const path = PAGES.find(({ id }) => id === page)?.path ?? page;
  const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-readable-'));
  const extension = buildReadable(folder);
  const browser = await openBrowser(extension, server);
  const lines = readFileSync(join(extension, 'glossary.js'), 'utf8').split('\n');
  const runs: Map<string, Spent>[] = [];
  try {
    for (let i = 0; i < repeats; i++) runs.push(await profile(browser, `ours/${path}`));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  const names = [...new Set(runs.flatMap(run => [...run.keys()]))];
  const rows = names.map(name => {
    const spent = medians(runs.map(run => run.get(name) ?? { self: 0, total: 0 }));
    return [name, spent.self, spent.total] as const;
  });
  return {
    title: `Where the time of ${page} goes, wall-clock ms`,
    head: ['', 'itself', 'with what it calls'],
    rows: rows
      .filter(([, , total]) => total > 0)
      .sort((a, b) => b[2] - a[2])
      .slice(0, SHOWN)
      .map(([name, ...times]) => [withLine(name, lines), ...times]),
  };
}

async function profile(browser: BenchBrowser, path: string): Promise<Map<string, Spent>> {
  const { goto, close, cdp } = await browser.open();
  try {
    await cdp.send('Profiler.enable');
    await cdp.send('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
    await cdp.send('Profiler.start');
    await goto(path);
    return spentIn((await cdp.send('Profiler.stop')).profile);
  } finally {
    await close();
  }
}

interface Profile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: number[];
  }[];
  samples?: number[];
  timeDeltas?: number[];
}

/** All functions of one name are added up; one without a name is called by its line. */
function spentIn({ nodes, samples = [], timeDeltas = [] }: Profile): Map<string, Spent> {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id])));
  const spent = new Map<string, Spent>();
  const of = (name: string): Spent => {
    const known = spent.get(name) ?? { self: 0, total: 0 };
    spent.set(name, known);
    return known;
  };
  samples.forEach((sample, i) => {
    const stack: string[] = [];
    let isOurs = false;
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const { functionName, url, lineNumber } = byId.get(id)?.callFrame ?? {
        functionName: '',
        url: '',
        lineNumber: 0,
      };
      if (url.startsWith('chrome-extension://')) isOurs = true;
      stack.push(functionName.slice(0, LINE_CHARS) || (url ? `line ${lineNumber + 1}` : ROOT));
    }
    if (!isOurs) return;
    const passed = (timeDeltas[i] ?? 0) / 1_000;
    of(stack[0] ?? '').self += passed;
    for (const name of new Set(stack)) if (name !== ROOT) of(name).total += passed;
  });
  return spent;
}
