import type { Reading } from '../words/term.ts';
import type { Work } from './slices.ts';

/** So much text is read before work may be left: 1 to 4 ms, where every second word is a term. */
const PART_CHARS = 16_384;
/** So much around a part is looked at as well, so that words are seen in their surroundings. */
const AROUND_CHARS = 512;

/** Reads the terms of a text that may be as long as a book, part by part. */
export function* readLongText(read: (text: string) => Reading[], text: string): Work<Reading[]> {
  if (text.length <= PART_CHARS) return read(text);
  const readings: Reading[] = [];
  for (let done = 0; done < text.length; ) {
    yield;
    const start = Math.max(0, done - AROUND_CHARS);
    const end = Math.min(text.length, done + PART_CHARS);
    /** What stands closer to the end may go on behind it, and is left to the next part. */
    const until = end === text.length ? end : end - AROUND_CHARS;
    let next = until;
    for (const reading of read(text.slice(start, end))) {
      const [from, to] = [reading.from + start, reading.to + start];
      if (from < done || from >= until) continue;
      readings.push(Object.assign(reading, { from, to }));
      next = Math.max(next, to);
    }
    done = next;
  }
  return readings;
}

/** So much text is looked through for terms before work may be left: 1 ms, by the browser's own code. */
const LOOKED_THROUGH_CHARS = 131_072;

/** The first offsets at which a term may begin in a text, as long as that may be: so many at most. */
export function* firstCandidates(
  candidates: (text: string) => Iterable<number>,
  text: string,
  max: number,
): Work<number[]> {
  const offsets: number[] = [];
  for (let from = 0; from < text.length; from += LOOKED_THROUGH_CHARS) {
    if (from > 0) yield;
    for (const at of candidates(text.slice(from, from + LOOKED_THROUGH_CHARS + AROUND_CHARS))) {
      if (at >= LOOKED_THROUGH_CHARS) break;
      if (offsets.push(from + at) === max) return offsets;
    }
  }
  return offsets;
}
