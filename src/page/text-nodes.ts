import { isText, nextPast, parentElement, SHOW_TEXT, textContent } from './dom.ts';

/** Some text nodes of a document, one after the other, with the text that they make. */
export interface Passage {
  text: string;
  nodes: Text[];
  /** Where in the text each node ends. */
  ends: number[];
}

/** So much text, or so many nodes of it, make a passage: 1 ms at most. */
const PASSAGE_CHARS = 8_192;
const PASSAGE_NODES = 512;
/** What a passage ends with is what the next one begins with, so that a term that runs on is seen in one of them. */
const SHARED_CHARS = 256;
/** A text that is as long as this is worth a look whether it is prose at all: some pages hold a megabyte of script. */
const LONG_CHARS = 512;

/**
 * The text of a subtree, passage by passage. It may change between two of them: a NodeIterator stays in its place when
 * what is there is taken out.
 * @param isProse whether text in an element may be of interest; asked of long texts only
 * @param start an element to begin with; what is taken out from there on may end it early
 */
export function* passagesIn(
  root: Node,
  isProse: (element: Element) => boolean,
  start?: Element | null,
): Generator<Passage> {
  const nodes = start
    ? document.createTreeWalker(root, SHOW_TEXT)
    : document.createNodeIterator(root, SHOW_TEXT);
  if (start) (nodes as TreeWalker).currentNode = start;
  let [text, isNew] = ['', false];
  let texts: Text[] = [];
  let ends: number[] = [];
  for (let node = nodes.nextNode() as Text | null; node; node = nodes.nextNode() as Text | null) {
    const { data } = node;
    const { length } = data;
    if (length >= LONG_CHARS) {
      const parent = parentElement(node);
      if (parent && !isProse(parent)) continue;
    }
    // A text that is as long as a book is cut, too.
    for (let from = 0; from < length; from += PASSAGE_CHARS) {
      text += length > PASSAGE_CHARS ? data.slice(from, from + PASSAGE_CHARS) : data;
      texts.push(node);
      ends.push(text.length);
      isNew = true;
      if (text.length < PASSAGE_CHARS && texts.length < PASSAGE_NODES) continue;
      yield { text, nodes: texts, ends };
      ({ text, nodes: texts, ends } = endOf({ text, nodes: texts, ends }));
      isNew = false;
    }
  }
  if (isNew) yield { text, nodes: texts, ends };
}

/** The end of a passage, from the middle of a node on. */
function endOf({ text, nodes, ends }: Passage): Passage {
  const from = Math.max(0, text.length - SHARED_CHARS);
  const first = ends.findIndex(end => end > from);
  return {
    text: text.slice(from),
    nodes: nodes.slice(first),
    ends: ends.slice(first).map(end => end - from),
  };
}

/** A letter, digit or low line that has another before it: inside a word, wherever text nodes end. */
const INSIDE_WORD = /^\w\w$/;

/** Whether what begins at an offset of a text begins inside a word, as "pod" does in "tripod". */
export const isInside = (text: string, offset: number): boolean =>
  offset > 0 && INSIDE_WORD.test(text.slice(offset - 1, offset + 1));

/**
 * The text nodes of a passage in which words at some offsets of its text begin, each once. What begins inside a word of
 * one node is none.
 */
export function* nodesAt({ text, nodes, ends }: Passage, offsets: Iterable<number>): Generator<Text> {
  let [i, start, next] = [0, 0, 0];
  for (const offset of offsets) {
    if (offset < next) continue;
    for (; i < ends.length && (ends[i] as number) <= offset; i++) start = ends[i] as number;
    const node = nodes[i];
    if (!node) return;
    if (offset > start && isInside(text, offset)) continue;
    next = ends[i] as number;
    yield node;
  }
}

/** To pass by so many characters takes 2 ms; to pass by a node takes as long as so many of them. */
const PASSED_MAX_CHARS = 2_097_152;
const NODE_CHARS = 512;

/**
 * The same for few offsets in the text of a whole subtree: it goes down to where they are, past everything else. Nearly
 * every page in English has "tc" in "watch", which tells nothing of a node's edges, and most of them have no term.
 * @param isProse whether what is in an element may be of interest
 * @returns null where the way is too long
 */
export function findNodes(
  root: Node,
  whole: string,
  offsets: readonly number[],
  isProse: (element: Element) => boolean,
): Text[] | null {
  const found: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | SHOW_TEXT);
  let passedChars = 0;
  let [i, start] = [0, 0];
  for (let node = walker.firstChild(); node && i < offsets.length; ) {
    const text = isText(node) ? node : null;
    const { length } = text ?? textContent(node);
    passedChars += length + NODE_CHARS;
    if (passedChars > PASSED_MAX_CHARS) return null;
    const end = start + length;
    if ((offsets[i] as number) < end && !text && isProse(node as Element)) {
      node = walker.firstChild();
      continue;
    }
    let isBegun = false;
    for (; (offsets[i] ?? end) < end; i++) {
      const offset = offsets[i] as number;
      isBegun ||= offset === start || !isInside(whole, offset);
    }
    if (text && isBegun) found.push(text);
    start = end;
    node = nextPast(walker);
  }
  return found;
}
