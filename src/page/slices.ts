/** Work that can be left wherever it yields, and taken up there again. */
export type Work<Result = void> = Generator<void, Result>;

/** Does work in slices, so that the page can draw and answer in between. */
export interface Slices {
  /** Puts work before all that is left: work that yields after it did this goes on when that is done. */
  push: (work: Work) => void;
  /** Works until nothing is left. @returns how long it has worked, without the time in between */
  run: () => Promise<number>;
}

export interface SliceOptions {
  /** The page may have changed since the last slice. */
  onSlice: () => void;
  signal: AbortSignal;
}

/** A slice of work must leave most of a 16 ms frame to the page: one step more may take 4 ms. */
const SLICE_MS = 5;

export function createSlices({ onSlice, signal }: SliceOptions): Slices {
  const left: Work[] = [];

  /** Goes on with the uppermost work until it yields. */
  const step = () => {
    const at = left.length - 1;
    try {
      if (!left[at]?.next().done) return;
    } catch (error) {
      // One place of a strange page must not keep the rest of it unread.
      console.error('Contextual Glossary could not read a part of this page:', error);
    }
    left.splice(at, 1);
  };

  return {
    push: work => void left.push(work),
    async run() {
      let workedMs = 0;
      while (left.length > 0 && !signal.aborted) {
        onSlice();
        const beganMs = performance.now();
        let nowMs = beganMs;
        while (left.length > 0 && nowMs < beganMs + SLICE_MS) {
          step();
          nowMs = performance.now();
        }
        workedMs += nowMs - beganMs;
        // A timer, not scheduler.yield: that one lets no frame through.
        if (left.length > 0) await new Promise(resolve => setTimeout(resolve));
      }
      return workedMs;
    },
  };
}
