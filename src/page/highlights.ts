import type { Touched } from './changes.ts';
import { localName } from './dom.ts';
import { flatParent } from './flat-tree.ts';
import { isPale, LAYERS, type Layer, type Look, nameOf } from './mark-names.ts';
import { nearest, RANGES_MAX } from './nearest.ts';
import { nodeOf, type Occurrence, piecesOf, stands, staticRangesOf, wordsOf } from './occurrence.ts';
import { isDisplayed } from './seen.ts';
import { adoptMarks } from './shadow-marks.ts';

/** Painted this far beyond the screen, and beyond what a scroller shows, so that scrolling meets finished work. */
const NEAR = { rootMargin: '100% 0px', scrollMargin: '100% 0px' };
/** Where more is near than is painted, it is chosen anew this long after a scroll: before the second frame. */
const RESCROLL_MS = 16;
/** What the page takes out of the registry is put back so often in a row, ... */
const RETRIES_MAX = 5;
/** ... and once more for each such time. Whoever clears it again and again shall have it empty. */
const RETRY_MS = 10_000;

/** Paints the occurrences on and near the screen. */
export interface Paint {
  /** What a container holds from now on. */
  set: (container: Element, occurrences: readonly Occurrence[]) => void;
  /** Takes away what no longer covers the word it was painted for. */
  check: (touched: Touched) => void;
  /** Paints anew, after `kindOf` changed its mind. */
  refresh: () => void;
}

export interface PaintOptions {
  /** How an occurrence is to be shown, if at all. */
  kindOf: (occurrence: Occurrence) => 'meant' | 'unsure' | null;
  /** How the reader wants marks to look. */
  look: () => Look;
  /** The rules of all looks, for shadow roots. */
  sheet: () => Promise<string>;
  /** A container near the screen is not displayed any more. */
  onHidden: (container: Element) => void;
  signal: AbortSignal;
}

interface Painted {
  occurrence: Occurrence;
  layer: Layer;
  ranges: StaticRange[];
  /** What an occurrence of several nodes covers; null when it is of one. */
  words: string | null;
}

/** Starts painting; removes every trace when the signal aborts. One closure around what is held, near and painted. */
export function paintNear({ kindOf, look, sheet, onHidden, signal }: PaintOptions): Paint {
  // Own references: Firefox does not let a content script iterate CSS.highlights.
  const highlights = new Map<Layer, Highlight>(LAYERS.map(layer => [layer, new Highlight()]));
  const held = new Map<Element, readonly Occurrence[]>();
  const near = new Set<Element>();
  const painted = new Map<Element, Map<Occurrence, Painted>>();
  /** What is painted of a text node, and what runs over several. */
  const paintedIn = new WeakMap<Node, Set<Painted>>();
  const composed = new Set<Painted>();
  /** What a container holds that is to be painted, until `kindOf` changes its mind. */
  let wantedOf = new WeakMap<readonly Occurrence[], readonly Occurrence[]>();
  const adopt = adoptMarks(sheet, signal);
  let waiting = false;
  let crowded = false;

  const observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (!held.has(target)) continue; // told too late
      if (isIntersecting) near.add(target);
      else near.delete(target);
      if (!isIntersecting && !isDisplayed(target)) onHidden(target);
    }
    repaintSoon();
  }, NEAR);

  const wipe = (one: Painted) => {
    for (const range of one.ranges) {
      highlights.get(one.layer)?.delete(range);
      highlights.get('drawing')?.delete(range);
    }
    for (const { node } of piecesOf(one.occurrence)) paintedIn.get(node)?.delete(one);
    composed.delete(one);
  };
  const paint = (occurrence: Occurrence, layer: Layer): Painted => {
    const pieces = piecesOf(occurrence);
    const words = pieces.length > 1 ? wordsOf(occurrence) : null;
    const one = { occurrence, layer, ranges: staticRangesOf(occurrence), words };
    for (const range of one.ranges) {
      highlights.get(layer)?.add(range);
      if (isDrawing(occurrence.block.container)) highlights.get('drawing')?.add(range);
      adopt(range.startContainer);
    }
    for (const { node } of pieces) {
      const there = paintedIn.get(node);
      if (there) there.add(one);
      else paintedIn.set(node, new Set([one]));
    }
    if (words !== null) composed.add(one);
    return one;
  };
  const draw = (container: Element, occurrences: readonly Occurrence[]) => {
    const before = painted.get(container);
    const now = new Map<Occurrence, Painted>();
    for (const occurrence of occurrences) {
      const layer = layerOf(occurrence, kindOf(occurrence) ?? 'unsure');
      const there = before?.get(occurrence);
      if (there?.layer === layer) {
        now.set(occurrence, there);
        before?.delete(occurrence);
      } else if (stands(occurrence)) now.set(occurrence, paint(occurrence, layer)); // else it is read again soon
    }
    before?.forEach(wipe);
    if (now.size > 0) painted.set(container, now);
    else painted.delete(container);
  };

  const wantedIn = (container: Element): readonly Occurrence[] => {
    const occurrences = held.get(container) ?? [];
    let wanted = wantedOf.get(occurrences);
    if (!wanted) {
      wanted = occurrences.filter(one => kindOf(one) !== null);
      wantedOf.set(occurrences, wanted);
    }
    return wanted;
  };
  const repaint = () => {
    register(); // again, should the page have cleared the registry
    let wanted = new Map([...near].map(container => [container, wantedIn(container)]));
    let all = 0;
    for (const { length } of wanted.values()) all += length;
    crowded = all > RANGES_MAX;
    if (crowded) wanted = nearest(wanted);
    for (const container of [...painted.keys()]) if (!wanted.has(container)) draw(container, []);
    for (const [container, occurrences] of wanted) draw(container, occurrences);
  };

  let painting = look();
  let retries = 0;
  let retriedMs = 0;
  const register = () => {
    const now = look();
    for (const layer of LAYERS) {
      if (nameOf(now, layer) === nameOf(painting, layer)) continue;
      unregister(layer);
      retries = 0; // the reader did it, not the page
    }
    painting = now;
    const missing = LAYERS.filter(layer => !isRegistered(layer));
    if (missing.length === 0) return;
    const nowMs = performance.now();
    retries = Math.max(0, retries - (nowMs - retriedMs) / RETRY_MS);
    retriedMs = nowMs;
    if (retries > RETRIES_MAX) return;
    retries++;
    for (const layer of missing)
      CSS.highlights.set(nameOf(painting, layer), highlights.get(layer) as Highlight); // one for each layer
  };
  // One under the same name may be of the script of a newer version.
  const isRegistered = (layer: Layer) =>
    CSS.highlights.get(nameOf(painting, layer)) === highlights.get(layer);
  const unregister = (layer: Layer) => isRegistered(layer) && CSS.highlights.delete(nameOf(painting, layer));

  /** Repaints once, before the next frame, however many containers change. */
  const repaintSoon = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      if (!signal.aborted) repaint();
    });
  };

  let choosing: ReturnType<typeof setTimeout> | undefined;
  const chooseAnew = () => {
    if (!crowded) return;
    choosing ??= setTimeout(() => {
      choosing = undefined;
      repaintSoon();
    }, RESCROLL_MS);
  };

  document.addEventListener('scroll', chooseAnew, { capture: true, passive: true, signal });
  window.addEventListener('resize', chooseAnew, { signal });
  register();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(choosing);
    for (const [layer, highlight] of highlights) {
      highlight.clear();
      unregister(layer);
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
      repaintSoon();
    },
    check({ texts, around }) {
      for (const node of texts) for (const one of paintedIn.get(node) ?? []) if (!isAsPainted(one)) wipe(one);
      if (around.size === 0) return;
      for (const one of composed) if (isAmidst(around, one.occurrence) && !isAsPainted(one)) wipe(one);
    },
    refresh() {
      wantedOf = new WeakMap();
      repaintSoon();
    },
  };
}

const isAsPainted = ({ occurrence, words }: Painted): boolean =>
  stands(occurrence) && (words === null || wordsOf(occurrence) === words);

/** Whether some of these elements hold a part of an occurrence, so that something may have come between its parts. */
function isAmidst(elements: Set<Element>, occurrence: Occurrence): boolean {
  const { container } = occurrence.block;
  return piecesOf(occurrence).some(({ node }) => {
    let around = flatParent(node);
    while (around && around !== container && !elements.has(around)) around = flatParent(around);
    return around !== null && elements.has(around);
  });
}

/** Asked at each painting, since pages change their colours: of 300 elements it takes a millisecond. */
function layerOf(occurrence: Occurrence, kind: 'meant' | 'unsure'): Layer {
  const element = import.meta.env.FIREFOX ? null : flatParent(nodeOf(occurrence));
  return element && isPale(getComputedStyle(element).color) ? `${kind}-pale` : kind;
}

/** Whether a container holds the words of a drawing, which Firefox draws lines under as under all others. */
const isDrawing = (container: Element): boolean =>
  !import.meta.env.FIREFOX && localName(container) === 'text';
