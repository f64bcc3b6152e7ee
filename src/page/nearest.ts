import { type Occurrence, rectsOf } from './occurrence.ts';

/** The terms of a container with fewer are taken to be where it is; of one with more, so many are measured. */
const MEASURED = 24;

/** Of the terms in some containers those closest to the middle of the screen, as many as may be painted. */
export function nearest(
  byContainer: ReadonlyMap<Element, readonly Occurrence[]>,
  max: number,
): Map<Element, Occurrence[]> {
  const middle = innerHeight / 2;
  const places: { container: Element; occurrence: Occurrence; away: number }[] = [];
  for (const [container, occurrences] of byContainer) {
    const those = thoseAround(occurrences, middle, max);
    const step = Math.ceil(those.length / MEASURED);
    let away = those.length < MEASURED ? awayOfBox(container, middle) : 0;
    for (const [i, occurrence] of those.entries()) {
      if (those.length >= MEASURED && i % step === 0) away = Math.abs(topOf(occurrence) - middle);
      places.push({ container, occurrence, away });
    }
  }
  const near = new Map<Element, Occurrence[]>();
  for (const { container, occurrence } of places.sort((a, b) => a.away - b.away).slice(0, max)) {
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

function awayOfBox(container: Element, height: number): number {
  const { top, bottom } = Element.prototype.getBoundingClientRect.call(container);
  return Math.max(top - height, height - bottom, 0);
}

/** What has no place is far away. */
const topOf = (occurrence: Occurrence): number => rectsOf(occurrence)[0]?.top ?? Number.POSITIVE_INFINITY;
