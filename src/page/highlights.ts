import { rangeOf } from './blocks.ts';
import { isDisplayed } from './dom.ts';
import type { Occurrence } from './scan.ts';

/** The two names under which terms are painted; the rules stand in the manifest's style sheet. */
export const HIGHLIGHT_NAMES = {
  meant: 'contextual-glossary-term',
  unsure: 'contextual-glossary-unsure',
} as const;

/**
 * How many ranges are registered at once. Chromium looks at every registered range in each frame that changes
 * anything: 300 cost 7 ms where none cost 4, and 10,000 cost 70 (measured, November 2026).
 */
const RANGES_MAX = 300;
/** Painted this far beyond the screen, so that scrolling meets finished work. */
const MARGIN = '100% 0px';
/** A container with more terms than may be painted is looked through again this long after a scroll. */
const RESCROLL_MS = 100;

/** Paints the occurrences on and near the screen. */
export interface Paint {
  /** What a container holds from now on. */
  set: (container: Element, occurrences: readonly Occurrence[]) => void;
  /** Takes away what no longer covers the word it was painted for. */
  check: (container: Element) => void;
  /** Terms that are not painted. */
  mute: (terms: ReadonlySet<string>) => void;
}

export interface PaintOptions {
  /** A container near the screen is not displayed any more. */
  onHidden: (container: Element) => void;
  signal: AbortSignal;
}

interface Painted {
  occurrence: Occurrence;
  range: StaticRange;
  words: string;
}

/** Starts painting; removes every trace when the signal aborts. */
export function paintNear({ onHidden, signal }: PaintOptions): Paint {
  // Own references: Firefox does not let a content script iterate CSS.highlights.
  const highlights = { meant: new Highlight(), unsure: new Highlight() };
  const held = new Map<Element, readonly Occurrence[]>();
  const near = new Set<Element>();
  const painted = new Map<Element, Painted[]>();
  const ruler = document.createRange();
  let muted: ReadonlySet<string> = new Set();
  let waiting = false;
  let crowded = false;

  const observer = new IntersectionObserver(
    entries => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
        if (!isIntersecting && !isDisplayed(target)) onHidden(target);
      }
      later();
    },
    { rootMargin: MARGIN },
  );

  const erase = (container: Element) => {
    for (const { range, occurrence } of painted.get(container) ?? [])
      highlights[occurrence.reading.meaning].delete(range);
    painted.delete(container);
  };

  const draw = (container: Element, occurrences: readonly Occurrence[]) => {
    const before = painted.get(container) ?? [];
    if (before.length === occurrences.length && before.every((one, i) => one.occurrence === occurrences[i]))
      return;
    erase(container);
    const now = occurrences.map(occurrence => {
      const { block, reading } = occurrence;
      const range = rangeOf(block, reading.from, reading.to);
      highlights[reading.meaning].add(range);
      return { occurrence, range, words: block.text.slice(reading.from, reading.to) };
    });
    if (now.length > 0) painted.set(container, now);
  };

  const repaint = () => {
    const wanted = new Map<Element, Occurrence[]>();
    let count = 0;
    for (const container of near) {
      const shown = (held.get(container) ?? []).filter(({ reading }) => !muted.has(reading.term));
      wanted.set(container, shown);
      count += shown.length;
    }
    crowded = count > RANGES_MAX;
    const chosen = crowded ? new Set(nearest([...wanted.values()].flat(), ruler)) : null;
    for (const container of [...painted.keys()]) if (!wanted.has(container)) erase(container);
    for (const [container, shown] of wanted)
      draw(container, chosen ? shown.filter(occurrence => chosen.has(occurrence)) : shown);
  };

  /** Repaints once, before the next frame, however many containers change. */
  const later = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      if (!signal.aborted) repaint();
    });
  };

  let scrolled: ReturnType<typeof setTimeout> | undefined;
  const onScroll = () => {
    if (!crowded) return;
    scrolled ??= setTimeout(() => {
      scrolled = undefined;
      later();
    }, RESCROLL_MS);
  };

  document.addEventListener('scroll', onScroll, { capture: true, passive: true, signal });
  CSS.highlights.set(HIGHLIGHT_NAMES.meant, highlights.meant);
  CSS.highlights.set(HIGHLIGHT_NAMES.unsure, highlights.unsure);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(scrolled);
    for (const kind of ['meant', 'unsure'] as const) {
      highlights[kind].clear();
      CSS.highlights.delete(HIGHLIGHT_NAMES[kind]);
    }
  });

  return {
    set(container, occurrences) {
      if (occurrences.length > 0) {
        if (!held.has(container)) observer.observe(container);
        held.set(container, occurrences);
      } else {
        observer.unobserve(container);
        held.delete(container);
        near.delete(container);
      }
      later();
    },
    check(container) {
      for (const { occurrence, range, words } of painted.get(container) ?? [])
        if (textOf(range, ruler) !== words) highlights[occurrence.reading.meaning].delete(range);
    },
    mute(terms) {
      muted = terms;
      later();
    },
  };
}

/** The occurrences closest to the middle of the screen, as many as may be painted. */
function nearest(occurrences: Occurrence[], ruler: Range): Occurrence[] {
  const middle = innerHeight / 2;
  return occurrences
    .map(occurrence => {
      const { block, reading } = occurrence;
      spread(ruler, rangeOf(block, reading.from, reading.to));
      const { top, bottom } = ruler.getBoundingClientRect();
      return { occurrence, distance: Math.abs((top + bottom) / 2 - middle) };
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, RANGES_MAX)
    .map(({ occurrence }) => occurrence);
}

/** Lays a live range over a static one, which cannot be measured or read itself. */
export function spread(
  ruler: Range,
  { startContainer, startOffset, endContainer, endOffset }: StaticRange,
): void {
  ruler.setStart(startContainer, startOffset);
  ruler.setEnd(endContainer, endOffset);
}

function textOf(range: StaticRange, ruler: Range): string | null {
  if (!range.startContainer.isConnected || !range.endContainer.isConnected) return null;
  try {
    spread(ruler, range);
  } catch {
    return null; // a text node became shorter than the range: it covers nothing any more
  }
  return ruler.toString();
}
