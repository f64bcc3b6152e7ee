import { localName } from './dom.ts';
import { type Occurrence, rectsOf, stands, staticRangesOf } from './occurrence.ts';
import { isDisplayed } from './seen.ts';
import { adoptMarks } from './shadow-marks.ts';

/** The names under which terms are painted; the rules stand in the manifest's style sheet. */
export const HIGHLIGHT_NAMES = {
  meant: 'contextual-glossary-term',
  unsure: 'contextual-glossary-unsure',
  /** Laid over the words of drawings besides. Chromium draws no line under those, but a ground (measured). */
  drawn: 'contextual-glossary-drawing',
} as const;
const LAYERS = ['meant', 'unsure', 'drawn'] as const;

/**
 * How many ranges are registered at once. Chromium looks at every registered range in each frame that changes
 * anything: 300 cost 7 ms where none cost 4, and 10,000 cost 70 (measured, November 2026).
 */
const RANGES_MAX = 300;
/** Painted this far beyond the screen, and beyond what a scroller shows, so that scrolling meets finished work. */
const NEAR = { rootMargin: '100% 0px', scrollMargin: '100% 0px' };
/** A container with more terms than may be painted is looked through again this long after a scroll. */
const RESCROLL_MS = 100;

/** Paints the occurrences on and near the screen. */
export interface Paint {
  /** What a container holds from now on. */
  set: (container: Element, occurrences: readonly Occurrence[]) => void;
  /** Takes away what no longer covers the word it was painted for. */
  check: (container: Element) => void;
  /** Paints anew, after `kindOf` changed its mind. */
  refresh: () => void;
}

export interface PaintOptions {
  /** How an occurrence is to be shown, if at all. */
  kindOf: (occurrence: Occurrence) => 'meant' | 'unsure' | null;
  /** A container near the screen is not displayed any more. */
  onHidden: (container: Element) => void;
  signal: AbortSignal;
}

interface Painted {
  occurrence: Occurrence;
  kind: 'meant' | 'unsure';
  ranges: StaticRange[];
}

/** Starts painting; removes every trace when the signal aborts. One closure around what is held, near and painted. */
export function paintNear({ kindOf, onHidden, signal }: PaintOptions): Paint {
  // Own references: Firefox does not let a content script iterate CSS.highlights.
  const highlights = { meant: new Highlight(), unsure: new Highlight(), drawn: new Highlight() };
  const held = new Map<Element, readonly Occurrence[]>();
  const near = new Set<Element>();
  const painted = new Map<Element, Painted[]>();
  const adopt = adoptMarks(signal);
  let waiting = false;
  let crowded = false;

  const observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target);
      else near.delete(target);
      if (!isIntersecting && !isDisplayed(target)) onHidden(target);
    }
    refresh();
  }, NEAR);

  const wipe = ({ ranges, kind }: Painted) => {
    for (const range of ranges) {
      highlights[kind].delete(range);
      highlights.drawn.delete(range);
    }
  };
  const erase = (container: Element) => {
    painted.get(container)?.forEach(wipe);
    painted.delete(container);
  };

  const draw = (container: Element, occurrences: Occurrence[]) => {
    const before = painted.get(container) ?? [];
    const isPaintedSo = ({ occurrence, kind }: Painted, i: number) =>
      occurrence === occurrences[i] && kind === kindOf(occurrence);
    if (before.length === occurrences.length && before.every(isPaintedSo)) return;
    erase(container);
    const now = occurrences.flatMap(occurrence => {
      if (!stands(occurrence)) return []; // its container is about to be read again
      const ranges = staticRangesOf(occurrence);
      const kind = kindOf(occurrence) ?? 'unsure';
      for (const range of ranges) {
        highlights[kind].add(range);
        if (isDrawing(container)) highlights.drawn.add(range);
        adopt(range.startContainer);
      }
      return [{ occurrence, ranges, kind }];
    });
    if (now.length > 0) painted.set(container, now);
  };

  const repaint = () => {
    register(); // again, should the page have cleared the registry
    const wanted = new Map(
      [...near].map(container => [
        container,
        (held.get(container) ?? []).filter(one => kindOf(one) !== null),
      ]),
    );
    const all = [...wanted.values()].flat();
    crowded = all.length > RANGES_MAX;
    const chosen = crowded ? nearest(all) : null;
    for (const container of [...painted.keys()]) if (!wanted.has(container)) erase(container);
    for (const [container, occurrences] of wanted)
      draw(container, chosen ? occurrences.filter(occurrence => chosen.has(occurrence)) : occurrences);
  };

  const register = () => {
    for (const kind of LAYERS)
      if (CSS.highlights.get(HIGHLIGHT_NAMES[kind]) !== highlights[kind])
        CSS.highlights.set(HIGHLIGHT_NAMES[kind], highlights[kind]);
  };

  /** Repaints once, before the next frame, however many containers change. */
  const refresh = () => {
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
      refresh();
    }, RESCROLL_MS);
  };

  document.addEventListener('scroll', onScroll, { capture: true, passive: true, signal });
  register();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(scrolled);
    for (const kind of LAYERS) {
      highlights[kind].clear();
      // Not those of the script of a newer version.
      if (CSS.highlights.get(HIGHLIGHT_NAMES[kind]) === highlights[kind])
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
      refresh();
    },
    check(container) {
      for (const one of painted.get(container) ?? []) if (!stands(one.occurrence)) wipe(one);
    },
    refresh,
  };
}

/** The occurrences closest to the middle of the screen, as many as may be painted. */
function nearest(occurrences: Occurrence[]): Set<Occurrence> {
  const middle = innerHeight / 2;
  const byDistance = occurrences
    .map(occurrence => {
      const [box] = rectsOf(occurrence);
      return { occurrence, distance: box ? Math.abs(box.top - middle) : Number.POSITIVE_INFINITY };
    })
    .sort((a, b) => a.distance - b.distance);
  return new Set(byDistance.slice(0, RANGES_MAX).map(({ occurrence }) => occurrence));
}

/** Whether a container holds the words of a drawing, which Firefox draws lines under as under all others. */
const isDrawing = (container: Element): boolean =>
  !import.meta.env.FIREFOX && localName(container) === 'text';
