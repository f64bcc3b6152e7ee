import type { Reading } from '../words/term.ts';
import { createBatches } from './batches.ts';
import { containerOf, mayHoldProse, readBlocks } from './blocks.ts';
import { type Change, mayFlowInline, type Touched, watchChanges } from './changes.ts';
import { contains, elementsNamed, hasElements, isElement, isHere, textContent } from './dom.ts';
import { flatParent, hostOf, knowsRoots } from './flat-tree.ts';
import { watchHidden } from './hidden.ts';
import { firstInView } from './in-view.ts';
import { mayHoldTerm, readLongText } from './long-text.ts';
import { nodeOf, type Occurrence } from './occurrence.ts';
import { boxAround, hiddenAround, isDisplayed } from './seen.ts';
import { searchShadows } from './shadows.ts';
import { rememberSight } from './sight.ts';
import { createSlices, type Work } from './slices.ts';
import { nodesAt, type Passage, passagesIn } from './text-nodes.ts';

/** The language pipeline, as the page sees it. */
export interface Words {
  /** Whether a term may stand in a text: cheap, and never no where `read` would speak of the same text. */
  mayHold: (text: string) => boolean;
  /** Offsets in a text at which a term may begin, word edges not looked at. */
  candidates: (text: string) => Iterable<number>;
  /** Hears a text that is new on the page: what a page speaks of tells what its terms mean. */
  listen: (text: string) => void;
  /** The terms in a block's text, in order, never overlapping. */
  read: (text: string) => Reading[];
}

/** The terms of one document, kept true while it changes. */
export interface Scan {
  /** All of them; those of one container are in order, the containers as they were read. */
  occurrences: () => Iterable<Occurrence>;
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

/** In a subtree with more text than this, what is on the screen is read first: so many passages. */
const LONG_CHARS = 32_768;
const PASSAGES_IN_VIEW = 2;
/** Looking for containers that are gone takes 5 ms for 20,000 of them, so it is done less often where there are more. */
const KEPT_A_MS = 20;

/**
 * Reads a document for terms, in slices, and again wherever it changes. One closure, since every part of it works on
 * the same few sets.
 */
export function scan({ words, onRead, onChange, onQuiet, onNewRoot, signal }: ScanOptions): Scan {
  const found = new Map<Element, Occurrence[]>();
  /** Containers read in this batch: many candidates lead to the same one. */
  const fresh = new Set<Element>();
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

  function* readContainer(container: Element): Work {
    if (fresh.has(container)) return;
    fresh.add(container);
    const occurrences: Occurrence[] = [];
    for (const block of yield* readBlocks(container))
      for (const reading of yield* readLongText(words.read, block.text)) {
        const occurrence = { block, reading };
        const node = nodeOf(occurrence);
        const is = sight.standingOf(node);
        if (is === 'prose') occurrences.push(occurrence);
        else if (is === 'hidden') waitFor(node);
        yield;
      }
    keep(container, isHere(container) ? occurrences : []);
  }

  /** Reads a container around a change: nearly always nothing of ours was there, and nothing has come. */
  function* readChanged(container: Element): Work {
    if (!isHere(container)) return keep(container, []);
    if (!found.has(container) && !knowsRoots() && elementsNamed(container, 'ruby').length === 0) {
      if (!(yield* mayHoldTerm(words.mayHold, textContent(container)))) return;
    }
    yield* readContainer(container);
  }

  /** Reads the blocks around the candidates in some text, or in the first so many passages of it. */
  function* locate(passages: Iterable<Passage>, max = Number.POSITIVE_INFINITY): Work {
    let left = max;
    for (const passage of passages) {
      for (const node of nodesAt(passage, words.candidates(passage.text))) {
        if (!isHere(node)) continue;
        const is = sight.standingOf(node);
        if (is === 'hidden') waitFor(node);
        const container = is === 'prose' ? containerOf(node) : null;
        if (container) yield* readContainer(container);
        yield;
      }
      if (--left === 0) return;
      yield;
    }
  }

  /** Notes on ruby text stand amidst it for who asks for text, so that no candidate is seen there. */
  function* readRubies(root: Element): Work {
    for (const ruby of elementsNamed(root, 'ruby')) {
      const container = isDisplayed(ruby) ? containerOf(ruby) : null;
      if (container) yield* readContainer(container);
    }
  }

  /** Reads a subtree. */
  function* visit(root: Element | ShadowRoot): Work {
    const element = isElement(root) ? root : hostOf(root);
    if (!element || !isHere(root)) return;
    const text = textContent(root);
    if (text === '' || !mayHoldProse(element)) return;
    words.listen(text);
    const isLong = text.length > LONG_CHARS;
    if (yield* mayHoldTerm(words.mayHold, text)) {
      const start = isLong && isElement(root) ? firstInView(root) : null;
      if (start) yield* locate(passagesIn(root, mayHoldProse, start), PASSAGES_IN_VIEW);
      yield* locate(passagesIn(root, mayHoldProse));
    }
    yield* readRubies(element);
  }

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
    fresh.clear();
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
  const isElsewhere = (place: Element): boolean =>
    !knowsRoots() &&
    !hasElements(place) &&
    !mayFlowInline(place) &&
    !holderOf(place) &&
    !words.mayHold(textContent(place));

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
      if (container) fresh.delete(container);
      const holder = holderOf(host);
      if (holder) containers.add(holder);
      slices.push(visit(root));
      slices.push(visit(host));
      unsearched.push(root);
    }
    for (const container of containers) {
      fresh.delete(container);
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
    *occurrences() {
      for (const occurrences of found.values()) yield* occurrences;
    },
    within: container => found.get(container) ?? [],
    quiet: isIdle,
    reread,
  };
}
