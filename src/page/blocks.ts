import { closest, isDisplayed, isElement, isText, matches, parentElement, SHOW_TEXT } from './dom.ts';

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

/** What is not prose: code, form fields, editors, and what is drawn rather than written. */
const NOT_PROSE =
  'pre,code,kbd,samp,tt,textarea,input,select,option,script,style,noscript,template,svg,math,' +
  'canvas,video,audio,iframe,object,embed,img,:read-write,[role=textbox]';

/** Stands in a block's text for what is in the line but not read, so that the words around it stay apart. */
const OBJECT = '\uFFFC';

/** Whether a piece of text is prose that the reader can see. */
export type Standing = 'prose' | 'hidden' | 'other';

/** Says what a text node's surroundings make of it. */
export function standingOf(node: Node): Standing {
  const parent = parentElement(node);
  if (!parent || !mayHoldProse(parent)) return 'other';
  // Text right inside a closed <details> is in none of its elements, and the <details> itself is displayed.
  if (matches(parent, 'details:not([open])')) return 'other';
  return isDisplayed(parent) ? 'prose' : 'hidden';
}

/** Whether an element is outside of code, form fields, editors and drawings. */
export const mayHoldProse = (element: Element): boolean => closest(element, NOT_PROSE) === null;

/** The element whose line boxes a node's text flows in: the nearest one around it that is not inline. */
export function containerOf(node: Node): Element | null {
  let element = isElement(node) ? node : parentElement(node);
  while (element && flowOf(element) === 'inline') element = parentElement(element);
  return element;
}

/** The blocks whose text flows directly in a container: one, or more where a block element or a line break cuts. */
export function readBlocks(container: Element): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let pieces: Piece[] = [];
  const cut = () => {
    if (pieces.length > 0) blocks.push({ container, text, pieces });
    text = '';
    pieces = [];
  };
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_ELEMENT | SHOW_TEXT);
  /** Reads the node the walker is on and says whether to go into it. */
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
  let node = walker.firstChild();
  while (node) {
    if (read(node)) {
      const child = walker.firstChild();
      if (child) {
        node = child;
        continue;
      }
    }
    node = walker.nextSibling();
    while (!node && walker.parentNode() && walker.currentNode !== container) node = walker.nextSibling();
  }
  cut();
  return blocks;
}

/** How an element takes part in the line around it. */
function flowOf(element: Element): 'inline' | 'object' | 'cut' | 'none' {
  if (matches(element, 'br')) return 'cut';
  if (matches(element, 'wbr')) return 'none';
  const { display, visibility } = getComputedStyle(element);
  if (display === 'none' || display === 'ruby-text') return 'none';
  const joins = display === 'inline' || display === 'contents' || display.startsWith('ruby');
  if (!joins) return 'cut';
  return visibility !== 'visible' || matches(element, NOT_PROSE) ? 'object' : 'inline';
}

/** The piece of a block in which the character at an offset stands. @throws RangeError when none does */
export function pieceAt({ pieces }: Block, offset: number): Piece {
  const piece = pieces.findLast(({ from }) => from <= offset);
  if (!piece) throw new RangeError(`no text at ${offset}`);
  return piece;
}

/** The range of a block's text between two offsets. Static: a live one would slow every change of the page. */
export function rangeOf(block: Block, from: number, to: number): StaticRange {
  const start = pieceAt(block, from);
  const end = pieceAt(block, to - 1);
  return new StaticRange({
    startContainer: start.node,
    startOffset: from - start.from,
    endContainer: end.node,
    endOffset: to - end.from,
  });
}
