import { rangeOf } from './blocks.ts';
import { parentElement } from './dom.ts';
import { spread } from './highlights.ts';
import type { Occurrence } from './scan.ts';

/** Up to so many terms of one container are measured at a point; of more, only those in the text node under it. */
const MEASURED_MAX = 64;

/** An occurrence under a point, and the box of it there: a term broken over two lines has two. */
export interface Hit {
  occurrence: Occurrence;
  rect: DOMRect;
}

/**
 * The term at a point of the viewport.
 *
 * The containers around the event's target are asked for their terms and only those are measured:
 * a few microseconds, where `highlightsFromPoint` looks at every registered range (1.1 ms for 1,000).
 * @param target what the browser found under the point
 */
export function occurrenceAt(
  point: { x: number; y: number },
  target: Element,
  within: (container: Element) => readonly Occurrence[],
): Hit | null {
  for (let element: Element | null = target; element; element = parentElement(element)) {
    let occurrences = within(element);
    if (occurrences.length > MEASURED_MAX) occurrences = inTextUnder(point, occurrences);
    for (const occurrence of occurrences) {
      const rect = rectsOf(occurrence).find(box => contains(box, point));
      if (rect) return { occurrence, rect };
    }
  }
  return null;
}

/** The boxes of an occurrence in the viewport: one for each line it stands on; none when it is not drawn. */
export function rectsOf({ block, reading }: Occurrence): DOMRect[] {
  const ruler = document.createRange();
  try {
    spread(ruler, rangeOf(block, reading.from, reading.to));
  } catch {
    return []; // the text changed and is about to be read again
  }
  return [...ruler.getClientRects()];
}

const contains = ({ left, right, top, bottom }: DOMRect, { x, y }: { x: number; y: number }): boolean =>
  left <= x && x < right && top <= y && y < bottom;

function inTextUnder({ x, y }: { x: number; y: number }, occurrences: readonly Occurrence[]): Occurrence[] {
  const node = document.caretPositionFromPoint?.(x, y)?.offsetNode;
  return occurrences.filter(({ block, reading }) =>
    block.pieces.some(
      piece =>
        piece.node === node && piece.from < reading.to && piece.from + piece.node.length > reading.from,
    ),
  );
}
