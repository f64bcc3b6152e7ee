import type { BenchBrowser } from '../measure.ts';
import type { BenchServer } from '../pages.ts';

/** What a run measures with. */
export interface Bench {
  /** The extension, and the build that it is compared with if there is one, each in a browser. */
  builds: { name: 'ours' | 'before'; browser: BenchBrowser; folder: string }[];
  /** The contenders, in one browser; an address that begins with no contender's name runs none. */
  peers: BenchBrowser;
  peersFolder: string;
  server: BenchServer;
  /** How often each thing is measured that is quick, that is slow, and that is only shown for comparison. */
  repeats: { many: number; few: number; once: number };
  say: (line: string) => void;
}

/** One line of issue or plan that says how much something may cost. */
export interface Goal {
  what: string;
  /** Where, and in what numbers. */
  how: string;
  reached: number;
  /** The same of the barest contender that could do it at all. */
  barest?: number | undefined;
  limit: number;
  unit: string;
}

export interface Table {
  title: string;
  /** What is to be known to read it. */
  notes?: string[];
  head: string[];
  rows: (string | number)[][];
}

export interface Outcome {
  goals: Goal[];
  tables: Table[];
}

/** A part of the benchmark, run by itself with `--only`. */
export interface Part {
  name: string;
  run: (bench: Bench) => Promise<Outcome>;
}

export const browserOf = ({ builds, peers }: Bench, name: string): BenchBrowser =>
  builds.find(build => build.name === name)?.browser ?? peers;

export const namesOf = ({ builds }: Bench): string[] => builds.map(({ name }) => name);
