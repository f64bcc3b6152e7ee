import { childElements, isElement, parentElement } from './dom.ts';

/** Where it is looked what is on the screen, as parts of its width and height. */
const LOOKED_AT = [
  [0.5, 0.15],
  [0.25, 0.3],
  [0.5, 0.5],
  [0.5, 0.85],
] as const;

const elementAt = Document.prototype.elementFromPoint;

/**
 * Elements that are on the screen now: a few of them. Asking what is at a point takes 0.03 to 2 ms (a long flat page);
 * asking 100,000 elements for their rectangles takes more than reading them.
 */
export const elementsInView = (): Element[] => {
  const found = LOOKED_AT.map(([x, y]) => elementAt.call(document, innerWidth * x, innerHeight * y));
  return [...new Set(found)].filter(element => element !== null);
};

/**
 * The children of an element, from the first that is on the screen on, and then those before it: who starts to read a
 * page in its middle, where a link led, has that part marked first.
 */
export function childrenInViewFirst(parent: Element | ShadowRoot, inView: Element[]): Element[] {
  const children = childElements(parent);
  if (!isElement(parent) || children.length < 2) return children;
  let first = children.length;
  for (const element of inView) {
    let child: Element | null = element;
    while (child && parentElement(child) !== parent) child = parentElement(child);
    const at = child ? children.indexOf(child) : -1;
    if (at >= 0) first = Math.min(first, at);
  }
  return [...children.slice(first), ...children.slice(0, first)];
}
