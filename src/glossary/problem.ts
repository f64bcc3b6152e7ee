/** One thing that is wrong in the glossary, and where. Lines count from 1. */
export interface Problem {
  file: string;
  line: number;
  reason: string;
}

/** Takes note of a problem; reading goes on, so that all of them are named at once. */
export type Report = (problem: Problem) => void;

/** Thrown when the glossary cannot be used as it stands; its message names every file, line and reason. */
export class GlossaryError extends Error {
  override name = 'GlossaryError';
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    const lines = problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
    super(`The glossary has ${problems.length === 1 ? 'a problem' : 'problems'}:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}
