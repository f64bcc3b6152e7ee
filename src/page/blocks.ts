import { closest, isElement, isText, localName, matches, nextPast, SHOW_TEXT, textContent } from './dom.ts';
import { flatChildren, flatParent, inOrder, knowsRoots, treeOf } from './flat-tree.ts';
import { isCopy, isSeen } from './seen.ts';
import type { Work } from './slices.ts';

/** Text joined over inline elements and cut at block elements, with the pieces it was joined from. */
export interface Block {
  /** The element whose line boxes hold the text. */
  container: Element;
  text: string;
  pieces: Piece[];
}

/** A text node's part of a block. */
export interface Piece {
  node: Text;
  /** Where its characters stand in the block's text. */
  from: number;
  to: number;
}

/**
 * What is not prose: code, form fields, editors, what stands in for a picture, formulas but for the words in them
 * (`mtext`), and of drawings what is not drawn where it stands.
 */
const NOT_PROSE =
  'pre,code,kbd,samp,tt,textarea,input,select,option,script,style,noscript,template,' +
  'canvas,video,audio,iframe,object,embed,img,:read-write,[role=textbox],' +
  'mi,mn,mo,ms,annotation,annotation-xml,title,desc,metadata,defs,symbol,clipPath,mask,marker,pattern';

/** Stands in a block's text for what is in the line but not read, so that the words around it stay apart. */
const OBJECT = '\uFFFC';
/** The mark of a note, which is no part of the word that it stands at. */
const NOTE_MARK = /^[\s\d,*†‡§–-]+$/;

/** Whether a piece of text is prose that the reader can see. */
export type Standing = 'prose' | 'hidden' | 'other';

/**
 * Says what a text node's surroundings make of it.
 * @param known see `isSeen`
 */
export function standingOf(node: Node, known?: Map<Element, boolean>): Standing {
  const parent = flatParent(node);
  if (!parent || !mayHoldProse(parent)) return 'other';
  // Text right inside a closed <details> is in none of its elements, and the <details> itself is displayed.
  if (matches(parent, 'details:not([open])')) return 'other';
  if (!isSeen(parent, known)) return 'hidden';
  return isCopy(parent, known) ? 'other' : 'prose';
}

/** Whether an element is outside of code, form fields, editors, formulas and the like. */
export function mayHoldProse(element: Element): boolean {
  if (closest(element, NOT_PROSE)) return false;
  // `closest` ends at a shadow root, and passes by the slots on its way.
  let around: Element | null = knowsRoots() ? element : null;
  while (around && !matches(around, NOT_PROSE)) around = flatParent(around);
  return around === null;
}

/** The element whose line boxes a node's text flows in: the nearest one around it that is not inline. */
export function containerOf(node: Node): Element | null {
  let element = isElement(node) ? node : flatParent(node);
  while (element && flowOf(element) === 'inline') element = flatParent(element);
  return element;
}

/** So many nodes are read before work may be left. */
const NODES_AT_ONCE = 64;

/** The blocks whose text flows directly in a container: one, or more where a block element or a line break cuts. */
export function* readBlocks(container: Element): Work<Block[]> {
  const blocks: Block[] = [];
  let text = '';
  let pieces: Piece[] = [];
  let nodes = 0;
  const cut = () => {
    if (pieces.length > 0) blocks.push({ container, text, pieces });
    text = '';
    pieces = [];
  };
  /** Reads a node and says whether what is in it is to be read as well. */
  const read = (node: Node): boolean => {
    if (isText(node)) {
      pieces.push({ node, from: text.length, to: text.length + node.length });
      text += node.data;
      return false;
    }
    const flow = flowOf(node as Element);
    if (flow === 'cut') cut();
    else if (flow === 'object') text += OBJECT;
    return flow === 'inline';
  };
  /** Reads what is drawn in an element instead of its children, unless it is those, which are left to who asks. */
  function* readDrawn(element: Element): Work<boolean> {
    if (startsLine(element)) text += '\n';
    const drawn = flatChildren(element);
    for (const node of drawn ?? [])
      if (read(node) && (yield* readDrawn(node as Element))) yield* readChildren(node);
    return drawn === null;
  }
  function* readChildren(parent: Node): Work {
    const walker = document.createTreeWalker(parent, NodeFilter.SHOW_ELEMENT | SHOW_TEXT);
    let node = walker.firstChild();
    while (node) {
      if (++nodes % NODES_AT_ONCE === 0) yield;
      if (read(node) && (yield* readDrawn(node as Element))) {
        const child = walker.firstChild();
        if (child) {
          node = child;
          continue;
        }
      }
      node = nextPast(walker);
    }
  }
  if (yield* readDrawn(container)) yield* readChildren(container);
  cut();
  return blocks;
}

type Flow = 'inline' | 'object' | 'cut' | 'none';

/** Elements that take part in a line in a way that their style does not tell, or not in every browser. */
const FLOWS = new Map<string, Flow>([
  ['br', 'cut'],
  ['wbr', 'none'],
  ['svg', 'object'],
  ['text', 'cut'],
  ['foreignObject', 'cut'],
  ['math', 'object'],
  ['mtext', 'cut'],
]);

/** How an element takes part in the line around it. */
function flowOf(element: Element): Flow {
  const name = localName(element);
  const flow = FLOWS.get(name);
  if (flow) return flow;
  const { display, visibility, position } = getComputedStyle(element);
  if (display === 'none' || display === 'ruby-text' || display === 'ruby-text-container') return 'none';
  const joins = display === 'inline' || display === 'contents' || display.startsWith('ruby');
  // What is taken out of the flow cuts no line, such as a note for screen readers in the midst of a sentence.
  if (!joins) return position === 'absolute' || position === 'fixed' ? 'none' : 'cut';
  if (visibility !== 'visible' || matches(element, NOT_PROSE)) return 'object';
  return name === 'sup' && NOTE_MARK.test(textContent(element)) ? 'object' : 'inline';
}

/** Whether a part of a drawing's text is put on a line of its own. */
const startsLine = (element: Element): boolean =>
  localName(element) === 'tspan' && matches(element, '[x]:is([y],[dy])');

/** The piece of a block in which the character at an offset stands. @throws RangeError when none does */
export function pieceAt({ pieces }: Block, offset: number): Piece {
  const piece = pieces[lastFrom(pieces, offset)];
  if (!piece) throw new RangeError(`no text at ${offset}`);
  return piece;
}

/** The pieces that stand, at least in part, between two offsets of a block. */
export function piecesBetween({ pieces }: Block, start: number, end: number): Piece[] {
  const between: Piece[] = [];
  for (let i = Math.max(lastFrom(pieces, start), 0); i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    if (piece.from >= end) break;
    if (piece.to > start) between.push(piece);
  }
  return between;
}

/** The last piece that begins at an offset or before: -1 if there is none. A block can have 100,000 pieces. */
function lastFrom(pieces: Piece[], offset: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle] as Piece).from <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The ranges of a block's text between two offsets: one, unless the text runs on across the edge of a shadow root or
 * stands in another order than in the document. Static: live ones would slow every change of the page.
 */
export function rangesOf(block: Block, start: number, end: number): StaticRange[] {
  const runs: Piece[][] = [];
  for (const piece of piecesBetween(block, start, end)) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && runsOn(before.node, piece.node)) run.push(piece);
    else runs.push([piece]);
  }
  return runs.map(run => {
    const [first, last] = [run[0] as Piece, run.at(-1) as Piece];
    return new StaticRange({
      startContainer: first.node,
      startOffset: Math.max(start - first.from, 0),
      endContainer: last.node,
      endOffset: Math.min(end, last.to) - last.from,
    });
  });
}

const runsOn = (a: Node, b: Node): boolean => treeOf(a) === treeOf(b) && inOrder(a, b) < 0;
