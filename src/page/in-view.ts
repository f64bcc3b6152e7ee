import { contains } from './dom.ts';
import { inOrder } from './flat-tree.ts';

/** Where it is looked what is on the screen, as parts of its width and height. */
const LOOKED_AT = [
  [0.5, 0.15],
  [0.25, 0.3],
  [0.5, 0.5],
  [0.5, 0.85],
] as const;

const elementAt = Document.prototype.elementFromPoint;

/**
 * The first element of a subtree that is on the screen now, as far as can be told by a few points: asking 100,000
 * elements for their rectangles takes more than reading them. Null where the page is at its top, and begins there.
 */
export function firstInView(root: Element): Element | null {
  // Asking what is at a point takes 0.03 to 2 ms (a long flat page), and six times that at first.
  if (scrollY === 0 && scrollElement().scrollHeight > innerHeight) return null;
  let first: Element | null = null;
  for (const [x, y] of LOOKED_AT) {
    const element = elementAt.call(document, innerWidth * x, innerHeight * y);
    if (!element || !contains(root, element)) continue;
    if (!first || inOrder(element, first) < 0) first = element;
  }
  return first;
}

const scrollElement = (): Element => document.scrollingElement ?? document.documentElement;
