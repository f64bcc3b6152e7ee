import type { Match, Reading } from '../words/term.ts';
import { type Block, containerOf, mayHoldProse, readBlocks, standingOf } from './blocks.ts';
import { childElements, isDisplayed, isText, matches, parentElement, SHOW_TEXT, textContent } from './dom.ts';

/** The language pipeline, as the page sees it. */
export interface Words {
  /** Offsets in a text at which a term may begin; cheap, and never silent where `read` would speak. */
  candidates: (text: string) => Iterable<number>;
  /** The terms in a block's text, in order, never overlapping. */
  read: (text: string) => Reading[];
}

/** A term where it stands on the page. */
export interface Occurrence {
  block: Block;
  reading: Reading;
}

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
  /** Text of a container changed under its terms: what is painted there is wrong until it is read again. */
  onStale: (container: Element) => void;
  /** A batch of reading is done. */
  onQuiet: () => void;
  /** The document has another root. If document.open() made it, every listener on the document is gone as well. */
  onNewRoot: () => void;
  signal: AbortSignal;
}

/** A slice of work must leave most of a 16 ms frame to the page. */
const SLICE_MS = 8;
/** Changes are gathered this long: a fast log or ticker costs one reading for many changes. */
const GATHER_MS = 100;
/** An element with more text than this is read child by child, so that a slice can end in between. */
const CHUNK_CHARS = 16_384;
/** Elements that usually flow in a line; text may run on across them, so they are never a place to split. */
const INLINE =
  'a,abbr,b,bdi,bdo,cite,data,del,dfn,em,font,i,ins,label,mark,q,s,small,span,strike,strong,sub,sup,time,u,var,wbr';

/** Reads a document for terms, in slices, and again wherever it changes. */
export function scan({ words, onRead, onStale, onQuiet, onNewRoot, signal }: ScanOptions): Scan {
  const found = new Map<Element, Occurrence[]>();
  /** Subtrees to read, the next one last. */
  const queue: Element[] = [];
  /** Containers already read in this batch: many candidates lead to the same one. */
  const fresh = new Set<Element>();
  /** Elements around text that changed; which block that is in is asked when the batch is read. */
  const touched = new Set<Element>();
  let draining = false;
  let removals = false;

  const revealed = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries)
      if (isIntersecting && isDisplayed(target)) {
        revealed.unobserve(target);
        touch(target);
      }
  });

  const keep = (container: Element, occurrences: Occurrence[]) => {
    if (occurrences.length > 0) found.set(container, occurrences);
    else if (!found.delete(container)) return;
    onRead(container, occurrences);
  };

  const readContainer = (container: Element) => {
    if (fresh.has(container)) return;
    fresh.add(container);
    const occurrences: Occurrence[] = [];
    for (const block of readBlocks(container))
      for (const reading of words.read(block.text))
        if (isSeen(block, reading)) occurrences.push({ block, reading });
    keep(container, occurrences);
  };

  /** Reads the blocks around the candidates in a subtree. */
  const locate = (root: Element, offsets: Iterable<number>) => {
    const walker = document.createTreeWalker(root, SHOW_TEXT);
    let node = walker.nextNode() as Text | null;
    let end = node?.length ?? 0;
    let asked: Text | null = null;
    for (const offset of offsets) {
      while (node && end <= offset) {
        node = walker.nextNode() as Text | null;
        end += node?.length ?? 0;
      }
      if (!node) return;
      if (node === asked) continue;
      asked = node;
      const standing = standingOf(node);
      const container = standing === 'other' ? null : containerOf(node);
      if (!container) continue;
      if (standing === 'prose') readContainer(container);
      else revealed.observe(container);
    }
  };

  const visit = (root: Element) => {
    if (!root.isConnected || !mayHoldProse(root)) return;
    const text = textContent(root);
    const candidates = words.candidates(text);
    if (text.length > CHUNK_CHARS && !flowsInline(root)) {
      const [first] = candidates;
      if (first !== undefined) for (const child of childElements(root).reverse()) queue.push(child);
    } else locate(root, candidates);
  };

  const drain = async () => {
    if (draining) return;
    draining = true;
    try {
      while (!signal.aborted && (queue.length > 0 || touched.size > 0 || removals)) {
        fresh.clear();
        forgetRemoved();
        const changed = takeTouched();
        await readQueue();
        // No candidate led back to these: they have no terms left.
        for (const container of changed) if (!fresh.has(container)) keep(container, []);
      }
    } finally {
      draining = false;
    }
    if (!signal.aborted) onQuiet();
  };

  const forgetRemoved = () => {
    if (removals) for (const container of [...found.keys()]) if (!container.isConnected) keep(container, []);
    removals = false;
  };

  /** Queues the containers of all text that changed, and returns them. */
  const takeTouched = (): Set<Element> => {
    const containers = new Set<Element>();
    for (const element of touched) {
      const container = element.isConnected ? containerOf(element) : null;
      if (container) containers.add(container);
    }
    touched.clear();
    queue.push(...containers);
    return containers;
  };

  const readQueue = async () => {
    let sliceEnd = performance.now() + SLICE_MS;
    for (let root = queue.pop(); root && !signal.aborted; root = queue.pop()) {
      visit(root);
      if (performance.now() < sliceEnd) continue;
      // A timer, not scheduler.yield: that one lets no frame through.
      await new Promise(resolve => setTimeout(resolve));
      sliceEnd = performance.now() + SLICE_MS;
    }
  };

  let gathering: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void drain();
    }, GATHER_MS);
  };
  const touch = (element: Element) => {
    touched.add(element);
    later();
  };

  let root = document.documentElement;
  const observer = new MutationObserver(records => {
    if (document.documentElement !== root) {
      root = document.documentElement;
      onNewRoot();
      return;
    }
    const stale = new Set<Element>();
    const markStale = (node: Node) => {
      const element = node instanceof Element ? node : parentElement(node);
      if (!element) return;
      touch(element);
      const container = holderOf(element);
      if (container) stale.add(container);
    };
    for (const { target, type, addedNodes, removedNodes } of records) {
      if (type === 'characterData') markStale(target);
      for (const node of addedNodes) {
        if (node instanceof Element && !matches(node, INLINE)) queue.push(node);
        else if (node instanceof Element || isText(node)) markStale(node);
      }
      for (const node of removedNodes) {
        if (node instanceof Element) removals = true;
        if (isText(node) || (node instanceof Element && matches(node, INLINE))) markStale(target);
      }
    }
    if (queue.length > 0 || removals) later();
    for (const container of stale) onStale(container);
  });
  /** The nearest container around an element that holds terms. */
  const holderOf = (element: Element): Element | null => {
    let around: Element | null = element;
    while (around && !found.has(around)) around = parentElement(around);
    return around;
  };

  if (document.body) queue.push(document.body);
  // What stands right inside a <details> is shown and hidden without a mutation of anything it consists of.
  document.addEventListener('toggle', ({ target }) => target instanceof Element && touch(target), {
    capture: true,
    signal,
  });
  // The document, not its root: pages replace the root and rewrite themselves with document.write.
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    revealed.disconnect();
    clearTimeout(gathering);
    found.clear();
  });
  // Not at once: who started this is not ready to be called back.
  queueMicrotask(() => void drain());

  return {
    occurrences: () => [...found.values()].flat(),
    within: container => found.get(container) ?? [],
    quiet: () => !draining && queue.length === 0 && gathering === undefined,
    reread: touch,
  };
}

/** Whether text runs directly in an element, so that a term could be broken over its children. */
function flowsInline(element: Element): boolean {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | SHOW_TEXT);
  for (let child = walker.firstChild(); child; child = walker.nextSibling()) {
    const runsOn = isText(child) ? /\S/.test(child.data) : matches(child as Element, INLINE);
    if (runsOn) return true;
  }
  return false;
}

/** A block is read for one visible candidate; another in it may be hidden or code in the line. */
function isSeen({ pieces }: Block, { from }: Match): boolean {
  const piece = pieces.findLast(candidate => candidate.from <= from);
  return piece !== undefined && standingOf(piece.node) === 'prose';
}
