import { childNodes, closest, isElement, isText, matches, parentElement, textContent } from './dom.ts';
import { flatParent } from './flat-tree.ts';

/**
 * Whether an element is displayed: it has a box, or what is in it has, and neither `visibility`, `opacity: 0` nor
 * `content-visibility` of what is around it keeps that from being seen.
 */
export function isDisplayed(element: Element): boolean {
  const asked = { visibilityProperty: true, opacityProperty: true };
  if (Element.prototype.checkVisibility.call(element, asked)) return true;
  // Without a box of its own an element counts as invisible, though what is in it may be seen.
  const around = getComputedStyle(element).display === 'contents' ? flatParent(element) : null;
  return around !== null && isDisplayed(around);
}

/** The nearest element around a node that has a box, once it is displayed: only of those an observer tells. */
export function boxAround(node: Node): Element | null {
  let element = flatParent(node);
  while (element && getComputedStyle(element).display === 'contents') element = flatParent(element);
  return element;
}

/**
 * The outermost element that has no box together with an element: to wait for one takes less than to wait for the 10,000
 * that may be in it. What is placed apart from the text around it is waited for by itself: what it is in may be shown
 * with no height, far below the screen.
 */
export function hiddenAround(element: Element): Element {
  let outermost = element;
  for (let around: Element | null = element; around && !hasBox(around); around = flatParent(around)) {
    const { display, position } = getComputedStyle(around);
    if (display !== 'contents') outermost = around;
    if (position === 'absolute' || position === 'fixed') break;
  }
  return outermost;
}

/** Whether an element has a box. What `visibility` hides has one, and what is in it may be visible. */
const hasBox = (element: Element): boolean => Element.prototype.checkVisibility.call(element);

/**
 * Whether text right in an element can be seen. What lies beyond the screen can, once it is scrolled to; what is there
 * for screen readers only cannot: pieces of one pixel, clipped to nothing or put where no scrolling leads.
 * @param known answers for elements around, good for as long as the page stands still
 */
export function isSeen(element: Element, known = new Map<Element, boolean>()): boolean {
  if (!isDisplayed(element)) return false;
  const style = getComputedStyle(element);
  if (style.contentVisibility === 'hidden' && style.display !== 'contents') return false;
  if (/^-\d{3}|^1\d\d%/.test(style.textIndent)) return false; // a picture in the place of its words
  return isInSight(element, known);
}

/** Whether neither an element nor one around it takes what is in it out of sight. */
function isInSight(element: Element, known: Map<Element, boolean>): boolean {
  const path: Element[] = [];
  let around: Element | null = element;
  while (around && !known.has(around)) {
    path.push(around);
    around = flatParent(around);
  }
  let inSight = !around || known.get(around) === true;
  for (const one of path.reverse()) {
    const style = getComputedStyle(one);
    if (cutsAway(style) && style.display !== 'contents') inSight = false;
    known.set(one, inSight);
  }
  return inSight;
}

/** Whether a box shows nothing of what is in it. Sizes and places are asked of positioned boxes only: that is layout. */
function cutsAway(style: CSSStyleDeclaration): boolean {
  if (style.clipPath !== 'none' && isNothing(style.clipPath)) return true;
  if (style.maxHeight === '0px' && style.overflow !== 'visible') return true;
  if (style.position !== 'absolute' && style.position !== 'fixed') return false;
  if (style.clip !== 'auto' && isNothing(style.clip)) return true;
  const [width, height] = [parseFloat(style.width), parseFloat(style.height)];
  if (style.overflow !== 'visible' && (width <= 1 || height <= 1)) return true;
  return isBeyond(parseFloat(style.left), width) || isBeyond(parseFloat(style.top), height);
}

/**
 * Whether a box ends left of or above what it is placed in, by so much that no page means it to be seen there. A strip
 * of pictures that is moved along starts there too, but ends further on.
 */
const isBeyond = (start: number, size: number): boolean => start <= -900 && start + size <= 0;

/** Whether a shape that an element is clipped to has no room for a letter. */
function isNothing(shape: string): boolean {
  const sizes = shape.match(/[\d.]+/g)?.map(Number) ?? [];
  const [top = 0, right = top, bottom = top, left = right] = sizes;
  if (shape.startsWith('circle') || shape.startsWith('ellipse')) return sizes[0] === 0;
  if (shape.startsWith('polygon')) return sizes.every(size => size === 0);
  // Two sides of rect() are places, those of inset() are distances from the edges.
  if (shape.startsWith('rect')) return sizes.length === 4 && (bottom - top <= 1 || right - left <= 1);
  return shape.startsWith('inset') && shape.includes('%') && (top + bottom >= 100 || right + left >= 100);
}

const FOR_EYES_ONLY = '[aria-hidden=true]';
/** What is longer is a page behind a dialog rather than a copy of something. */
const COPY_MAX_CHARS = 2_000;
const BESIDE_MAX = 200;

/**
 * Whether text stands in a second copy of what is seen beside it, as in a strip that runs round: a copy that is kept
 * from screen readers. Where the other one is for screen readers only, this one is the text.
 */
export function isCopy(element: Element, known?: Map<Element, boolean>): boolean {
  const copy = closest(element, FOR_EYES_ONLY);
  const parent = copy && parentElement(copy);
  if (!parent || textContent(copy).length > COPY_MAX_CHARS) return false;
  const words = wordsOf(copy);
  let isFirst = true;
  for (const node of childNodes(parent).slice(0, BESIDE_MAX)) {
    if (node === copy) isFirst = false;
    else if (!wordsOf(node).includes(words)) continue;
    else if (isText(node)) return true;
    // Of two copies that are both for the eyes, the first is the text.
    else if (isElement(node) && (isFirst || !matches(node, FOR_EYES_ONLY)) && isSeen(node, known))
      return true;
  }
  return false;
}

const wordsOf = (node: Node): string => textContent(node).replace(/\s+/g, ' ').trim();
