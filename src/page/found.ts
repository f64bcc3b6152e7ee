import type { FoundTerm } from '../findings.ts';
import { rangeOf } from './blocks.ts';
import type { Occurrence } from './scan.ts';

/** How much of the text on each side of a term an excerpt shows. */
const EXCERPT_CHARS = 40;

/** Counts occurrences by term. */
export function findTerms(occurrences: Occurrence[], muted: ReadonlySet<string>): FoundTerm[] {
  const byTerm = Map.groupBy(occurrences, ({ reading }) => reading.term);
  return [...byTerm].map(([id, places]) => ({
    id,
    count: places.length,
    unsure: places.filter(({ reading }) => reading.meaning === 'unsure').length,
    muted: muted.has(id),
    excerpt: excerptOf(places.reduce((first, place) => (inOrder(place, first) < 0 ? place : first))),
  }));
}

/** A term's occurrence by its order in the document, counted from 0 and around the end. */
export function nth(occurrences: Occurrence[], term: string, index: number): Occurrence | undefined {
  const places = occurrences.filter(({ reading }) => reading.term === term).sort(inOrder);
  return places[index % places.length];
}

function excerptOf({ block: { text }, reading: { from, to } }: Occurrence): string {
  const start = from - EXCERPT_CHARS;
  const end = to + EXCERPT_CHARS;
  const words = text.slice(Math.max(start, 0), end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${words}${end < text.length ? '…' : ''}`;
}

function inOrder(a: Occurrence, b: Occurrence): number {
  if (a.block === b.block) return a.reading.from - b.reading.from;
  const [first, second] = [a, b].map(
    ({ block, reading }) => rangeOf(block, reading.from, reading.to).startContainer,
  );
  if (!first || !second || first === second) return a.reading.from - b.reading.from;
  return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
