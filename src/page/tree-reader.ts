import type { Reading } from '../words/term.ts';
import { containerOf, mayHoldProse, readBlocks } from './blocks.ts';
import { elementsNamed, isElement, isHere, textContent } from './dom.ts';
import { hostOf, knowsRoots } from './flat-tree.ts';
import { firstInView } from './in-view.ts';
import { mayHoldTerm, readLongText } from './long-text.ts';
import { nodeOf, type Occurrence } from './occurrence.ts';
import { isDisplayed } from './seen.ts';
import type { Sight } from './sight.ts';
import type { Work } from './slices.ts';
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
const PASSAGES_IN_VIEW = 2;

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
        if (is === 'hidden') onHidden(node);
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

  return {
    visit,
    readContainer,
    readChanged,
    again: container => fresh.delete(container),
    forget: () => fresh.clear(),
  };
}
