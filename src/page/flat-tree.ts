/**
 * The tree as it is drawn: what is in a shadow root stands in the place of its host's children, and those stand where
 * a slot has them. Only shadow roots that were found (shadows.ts) are known here; asking the browser at every step up
 * the tree would cost more than reading does.
 */
import { childNodes, contains, getter, isElement, isText, nameOf, parentNode } from './dom.ts';

interface Shadows {
  roots: WeakMap<Element, ShadowRoot>;
  hosts: WeakMap<Node, Element>;
  /** Hosts of our own, whose shadow roots are not the page's. */
  ours: WeakSet<Element>;
  /** Most pages have no shadow root, and are spared looking for one. */
  some: boolean;
}

/** Shared by our scripts of a frame, as what is in explainer.ts. */
const SHADOWS = Symbol.for('contextual-glossary/shadows');
const world = globalThis as { [SHADOWS]?: Shadows };
world[SHADOWS] ??= { roots: new WeakMap(), hosts: new WeakMap(), ours: new WeakSet(), some: false };
const shadows = world[SHADOWS];

const assignedSlotOf = {
  element: getter(Element.prototype, 'assignedSlot'),
  text: getter(Text.prototype, 'assignedSlot'),
};

export function rememberRoot(host: Element, root: ShadowRoot): void {
  shadows.some = true;
  shadows.roots.set(host, root);
  shadows.hosts.set(root, host);
}

/** Keeps a shadow root of our own from being taken for the page's. */
export const keepOut = (host: Element): void => void shadows.ours.add(host);

export const isOurs = (host: Element): boolean => shadows.ours.has(host);

/** Whether any shadow root was found. */
export const knowsRoots = (): boolean => shadows.some;

/** The shadow root of an element, if it was found. */
export const rootOf = (host: Element): ShadowRoot | undefined =>
  shadows.some ? shadows.roots.get(host) : undefined;

/** The element that a shadow root belongs to, if the root was found. */
export const hostOf = (root: Node): Element | null => shadows.hosts.get(root) ?? null;

/** The element around a node as it is drawn; null at the top, and for what no slot takes in. */
export function flatParent(node: Node): Element | null {
  const parent = parentNode(node);
  if (!isElement(parent)) return parent && hostOf(parent);
  const root = rootOf(parent);
  return root ? slotOf(node, root) : parent;
}

/** What is drawn in an element instead of its children; null when it is those. */
export function flatChildren(element: Element): Node[] | null {
  const root = rootOf(element);
  if (root) return childNodes(root);
  if (!shadows.some || nameOf(element) !== 'SLOT') return null;
  const assigned = assignedTo(element);
  return assigned.length > 0 ? assigned : null;
}

/** Whether a node is drawn in an element. */
export function isDrawnIn(element: Element, node: Node): boolean {
  if (contains(element, node)) return true;
  if (!shadows.some) return false;
  let around = flatParent(node);
  while (around && around !== element) around = flatParent(around);
  return around !== null;
}

/** Which of two nodes comes first: negative when the first does. Holds across shadow roots. */
export function inOrder(a: Node, b: Node): number {
  const [above, beside] = [treesAbove(a), treesAbove(b)];
  // From the tree that both are in: the node of each there, or the host that it is under.
  while (above.length > 1 && beside.length > 1 && above.at(-1) === beside.at(-1)) {
    above.pop();
    beside.pop();
  }
  const [first, second] = [above.at(-1) ?? a, beside.at(-1) ?? b];
  if (first === second) return above.length - beside.length;
  return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** A node, the host of the tree it is in, the host of that, and so on. */
function treesAbove(node: Node): Node[] {
  const trees = [node];
  if (!shadows.some) return trees;
  for (let host = hostOf(treeOf(node)); host; host = hostOf(treeOf(host))) trees.push(host);
  return trees;
}

/** The document, shadow root or removed piece that a node is in. */
export const treeOf = (node: Node): Node => Node.prototype.getRootNode.call(node);

/** The slot that a child of a host was put into. Of closed roots the browser does not say; there it is looked for. */
function slotOf(node: Node, root: ShadowRoot): Element | null {
  const kind = isElement(node) ? 'element' : isText(node) ? 'text' : null;
  if (!kind) return null;
  const slot: Element | null = assignedSlotOf[kind].call(node);
  if (slot) return slot;
  return [...root.querySelectorAll('slot')].find(candidate => assignedTo(candidate).includes(node)) ?? null;
}

const assignedTo = (slot: Element): Node[] =>
  HTMLSlotElement.prototype.assignedNodes.call(slot as HTMLSlotElement);
