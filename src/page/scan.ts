import { createBatches } from './batches.ts';
import { containerOf, mayHoldProse } from './blocks.ts';
import { type Change, mayFlowInline, type Touched, watchChanges } from './changes.ts';
import { contains, hasElements, isHere, textContent } from './dom.ts';
import { flatParent, knowsRoots } from './flat-tree.ts';
import { watchHidden } from './hidden.ts';
import type { Occurrence } from './occurrence.ts';
import { boxAround, hiddenAround, isDisplayed } from './seen.ts';
import { searchShadows } from './shadows.ts';
import { rememberSight } from './sight.ts';
import { createSlices, type Work } from './slices.ts';
import { isInside } from './text-nodes.ts';
import { createTreeReader, type Words } from './tree-reader.ts';

/** The terms of one document, kept true while it changes. */
export interface Scan {
  /** All of them; those of one container are in order, the containers as they were read. */
  occurrences: () => Occurrence[];
  /** Those whose text flows directly in a container. */
  within: (container: Element) => readonly Occurrence[];
  /** Whether nothing is left to read. */
  quiet: () => boolean;
  /** Has a container read again, for what no mutation tells. */
  reread: (container: Element) => void;
}

export interface ScanOptions {
  words: Words;
  /** What a container now holds; an empty list says that its terms are gone. */
  onRead: (container: Element, occurrences: readonly Occurrence[]) => void;
  /** Something changed: what is painted there may be wrong until it is read again. */
  onChange: (touched: Touched) => void;
  /** A batch of reading is done. */
  onQuiet: () => void;
  onNewRoot: () => void;
  signal: AbortSignal;
}

/** Looking for containers that are gone takes 5 ms for 20,000 of them, so it is done less often where there are more. */
const KEPT_A_MS = 20;
/** A longer text that changed is looked through in slices. */
const GLANCED_CHARS = 16_384;

/**
 * Reads a document for terms, in slices, and again wherever it changes. One closure, since every part of it works on
 * the same few sets.
 */
export function scan({ words, onRead, onChange, onQuiet, onNewRoot, signal }: ScanOptions): Scan {
  const found = new Map<Element, Occurrence[]>();
  const rereads = new Set<Element>();
  /** Subtrees to be read: the body, and later what was hidden and is shown. */
  const unread = new Set<Element>();
  /** Where shadow roots are still to be looked for, after everything else. */
  const unsearched: (Element | ShadowRoot)[] = [];
  /** Shadow roots that were found and are to be read, with their hosts. */
  const entering: [ShadowRoot, Element][] = [];

  const sight = rememberSight();
  const slices = createSlices({ onSlice: sight.forget, signal });

  const keep = (container: Element, occurrences: Occurrence[]) => {
    if (occurrences.length > 0) found.set(container, occurrences);
    else if (!found.delete(container)) return;
    onRead(container, occurrences);
  };
  const { readContainer, readChanged, visit, again, forget } = createTreeReader({
    words,
    sight,
    holdsTerms: container => found.has(container),
    onRead: keep,
    onHidden: node => waitFor(node),
  });

  function* visitEach(roots: Iterable<Element>): Work {
    for (const root of roots) {
      slices.push(visit(root));
      yield;
    }
  }

  /** Reads what changed, and goes on until everything of it is read. */
  const readBatch = async () => {
    slices.push(searchRoots());
    slices.push(readChanges());
    const workedMs = await slices.run();
    forget();
    sight.forget();
    return workedMs;
  };

  function* searchRoots(): Work {
    for (let root = unsearched.pop(); root; root = unsearched.pop()) {
      for (const rest of search.look(root)) unsearched.push(rest);
      yield;
    }
  }

  let sweptMs = 0;
  let unswept = false;
  /** Forgets containers that are gone, or hold no prose any more. */
  function* sweep(nowMs: number, edited: boolean): Work {
    const dueMs = sweptMs + found.size / KEPT_A_MS;
    if (dueMs > nowMs && !edited) return later(dueMs - nowMs);
    unswept = false;
    sweptMs = nowMs;
    for (const container of [...found.keys()]) {
      if (!isHere(container) || (edited && !mayHoldProse(container))) keep(container, []);
      yield;
    }
  }

  function* readChanges(): Work {
    const nowMs = performance.now();
    const { places, edited, removed, restMs } = changes.take(nowMs);
    if (restMs < Number.POSITIVE_INFINITY) later(restMs - nowMs);
    unswept ||= removed;
    if (unswept || edited) yield* sweep(nowMs, edited);
    if (entering.length > 0) slices.push(enter());
    const containers = new Set(rereads);
    rereads.clear();
    const roots: Element[] = [];
    for (const element of unread) {
      roots.push(element);
      for (const node of drawnIn.get(element) ?? []) containers.add(containerOf(node) ?? element);
      drawnIn.delete(element);
    }
    unread.clear();
    for (const [place, change] of places) {
      addChanged(place, change, containers, roots);
      yield;
    }
    for (const container of containers) {
      yield* readChanged(container);
      yield;
    }
    yield* visitEach(roots);
  }

  const addChanged = (place: Element, change: Change, containers: Set<Element>, roots: Element[]) => {
    for (const element of change.added) {
      roots.push(element);
      unsearched.push(element);
    }
    const container = isHere(place) && !isElsewhere(place) ? containerOf(place) : null;
    if (!container) return;
    // A block that came or went cuts the text around it anew, which matters where there are terms.
    if (change.flows || found.has(container)) containers.add(container);
    if (change.flows && !isDisplayed(place)) roots.push(place);
  };

  /**
   * Whether there is but text in a block that changed, far from any term, and none has come: so it is with most of what
   * a log or ticker does, and to ask for the block's style would have the browser compute what the page has just changed.
   */
  const isElsewhere = (place: Element): boolean => {
    if (knowsRoots() || hasElements(place) || mayFlowInline(place) || holderOf(place)) return false;
    const text = textContent(place);
    if (text.length > GLANCED_CHARS) return false;
    for (const offset of words.candidates(text)) if (!isInside(text, offset)) return false;
    return true;
  };

  /** The nearest container around an element that holds terms. */
  const holderOf = (element: Element): Element | null => {
    let around: Element | null = element;
    while (around && !found.has(around)) around = flatParent(around);
    return around;
  };

  const { later, isReading, isIdle } = createBatches({ read: readBatch, onQuiet, signal });
  const reread = (container: Element) => {
    rereads.add(container);
    later();
  };

  const watch = watchHidden(element => {
    unread.add(element);
    later();
  }, signal);
  /** Nodes that are drawn in an element without being in it: text in shadow roots and slots. */
  const drawnIn = new WeakMap<Element, Set<Node>>();
  const waitFor = (node: Node) => {
    const around = boxAround(node);
    if (!around || sight.isSeen(around)) return; // it will not be shown together with its box
    const box = hiddenAround(around);
    if (!contains(box, node)) drawnIn.set(box, (drawnIn.get(box) ?? new Set()).add(node));
    watch(box);
  };
  const changes = watchChanges({
    onChange(touched) {
      onChange(touched);
      later();
    },
    onNewRoot,
    signal,
  });
  /** Reads shadow roots, and anew what their hosts were read as: their children stand where slots have them, if anywhere. */
  function* enter(): Work {
    yield;
    const containers = new Set<Element>();
    for (const [root, host] of entering.splice(0)) {
      const container = containerOf(host);
      if (container) again(container);
      const holder = holderOf(host);
      if (holder) containers.add(holder);
      slices.push(visit(root));
      slices.push(visit(host));
      unsearched.push(root);
    }
    for (const container of containers) {
      again(container);
      slices.push(readContainer(container));
    }
  }
  const search = searchShadows((root, host) => {
    changes.enter(root);
    if (entering.push([root, host]) > 1) return;
    if (isReading()) slices.push(enter());
    else later();
  }, signal);
  signal.addEventListener('abort', () => found.clear());
  const { body } = document;
  if (body) {
    unread.add(body);
    unsearched.push(body);
  }

  return {
    // At once: to be handed 100,000 of them one by one takes ten times as long.
    occurrences: () => [...found.values()].flat(),
    within: container => found.get(container) ?? [],
    quiet: isIdle,
    reread,
  };
}
