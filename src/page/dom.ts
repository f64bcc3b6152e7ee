/**
 * DOM reads that a page cannot answer in our place, and that hold for nodes of every frame.
 *
 * In Chromium a form with inputs named "parentNode" or "closest" returns those inputs for these properties even to
 * content scripts (form clobbering), and a node that a frame's script has touched keeps that frame's prototypes when
 * it is moved into this document, so that it is no instance of our Element. Hence getters and methods are taken from
 * their prototypes, and kinds are told by nodeType. TreeWalker is not affected.
 */

// biome-ignore lint/style/noNonNullAssertion: the platform defines these getters
const getter = (prototype: object, name: string) => Object.getOwnPropertyDescriptor(prototype, name)!.get!;

const nodeTypeOf = getter(Node.prototype, 'nodeType');
const nodeNameOf = getter(Node.prototype, 'nodeName');
const parentNodeOf = getter(Node.prototype, 'parentNode');
const textContentOf = getter(Node.prototype, 'textContent');
const isConnectedOf = getter(Node.prototype, 'isConnected');
const ownerDocumentOf = getter(Node.prototype, 'ownerDocument');
const childrenOf = getter(Element.prototype, 'children');

export const isElement = (node: Node | null): node is Element =>
  node !== null && nodeTypeOf.call(node) === Node.ELEMENT_NODE;

/** Text and CDATA (which XHTML has): what `textContent` is made of. */
export const SHOW_TEXT = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION;

export function isText(node: Node): node is Text {
  const type = nodeTypeOf.call(node);
  return type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE;
}

export const nameOf = (node: Node): string => nodeNameOf.call(node);

/** The element around a node, or null at the top of a document, fragment or shadow root. */
export function parentElement(node: Node): Element | null {
  const parent: Node | null = parentNodeOf.call(node);
  return isElement(parent) ? parent : null;
}

export const childElements = (element: Element): Element[] => [...childrenOf.call(element)];

/** All text below an element, shown or not. */
export const textContent = (element: Element): string => textContentOf.call(element) ?? '';

/** Whether a node is part of this document. */
export const isHere = (node: Node): boolean =>
  isConnectedOf.call(node) && ownerDocumentOf.call(node) === document;

export const contains = (element: Element, node: Node): boolean =>
  Node.prototype.contains.call(element, node);

export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);

export const matches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);

/** Whether an element is displayed, as far as style tells (an element that is transparent or off the screen is). */
export function isDisplayed(element: Element): boolean {
  if (Element.prototype.checkVisibility.call(element, { visibilityProperty: true })) return true;
  // Without a box of its own an element counts as invisible, though what is in it may be seen.
  const around = getComputedStyle(element).display === 'contents' ? parentElement(element) : null;
  return around !== null && isDisplayed(around);
}
