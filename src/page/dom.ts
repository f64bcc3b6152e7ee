/**
 * DOM reads that a hostile page cannot answer in our place: in Chromium a form with inputs named "parentNode"
 * or "closest" returns those inputs for these properties even to content scripts (form clobbering), so the
 * getters and methods are taken from their prototypes. TreeWalker is not affected.
 */

// biome-ignore lint/style/noNonNullAssertion: the platform defines these getters
const getter = (prototype: object, name: string) => Object.getOwnPropertyDescriptor(prototype, name)!.get!;

const parentNodeOf = getter(Node.prototype, 'parentNode');
const textContentOf = getter(Node.prototype, 'textContent');
const childrenOf = getter(Element.prototype, 'children');

/** The element around a node, or null at the top of a document, fragment or shadow root. */
export function parentElement(node: Node): Element | null {
  const parent: unknown = parentNodeOf.call(node);
  return parent instanceof Element ? parent : null;
}

/** All text below an element, shown or not. */
export const textContent = (element: Element): string => textContentOf.call(element) ?? '';

export const childElements = (element: Element): Element[] => [...childrenOf.call(element)];

/** Whether an element is displayed, as far as style tells (an element that is transparent or off the screen is). */
export const isDisplayed = (element: Element): boolean =>
  Element.prototype.checkVisibility.call(element, { visibilityProperty: true });

export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);

export const matches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);

/** Text and CDATA (which XHTML has): what `textContent` is made of. */
export const SHOW_TEXT = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION;

export const isText = (node: Node): node is Text => node instanceof Text;
