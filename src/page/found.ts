import type { FoundTerm } from '../findings.ts';
import { inOrder } from './flat-tree.ts';
import { nodeOf, type Occurrence } from './occurrence.ts';

/** How much of the text on each side of a term an excerpt shows. */
const EXCERPT_CHARS = 40;

/** Counts occurrences by term. */
export function findTerms(
  occurrences: Occurrence[],
  isMuted: (term: string) => boolean,
  isUnsure: (occurrence: Occurrence) => boolean,
): FoundTerm[] {
  const byTerm = Map.groupBy(occurrences, ({ reading }) => reading.term);
  return [...byTerm].map(([id, places]) => ({
    id,
    count: places.length,
    unsure: places.filter(isUnsure).length,
    muted: isMuted(id),
    excerpt: excerptOf(firstOf(places)),
  }));
}

/** A term's occurrence by its order in the document, counted from 0 and around the end. */
export function nth(occurrences: Occurrence[], term: string, index: number): Occurrence | undefined {
  // The later one second, for the reason that firstOf gives.
  const places = occurrences.filter(({ reading }) => reading.term === term).sort((a, b) => -byPlace(b, a));
  return places[index % places.length];
}

/**
 * The first of some places, most of which are in order: only where they are not is one compared with the first so far.
 * Browsers compare places by walking back from the second to the first, which takes long between 20,000 siblings.
 */
function firstOf(places: Occurrence[]): Occurrence {
  let first = places[0] as Occurrence; // of a group, which is never empty
  let before = first;
  for (const place of places) {
    if (byPlace(before, place) > 0 && byPlace(first, place) > 0) first = place;
    before = place;
  }
  return first;
}

function excerptOf({ block: { text }, reading: { from, to } }: Occurrence): string {
  const start = from - EXCERPT_CHARS;
  const end = to + EXCERPT_CHARS;
  const words = text.slice(Math.max(start, 0), end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${words}${end < text.length ? '…' : ''}`;
}

/** Which of two occurrences stands first on the page. */
export function byPlace(a: Occurrence, b: Occurrence): number {
  const [first, second] = [nodeOf(a), nodeOf(b)];
  return first === second ? a.reading.from - b.reading.from : inOrder(first, second);
}
