/** A place that was read so often in a row, each time as soon as it could be, is busy. */
const BUSY_ROUNDS = 3;
/** A busy place is read again after so long: a ticker that changes in every frame is read twice a second. */
const BUSY_MS = 500;
/** What has rested this long is calm again. */
const CALM_MS = 800;

/** Remembers which places of a page change all the time. */
export interface Pace {
  /** From when on a place may be read again. */
  dueMs: (place: Element) => number;
  /** A place is read. */
  note: (place: Element, nowMs: number) => void;
}

export function createPace(): Pace {
  const known = new WeakMap<Element, { readMs: number; rounds: number }>();
  return {
    dueMs(place) {
      const { readMs, rounds } = known.get(place) ?? { readMs: 0, rounds: 0 };
      return rounds < BUSY_ROUNDS ? 0 : readMs + BUSY_MS;
    },
    note(place, nowMs) {
      const { readMs, rounds } = known.get(place) ?? { readMs: 0, rounds: 0 };
      known.set(place, { readMs: nowMs, rounds: nowMs - readMs < CALM_MS ? rounds + 1 : 1 });
    },
  };
}
