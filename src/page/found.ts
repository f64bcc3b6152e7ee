import type { FoundTerm } from '../findings.ts';
import { inOrder } from './flat-tree.ts';
import { nodeOf, type Occurrence } from './occurrence.ts';

/** How much of the text on each side of a term an excerpt shows. */
const EXCERPT_CHARS = 40;

/** Counts occurrences by term. */
export function countTerms(
  occurrences: Occurrence[],
  isMuted: (term: string) => boolean,
  isUnsure: (occurrence: Occurrence) => boolean,
): FoundTerm[] {
  const counts = new Map<string, FoundTerm>();
  for (const occurrence of occurrences) {
    const { term: id } = occurrence.reading;
    let term = counts.get(id);
    if (!term) {
      term = { id, count: 0, unsure: 0, muted: isMuted(id), excerpt: excerptOf(occurrence) };
      counts.set(id, term);
    }
    term.count++;
    if (isUnsure(occurrence)) term.unsure++;
  }
  return [...counts.values()];
}

function excerptOf({ block: { text }, reading: { from, to } }: Occurrence): string {
  const start = from - EXCERPT_CHARS;
  const end = to + EXCERPT_CHARS;
  const words = text.slice(Math.max(start, 0), end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${words}${end < text.length ? '…' : ''}`;
}

/** A term's occurrence by its order in the document, counted from 0 and around the end. */
export function nth(occurrences: Occurrence[], term: string, index: number): Occurrence | undefined {
  // The later one second: browsers walk back from it to the first, which takes long between 20,000 siblings.
  const places = occurrences.filter(({ reading }) => reading.term === term).sort((a, b) => -byPlace(b, a));
  return places[index % places.length];
}

/** Which of two occurrences stands first on the page. */
export function byPlace(a: Occurrence, b: Occurrence): number {
  const [first, second] = [nodeOf(a), nodeOf(b)];
  return first === second ? a.reading.from - b.reading.from : inOrder(first, second);
}
