/**
 * DOM reads that a page cannot answer in our place, and that hold for nodes of every frame.
 *
 * In Chromium a form with inputs named "parentNode" or "closest" returns those inputs for these properties even to
 * content scripts (form clobbering), and a node that a frame's script has touched keeps that frame's prototypes when
 * it is moved into this document, so that it is no instance of our Element. Hence getters and methods are taken from
 * their prototypes, and kinds are told by nodeType. TreeWalker is not affected.
 */

export function getter(prototype: object, name: string) {
  // biome-ignore lint/style/noNonNullAssertion: the platform defines these getters
  return Object.getOwnPropertyDescriptor(prototype, name)!.get!;
}

const nodeTypeOf = getter(Node.prototype, 'nodeType');
const nodeNameOf = getter(Node.prototype, 'nodeName');
const parentNodeOf = getter(Node.prototype, 'parentNode');
const textContentOf = getter(Node.prototype, 'textContent');
const isConnectedOf = getter(Node.prototype, 'isConnected');
const ownerDocumentOf = getter(Node.prototype, 'ownerDocument');
const childNodesOf = getter(Node.prototype, 'childNodes');
const childrenOf = getter(Element.prototype, 'children');
const childrenOfRoot = getter(DocumentFragment.prototype, 'children');
const firstElementOf = getter(Element.prototype, 'firstElementChild');
const localNameOf = getter(Element.prototype, 'localName');

export const isElement = (node: Node | null): node is Element =>
  node !== null && nodeTypeOf.call(node) === Node.ELEMENT_NODE;

/** Text and CDATA (which XHTML has): what `textContent` is made of. */
export const SHOW_TEXT = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION;

export function isText(node: Node): node is Text {
  const type = nodeTypeOf.call(node);
  return type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE;
}

export const nameOf = (node: Node): string => nodeNameOf.call(node);

/** An element's name as it is written: HTML in lower case, SVG with its capitals. */
export const localName = (element: Element): string => localNameOf.call(element);

export const parentNode = (node: Node): Node | null => parentNodeOf.call(node);

export const childNodes = (node: Node): Node[] => [...childNodesOf.call(node)];

/** The element around a node, or null at the top of a document, fragment or shadow root. */
export function parentElement(node: Node): Element | null {
  const parent: Node | null = parentNodeOf.call(node);
  return isElement(parent) ? parent : null;
}

export const childElements = (node: Element | ShadowRoot): Element[] => [
  ...(isElement(node) ? childrenOf : childrenOfRoot).call(node),
];

export const hasElements = (element: Element): boolean => firstElementOf.call(element) !== null;

/** The elements of one name below an element. The browser keeps these lists, and most are empty. */
export const elementsNamed = (element: Element, name: string): Element[] => {
  if (!hasElements(element)) return [];
  const list: HTMLCollectionOf<Element> = Element.prototype.getElementsByTagName.call(element, name);
  return list.length > 0 ? [...list] : [];
};

/** All text below a node, shown or not, but for what is in the shadow roots there. */
export const textContent = (node: Node): string => textContentOf.call(node) ?? '';

/** Goes on to what comes next in a walk, past all that is in the node it has come to; null at the end. */
export function nextPast(walker: TreeWalker): Node | null {
  let node = walker.nextSibling();
  while (!node && walker.parentNode() && walker.currentNode !== walker.root) node = walker.nextSibling();
  return node;
}

/** Whether a node is part of this document. */
export const isHere = (node: Node): boolean =>
  isConnectedOf.call(node) && ownerDocumentOf.call(node) === document;

export const contains = (element: Element, node: Node): boolean =>
  Node.prototype.contains.call(element, node);

export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);

export const matches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);
