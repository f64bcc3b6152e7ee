/** What one frame of a page says of itself. */
export interface FrameFindings {
  /** Tells the frames of a page apart; new with every document. */
  frame: string;
  /** Whether it is the page itself and not a frame in it. */
  top: boolean;
  /** Where it is among the frames of the page: its number in the page, in a frame of the page, and so on. */
  path: number[];
  /** How many frames it has itself; more than there can be, where it may have some that cannot be counted. */
  frames: number;
  /** Whether the reader's keys go there, or to a frame in it. */
  focused: boolean;
  /** How many terms keys can step to. */
  places: number;
  site: string;
  /** Whether the reader lets terms be marked here. */
  marked: boolean;
  /** Whether reading is done for now. */
  quiet: boolean;
  terms: FoundTerm[];
}

/** One term on a page. */
export interface FoundTerm {
  id: string;
  /** How often it stands there, unsure ones included. */
  count: number;
  /** How often it may mean something else. */
  unsure: number;
  /** Whether the reader has this term left unmarked. */
  muted: boolean;
  /** The first place that was read, in its own words: the first on the page unless that was not read from its top. */
  excerpt: string;
}

/** What a page says of itself, all frames together. */
export interface PageFindings {
  site: string;
  marked: boolean;
  quiet: boolean;
  /** The most frequent first. */
  terms: FoundTerm[];
}

/** Adds up the frames of a page. Null when the page itself has not answered. */
export function joinFrames(frames: FrameFindings[]): PageFindings | null {
  const page = frames.find(frame => frame.top);
  if (!page) return null;
  const terms = new Map<string, FoundTerm>();
  for (const frame of [page, ...frames.filter(other => other !== page)])
    for (const found of frame.terms) {
      const sum = terms.get(found.id);
      if (sum) {
        sum.count += found.count;
        sum.unsure += found.unsure;
      } else terms.set(found.id, { ...found });
    }
  return {
    site: page.site,
    marked: page.marked,
    quiet: frames.every(frame => frame.quiet),
    terms: [...terms.values()].sort((a, b) => b.count - a.count || a.id.localeCompare(b.id)),
  };
}

/** Whether every frame of a page has answered; those without text or without our script never do. */
export const haveAllAnswered = (frames: FrameFindings[]): boolean =>
  frames.some(frame => frame.top) && frames.length > frames.reduce((sum, frame) => sum + frame.frames, 0);

/** The frames of a page in the order of the page: each before those in it. */
export const inPageOrder = (frames: FrameFindings[]): FrameFindings[] =>
  frames.toSorted((a, b) => comparePaths(a.path, b.path));

function comparePaths(a: number[], b: number[]): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  if (at < 0) return a.length - b.length;
  return (a[at] ?? 0) - (b[at] ?? -1);
}

/** Checks what claims to be a frame's findings; pages can be hostile, and so can what speaks from them. */
export function isFrameFindings(value: unknown): value is FrameFindings {
  const frame = value as FrameFindings;
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof frame.frame === 'string' &&
    typeof frame.top === 'boolean' &&
    Array.isArray(frame.path) &&
    frame.path.every(Number.isSafeInteger) &&
    Number.isSafeInteger(frame.frames) &&
    typeof frame.focused === 'boolean' &&
    Number.isSafeInteger(frame.places) &&
    typeof frame.site === 'string' &&
    typeof frame.marked === 'boolean' &&
    typeof frame.quiet === 'boolean' &&
    Array.isArray(frame.terms) &&
    frame.terms.every(isFoundTerm)
  );
}

function isFoundTerm(value: unknown): value is FoundTerm {
  const term = value as FoundTerm;
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof term.id === 'string' &&
    Number.isSafeInteger(term.count) &&
    Number.isSafeInteger(term.unsure) &&
    typeof term.muted === 'boolean' &&
    typeof term.excerpt === 'string'
  );
}
