import type { Reading } from '../words/term.ts';
import { containerOf, mayHoldProse, readBlocks } from './blocks.ts';
import { elementsNamed, isElement, isHere, textContent } from './dom.ts';
import { hostOf, knowsRoots } from './flat-tree.ts';
import { firstInView } from './in-view.ts';
import { firstCandidates, readLongText } from './long-text.ts';
import { nodeOf, type Occurrence } from './occurrence.ts';
import { isDisplayed } from './seen.ts';
import type { Sight } from './sight.ts';
import type { Work } from './slices.ts';
import { findNodes, nodesAt, type Passage, passagesIn } from './text-nodes.ts';

/** The language pipeline, as the page sees it. */
export interface Words {
  /** Offsets in a text at which a term may begin, word edges not looked at: never none where `read` would speak. */
  candidates: (text: string) => Iterable<number>;
  /** Hears a text that is new on the page: what a page speaks of tells what its terms mean. */
  listen: (text: string) => void;
  /** The terms in a block's text, in order, never overlapping. */
  read: (text: string) => Reading[];
}

/** Reads parts of a document for terms. What was read is not read again before `forget` or `again`. */
export interface TreeReader {
  /** Reads a subtree: one search by the browser where no term is, else the blocks around what may be one. */
  visit: (root: Element | ShadowRoot) => Work;
  /** Reads the text that flows directly in a container. */
  readContainer: (container: Element) => Work;
  /** Reads a container around a change: nearly always nothing of ours was there, and nothing has come. */
  readChanged: (container: Element) => Work;
  /** A container is to be read again. */
  again: (container: Element) => void;
  /** Everything is. */
  forget: () => void;
}

export interface TreeReaderOptions {
  words: Words;
  sight: Sight;
  /** Whether there were terms in a container when it was last read. */
  holdsTerms: (container: Element) => boolean;
  /** What a container holds now. */
  onRead: (container: Element, occurrences: Occurrence[]) => void;
  /** A term may stand in a node that is not shown. */
  onHidden: (node: Node) => void;
}

/** In a subtree with more text than this, what is on the screen is read first: so many passages. */
const LONG_CHARS = 32_768;
const PASSAGES_IN_VIEW = 4;
/** As many candidates are not few. */
const FEW = 33;

export function createTreeReader({
  words,
  sight,
  holdsTerms,
  onRead,
  onHidden,
}: TreeReaderOptions): TreeReader {
  /** Containers that were read: many candidates lead to the same one. */
  const fresh = new Set<Element>();

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
        else if (is === 'hidden') onHidden(node);
        yield;
      }
    onRead(container, isHere(container) ? occurrences : []);
  }

  function* readChanged(container: Element): Work {
    if (!isHere(container)) return onRead(container, []);
    if (!holdsTerms(container) && !knowsRoots() && elementsNamed(container, 'ruby').length === 0) {
      const nodes = yield* fewIn(container, textContent(container));
      if (nodes?.length === 0) return;
    }
    yield* readContainer(container);
  }

  /** The nodes of a subtree in which terms may begin; null where those are not few, or hard to find. */
  function* fewIn(root: Node, text: string): Work<Text[] | null> {
    const offsets = yield* firstCandidates(words.candidates, text, FEW);
    // What is long was left meanwhile, and the page may be another.
    if (offsets.length === FEW || (text.length > LONG_CHARS && textContent(root) !== text)) return null;
    return findNodes(root, text, offsets, mayHoldProse);
  }

  /** Reads the blocks around nodes in which terms may begin. */
  function* readAround(nodes: Iterable<Text>): Work {
    for (const node of nodes) {
      if (!isHere(node)) continue;
      const is = sight.standingOf(node);
      if (is === 'hidden') onHidden(node);
      const container = is === 'prose' ? containerOf(node) : null;
      if (container) yield* readContainer(container);
      yield;
    }
  }

  /** Reads the blocks around the candidates in some text, or in the first so many passages of it. */
  function* locate(passages: Iterable<Passage>, max = Number.POSITIVE_INFINITY): Work {
    let left = max;
    for (const passage of passages) {
      yield* readAround(nodesAt(passage, words.candidates(passage.text)));
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

  function* visit(root: Element | ShadowRoot): Work {
    const element = isElement(root) ? root : hostOf(root);
    if (!element || !isHere(root)) return;
    const text = textContent(root);
    if (text === '' || !mayHoldProse(element)) return;
    words.listen(text);
    // All text of a page of 4 MB takes a whole slice. Of less, it is still the text when places are looked for in it.
    if (text.length > LONG_CHARS) yield;
    const few = yield* fewIn(root, text);
    yield;
    if (few) yield* readAround(few);
    else {
      const start = text.length > LONG_CHARS && isElement(root) ? firstInView(root) : null;
      if (start) yield* locate(passagesIn(root, mayHoldProse, start), PASSAGES_IN_VIEW);
      yield* locate(passagesIn(root, mayHoldProse));
    }
    yield* readRubies(element);
  }

  return {
    visit,
    readContainer,
    readChanged,
    again: container => fresh.delete(container),
    forget: () => fresh.clear(),
  };
}
