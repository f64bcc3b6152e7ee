import type { Reading } from '../words/term.ts';
import { containerOf, mayHoldProse, readBlocks, standingOf } from './blocks.ts';
import { mayFlowInline, watchChanges } from './changes.ts';
import {
  childElements,
  contains,
  elementsNamed,
  isElement,
  isHere,
  isText,
  SHOW_TEXT,
  textContent,
} from './dom.ts';
import { flatParent, hostOf } from './flat-tree.ts';
import { watchHidden } from './hidden.ts';
import { nodeOf, type Occurrence } from './occurrence.ts';
import { boxAround, isDisplayed, isSeen } from './seen.ts';
import { searchShadows } from './shadows.ts';

/** The language pipeline, as the page sees it. */
export interface Words {
  /** Offsets in a text at which a term may begin: cheap, and never silent where `read` would speak of the same text. */
  candidates: (text: string) => Iterable<number>;
  /** The terms in a block's text, in order, never overlapping. */
  read: (text: string) => Reading[];
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
  /** Something changed around a container's terms: what is painted there may be wrong until it is read again. */
  onStale: (container: Element) => void;
  /** A batch of reading is done. */
  onQuiet: () => void;
  onNewRoot: () => void;
  signal: AbortSignal;
}

/** A slice of work must leave most of a 16 ms frame to the page. */
const SLICE_MS = 8;
/** Changes are gathered this long: a fast log or ticker costs one reading for many changes. */
const GATHER_MS = 100;
/** An element with more text than this is read child by child, so that a slice can end in between. */
const CHUNK_CHARS = 16_384;

/**
 * Reads a document for terms, in slices, and again wherever it changes. One closure, since every part of it works on
 * the same few sets.
 */
export function scan({ words, onRead, onStale, onQuiet, onNewRoot, signal }: ScanOptions): Scan {
  const found = new Map<Element, Occurrence[]>();
  /** What is left to do in this batch, the next one last. */
  const tasks: (() => void)[] = [];
  /** Containers read in this batch: many candidates lead to the same one. */
  const fresh = new Set<Element>();
  const rereads = new Set<Element>();
  const shown = new Set<Element>();
  /** Where shadow roots are still to be looked for, after everything else. */
  const unsearched: (Element | ShadowRoot)[] = [];
  /** Shadow roots that were found and are to be read, with their hosts. */
  const entering: [ShadowRoot, Element][] = [];
  /** What is in sight, for as long as a slice lasts. */
  const inSight = new Map<Element, boolean>();
  let state: 'idle' | 'gathering' | 'reading' = 'reading';
  let more = false;

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
      for (const reading of words.read(block.text)) {
        const occurrence = { block, reading };
        const node = nodeOf(occurrence);
        const standing = standingOf(node, inSight);
        if (standing === 'prose') occurrences.push(occurrence);
        else if (standing === 'hidden') waitFor(node);
      }
    keep(container, occurrences);
  };

  /** Reads the blocks around the candidates in a subtree. */
  const locate = (root: Element | ShadowRoot, offsets: Iterable<number>) => {
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
      const standing = standingOf(node, inSight);
      if (standing === 'hidden') waitFor(node);
      const container = standing === 'prose' ? containerOf(node) : null;
      if (container) readContainer(container);
    }
  };

  /** Notes on ruby text stand amidst it for who asks for text, so that no candidate is seen there. */
  const readRubies = (root: Element) => {
    for (const ruby of elementsNamed(root, 'ruby')) {
      const container = isDisplayed(ruby) ? containerOf(ruby) : null;
      if (container) readContainer(container);
    }
  };

  /** Reads a subtree: at once if it is small, else in pieces, each a task of its own. */
  const visit = (root: Element | ShadowRoot) => {
    const element = isElement(root) ? root : hostOf(root);
    if (!element || !isHere(root) || !mayHoldProse(element)) return;
    const text = textContent(root);
    const candidates = words.candidates(text);
    if (text.length <= CHUNK_CHARS) {
      locate(root, candidates);
      return readRubies(element);
    }
    const [first] = candidates;
    if (first === undefined) return;
    if (!isDisplayed(element)) return watch(element);
    const container = textRunsIn(root) ? containerOf(element) : null;
    if (container) readContainer(container);
    for (const child of childElements(root).reverse()) tasks.push(() => visit(child));
  };

  /** Reads what changed, and goes on until everything of it is read. */
  const readBatch = async () => {
    state = 'reading';
    more = false;
    fresh.clear();
    tasks.push(queueChanges);
    inSight.clear();
    let sliceEnd = performance.now() + SLICE_MS;
    for (let task = nextTask(); task && !signal.aborted; task = nextTask()) {
      try {
        task();
      } catch (error) {
        // One place of a strange page must not keep the rest of it unread.
        console.error('Contextual Glossary could not read a part of this page:', error);
      }
      if (performance.now() < sliceEnd) continue;
      // A timer, not scheduler.yield: that one lets no frame through.
      await new Promise(resolve => setTimeout(resolve));
      inSight.clear();
      sliceEnd = performance.now() + SLICE_MS;
    }
    state = 'idle';
    if (signal.aborted) return;
    onQuiet();
    if (more) later();
  };

  const nextTask = () => tasks.pop() ?? (unsearched.length > 0 ? searchOne : undefined);
  const searchOne = () => {
    const root = unsearched.pop();
    for (const rest of root ? search.look(root) : []) unsearched.push(rest);
  };

  const queueChanges = () => {
    const { added, around, touched, removed } = changes.take();
    if (removed)
      for (const container of [...found.keys()])
        if (!isHere(container) || !mayHoldProse(container)) keep(container, []);
    for (const element of added.reverse()) tasks.push(() => visit(element));
    for (const element of added) unsearched.push(element);
    const containers = new Set(rereads);
    rereads.clear();
    for (const element of shown) {
      tasks.push(() => visit(element));
      for (const node of drawnIn.get(element) ?? []) containers.add(containerOf(node) ?? element);
      drawnIn.delete(element);
    }
    shown.clear();
    for (const element of around) {
      const holder = holderOf(element);
      if (holder) containers.add(holder);
    }
    for (const element of touched) {
      if (!isHere(element)) continue;
      const container = containerOf(element);
      if (container) containers.add(container);
      if (!isDisplayed(element)) tasks.push(() => visit(element));
    }
    for (const container of containers) tasks.push(() => readContainer(container));
  };

  /** The nearest container around an element that holds terms. */
  const holderOf = (element: Element): Element | null => {
    let around: Element | null = element;
    while (around && !found.has(around)) around = flatParent(around);
    return around;
  };

  let gathering: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    more = true;
    if (state !== 'idle') return;
    state = 'gathering';
    gathering = setTimeout(() => void readBatch(), GATHER_MS);
  };
  const reread = (container: Element) => {
    rereads.add(container);
    later();
  };

  const watch = watchHidden(element => {
    shown.add(element);
    later();
  }, signal);
  /** Nodes that are drawn in an element without being in it: text in shadow roots and slots. */
  const drawnIn = new WeakMap<Element, Set<Node>>();
  const waitFor = (node: Node) => {
    const box = boxAround(node);
    if (!box || isSeen(box, inSight)) return; // it will not be shown together with its box
    if (!contains(box, node)) drawnIn.set(box, (drawnIn.get(box) ?? new Set()).add(node));
    watch(box);
  };
  const changes = watchChanges({
    onChange(around) {
      for (const element of around) {
        const holder = holderOf(element);
        if (holder) onStale(holder);
      }
      later();
    },
    onNewRoot,
    signal,
  });
  /** Reads shadow roots, and anew what their hosts were read as: their children stand where slots have them, if anywhere. */
  const enter = () => {
    const containers = new Set<Element>();
    for (const [root, host] of entering.splice(0)) {
      const container = containerOf(host);
      if (container) fresh.delete(container);
      const holder = holderOf(host);
      if (holder) containers.add(holder);
      tasks.push(() => visit(root));
      tasks.push(() => visit(host));
      unsearched.push(root);
    }
    for (const container of containers) {
      fresh.delete(container);
      tasks.push(() => readContainer(container));
    }
  };
  const search = searchShadows((root, host) => {
    changes.enter(root);
    if (entering.push([root, host]) === 1) tasks.push(enter);
    if (state === 'idle') later();
  }, signal);
  signal.addEventListener('abort', () => {
    clearTimeout(gathering);
    found.clear();
  });
  const { body } = document;
  if (body) {
    tasks.push(() => visit(body));
    unsearched.push(body);
  }
  // Not at once: who started this is not ready to be called back.
  queueMicrotask(() => void readBatch());

  return {
    occurrences: () => [...found.values()].flat(),
    within: container => found.get(container) ?? [],
    quiet: () => state === 'idle',
    reread,
  };
}

/** Whether text runs directly in an element, so that a term could be broken over its children. */
function textRunsIn(element: Node): boolean {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | SHOW_TEXT);
  for (let child = walker.firstChild(); child; child = walker.nextSibling())
    if (isText(child) ? /\S/.test(child.data) : mayFlowInline(child)) return true;
  return false;
}
