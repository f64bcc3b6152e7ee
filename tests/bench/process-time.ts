import { readdirSync, readFileSync } from 'node:fs';

/** What Linux calls the processes of pages in Firefox, with and without one for each site; it cuts names. */
const PAGE_PROCESSES = ['Isolated Web Co', 'Web Content'];

/**
 * How long the main threads of all pages have been running in the browsers that this process started, in milliseconds.
 * Linux counts it for each thread; it is the same measure as that of Chromium's traces.
 */
export function pageThreadsMs(): number {
  const parents = new Map<number, number>();
  const pages: number[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? read(`/proc/${pid}/stat`) : '';
    const [, command, parent] = /^\d+ \((.*)\) \S (\d+)/.exec(stat) ?? [];
    if (command === undefined) continue;
    parents.set(pid, Number(parent));
    if (PAGE_PROCESSES.includes(command)) pages.push(pid);
  }
  const isOurs = (pid: number | undefined): boolean =>
    pid === process.pid || (pid !== undefined && pid > 1 && isOurs(parents.get(pid)));
  const nanoseconds = pages
    .filter(isOurs)
    .map(pid => Number(read(`/proc/${pid}/task/${pid}/schedstat`).split(' ')[0]));
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}
