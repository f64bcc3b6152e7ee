import { isElement, matches } from './dom.ts';
import { flatParent } from './flat-tree.ts';

const TOP_LAYER = 'dialog:modal, :fullscreen, :popover-open';

/**
 * Where in the document a card for a word can be seen and used: in the innermost modal dialog, fullscreen element or
 * popover around the word. Outside of the first two it would be drawn but inert, in Chromium and Firefox, and a press on it
 * would close the third.
 */
export function stageFor(word: Node | null): Element {
  for (const element of word ? elementsAround(word) : []) if (matches(element, TOP_LAYER)) return element;
  return (
    document.fullscreenElement ??
    [...document.querySelectorAll('dialog:modal')].at(-1) ??
    document.documentElement
  );
}

/** The elements around a node as they are drawn, from the inside out. */
export function* elementsAround(node: Node): Generator<Element> {
  for (let at = isElement(node) ? node : flatParent(node); at; at = flatParent(at)) yield at;
}
