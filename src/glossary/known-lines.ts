import type { SourceFile } from './yaml.ts';

/** The lines of a plain list; empty ones and those that begin with # say nothing. */
export const readKnownLines = ({ text }: SourceFile): ReadonlySet<string> =>
  new Set(
    text
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(line => line !== '' && !line.startsWith('#')),
  );
