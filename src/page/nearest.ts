import { type Occurrence, rectsOf } from './occurrence.ts';

/** The terms of a container with fewer are taken to be where it is; of one with more, so many are measured. */
const MEASURED = 24;

/** So far beyond the screen, in parts of its height, counts as on it: scrolling meets finished work. */
const BEYOND = 0.25;

/**
 * Of the terms in some containers those closest to the middle of the screen.
 * @param enough how many, unless more are on the screen
 * @param max how many of those
 */
export function nearest(
  byContainer: ReadonlyMap<Element, readonly Occurrence[]>,
  enough: number,
  max: number,
): Map<Element, Occurrence[]> {
  const middle = innerHeight / 2;
  const places: { container: Element; occurrence: Occurrence; away: number }[] = [];
  for (const [container, occurrences] of byContainer) {
    const those = thoseAround(occurrences, middle, max);
    const away = awayFrom(middle, container, those);
    for (const [i, occurrence] of those.entries()) places.push({ container, occurrence, away: away(i) });
  }
  const near = new Map<Element, Occurrence[]>();
  const closest = places.sort((a, b) => a.away - b.away).slice(0, max);
  for (const [i, { container, occurrence, away }] of closest.entries()) {
    if (i >= enough && away > middle + innerHeight * BEYOND) break;
    const there = near.get(container);
    if (there) there.push(occurrence);
    else near.set(container, [occurrence]);
  }
  return near;
}

/** The terms before and behind a height: found by halving, since measuring 10,000 takes longer than a frame. */
function thoseAround(occurrences: readonly Occurrence[], height: number, max: number): readonly Occurrence[] {
  if (occurrences.length <= max) return occurrences;
  let [low, high] = [0, occurrences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(occurrences[middle] as Occurrence) < height) low = middle + 1;
    else high = middle;
  }
  const start = Math.max(0, Math.min(low - max / 2, occurrences.length - max));
  return occurrences.slice(start, start + max);
}

/** Says how far terms of a container are from a height, by their order. */
function awayFrom(
  height: number,
  container: Element,
  occurrences: readonly Occurrence[],
): (i: number) => number {
  if (occurrences.length < MEASURED) {
    const away = awayOf([Element.prototype.getBoundingClientRect.call(container)], height);
    return () => away;
  }
  const step = Math.ceil(occurrences.length / MEASURED);
  const measured = occurrences
    .filter((_, i) => i % step === 0 || i === occurrences.length - 1)
    .map(occurrence => rectsOf(occurrence)[0]);
  // Those in between are somewhere between the two around them.
  return i => {
    const at = Math.floor(i / step);
    return awayOf(measured.slice(at, at + 2), height);
  };
}

/** How far a height is from what lies between some boxes. What has no box is far away. */
function awayOf(boxes: (DOMRect | undefined)[], height: number): number {
  const there = boxes.filter(box => box !== undefined);
  const top = Math.min(...there.map(box => box.top));
  const bottom = Math.max(...there.map(box => box.bottom));
  return Math.max(top - height, height - bottom, 0);
}

const topOf = (occurrence: Occurrence): number => rectsOf(occurrence)[0]?.top ?? Number.POSITIVE_INFINITY;
