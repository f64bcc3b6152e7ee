/** Reads now and then, as long as there is something to read. */
export interface Batches {
  /** There will be something to read, in so many milliseconds. */
  later: (inMs?: number) => void;
  isReading: () => boolean;
  /** Whether nothing is left to read. */
  isIdle: () => boolean;
}

export interface BatchOptions {
  /** Reads what there is. @returns how long that took, without the time in between */
  read: () => Promise<number>;
  onQuiet: () => void;
  signal: AbortSignal;
}

/** Changes are gathered this long: a fast log or ticker costs one reading for many changes. */
const GATHER_MS = 100;
/** And longer where reading them takes long, so that it takes one part in so many of the page's time, ... */
const REST = 40;
/** ... but never longer than this: what came last has to be marked within a second. */
const REST_MAX_MS = 800;

/** Has a document read at once, and then in batches: a while after it changed. */
export function createBatches({ read, onQuiet, signal }: BatchOptions): Batches {
  let state: 'idle' | 'gathering' | 'reading' = 'reading';
  let begun = false;
  let restMs = GATHER_MS;
  /** When the next batch is to begin. */
  let wakeMs = Number.POSITIVE_INFINITY;
  let gathering: ReturnType<typeof setTimeout> | undefined;

  const later = (inMs = restMs) => {
    const atMs = performance.now() + inMs;
    if (atMs >= wakeMs || signal.aborted) return;
    wakeMs = atMs;
    if (state === 'reading') return;
    state = 'gathering';
    clearTimeout(gathering);
    gathering = setTimeout(() => void run(), inMs);
  };
  const run = async () => {
    state = 'reading';
    wakeMs = Number.POSITIVE_INFINITY;
    const workedMs = await read();
    if (signal.aborted) return;
    // What a page starts with is read once; what comes then may be the first of many.
    restMs = begun ? Math.min(Math.max(GATHER_MS, workedMs * REST), REST_MAX_MS) : GATHER_MS;
    begun = true;
    state = 'idle';
    onQuiet();
    if (wakeMs === Number.POSITIVE_INFINITY) return;
    const inMs = Math.max(wakeMs - performance.now(), restMs);
    wakeMs = Number.POSITIVE_INFINITY;
    later(inMs);
  };
  signal.addEventListener('abort', () => clearTimeout(gathering));
  // A task of its own: to make ready for it took a while, and who started this is not ready to be called back.
  gathering = setTimeout(() => void run());

  return { later, isReading: () => state === 'reading', isIdle: () => state === 'idle' };
}
