import { mayFlowInline } from './changes.ts';
import { isText, SHOW_TEXT } from './dom.ts';
import type { Work } from './slices.ts';

/** The text nodes in a subtree that characters at some offsets of its text stand in. */
export function nodesAt(root: Element | ShadowRoot, offsets: Iterable<number>): Text[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(root, SHOW_TEXT);
  let node = walker.nextNode() as Text | null;
  let end = node?.length ?? 0;
  for (const offset of offsets) {
    while (node && end <= offset) {
      node = walker.nextNode() as Text | null;
      end += node?.length ?? 0;
    }
    if (!node) break;
    if (node !== nodes.at(-1)) nodes.push(node);
  }
  return nodes;
}

/** Whether text runs directly in an element, so that a term could be broken over its children. */
export function* textRunsIn(element: Node): Work<boolean> {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | SHOW_TEXT);
  for (let child = walker.firstChild(); child; child = walker.nextSibling()) {
    if (isText(child) ? /\S/.test(child.data) : mayFlowInline(child)) return true;
    yield;
  }
  return false;
}

/** Whether there is none, for which only the first is looked for. */
export function isEmpty(offsets: Iterable<number>): boolean {
  const [first] = offsets;
  return first === undefined;
}
