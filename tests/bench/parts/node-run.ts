import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs one of the benchmark's scripts in a process of its own and reads the line that it says. */
export const runNode = <Value>(script: string, argument: string): Value =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, '..', script), argument], { encoding: 'utf8' }),
  );
