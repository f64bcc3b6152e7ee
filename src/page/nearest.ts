import { type Occurrence, rectsOf } from './occurrence.ts';

/** How many ranges are registered at once, at most, ... */
export const RANGES_MAX = 300;
/**
 * ... and how many where there are more near, unless the screen itself holds more. In each frame that changes anything
 * Chromium looks at every one of them: for 26 µs on a page of 10,000 terms, by measuring with other numbers than this.
 */
const RANGES_ENOUGH = 100;
/** The terms of a container with fewer are taken to be where it is; of one with more, so many are measured. */
const MEASURED = 24;
/** So far from its middle, in parts of its height, counts as on the screen: a quarter beyond, for scrolling to meet. */
const ON_SCREEN = 0.75;

/** Of the terms in some containers those to be painted where that cannot be all: the closest to the middle of the screen. */
export function nearest(
  byContainer: ReadonlyMap<Element, readonly Occurrence[]>,
): Map<Element, Occurrence[]> {
  const middle = innerHeight / 2;
  const places: { container: Element; occurrence: Occurrence; away: number }[] = [];
  for (const [container, occurrences] of byContainer) {
    const those = thoseAround(occurrences, middle);
    const few = those.length < MEASURED;
    const step = few ? MEASURED : Math.ceil(those.length / MEASURED);
    const boxes = few
      ? [Element.prototype.getBoundingClientRect.call(container)]
      : those.filter((_, i) => i % step === 0 || i === those.length - 1).map(one => rectsOf(one)[0]);
    for (const [i, occurrence] of those.entries()) {
      const at = Math.floor(i / step);
      // Those in between are somewhere between the two around them.
      places.push({ container, occurrence, away: awayOf(boxes.slice(at, at + 2), middle) });
    }
  }
  const near = new Map<Element, Occurrence[]>();
  places.sort((a, b) => a.away - b.away);
  for (const [i, { container, occurrence, away }] of places.slice(0, RANGES_MAX).entries()) {
    if (i >= RANGES_ENOUGH && away > innerHeight * ON_SCREEN) break;
    const there = near.get(container);
    if (there) there.push(occurrence);
    else near.set(container, [occurrence]);
  }
  return near;
}

/** The terms before and behind a height: found by halving, since measuring 10,000 takes longer than a frame. */
function thoseAround(occurrences: readonly Occurrence[], height: number): readonly Occurrence[] {
  if (occurrences.length <= RANGES_MAX) return occurrences;
  let [low, high] = [0, occurrences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(occurrences[middle] as Occurrence) < height) low = middle + 1;
    else high = middle;
  }
  const start = Math.max(0, Math.min(low - RANGES_MAX / 2, occurrences.length - RANGES_MAX));
  return occurrences.slice(start, start + RANGES_MAX);
}

/** How far a height is from what lies between some boxes. What has no box is far away. */
function awayOf(boxes: (DOMRect | undefined)[], height: number): number {
  const there = boxes.filter(box => box !== undefined);
  const top = Math.min(...there.map(box => box.top));
  const bottom = Math.max(...there.map(box => box.bottom));
  return Math.max(top - height, height - bottom, 0);
}

const topOf = (occurrence: Occurrence): number => rectsOf(occurrence)[0]?.top ?? Number.POSITIVE_INFINITY;
