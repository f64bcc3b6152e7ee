import {
  childElements,
  getter,
  hasElements,
  isElement,
  isHere,
  matches,
  nameOf,
  textContent,
} from './dom.ts';
import { isOurs, rememberRoot, rootOf } from './flat-tree.ts';

/** The elements that pages are made of and that have no shadow root, the most frequent first: it is asked of each one. */
const NO_HOSTS =
  'span:not(:empty),a,li,p:not(:empty),td,tr,code,dt,dd,dl,ul,em,strong,b,i,pre,br,img,th,h2:not(:empty),' +
  'h3:not(:empty),input,button,option,script,style,link,svg,svg *,math *';
const MAY_BE_HOST = `:not(${NO_HOSTS})`;
/** What can have one: elements that a page defines itself, and these, by the DOM standard ("valid shadow host name"). */
const HOSTS = /-|^(?:article|aside|blockquote|body|div|footer|h\d|header|main|nav|p|section|span)$/i;
const canBeHost = (element: Element): boolean => HOSTS.test(nameOf(element));
/** One query looks at so many elements at most, so that a slice can end after it (0.1 µs for each, measured). */
const QUERY_MAX = 50_000;
/** In Chromium, asking for a closed root takes 4 µs. So many plain elements are asked; after that, empty ones only. */
const PLAIN_MAX = 300;
/** An element gets its root when the page's scripts come to it, and nothing tells; so it is asked again some times. */
export const ASK_AGAIN_MS = [500, 2_000, 8_000];
/** So many of those that have none yet. */
const WAITING_MAX = 500;

export interface ShadowSearch {
  /** Looks for shadow roots in a subtree, and returns what is left to look in, since one look must not take long. */
  look: (within: Element | ShadowRoot) => Element[];
}

/** Finds the shadow roots of a document, open and closed, each once. */
export function searchShadows(
  onRoot: (root: ShadowRoot, host: Element) => void,
  signal: AbortSignal,
): ShadowSearch {
  const entered = new WeakSet<ShadowRoot>();
  let plain = 0;
  let waiting: WeakRef<Element>[] = [];

  /** Says whether an element has a root. */
  const ask = (element: Element): boolean => {
    if (isOurs(element)) return false;
    const root =
      rootOf(element) ?? findRoot(element, isNamed(element) || plain++ < PLAIN_MAX || isBlank(element));
    if (!root) return false;
    if (entered.has(root)) return true;
    entered.add(root);
    rememberRoot(element, root);
    onRoot(root, element);
    return true;
  };
  const timers = new Set<ReturnType<typeof setTimeout>>();
  signal.addEventListener('abort', () => timers.forEach(clearTimeout));
  /** Weakly: what a page throws away meanwhile must not be kept. */
  const askLater = (elements: WeakRef<Element>[], turn: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const left = elements.filter(held => {
        const element = held.deref();
        return element && isHere(element) && !ask(element);
      });
      if (left.length > 0 && turn + 1 < ASK_AGAIN_MS.length) askLater(left, turn + 1);
    }, ASK_AGAIN_MS[turn]);
    timers.add(timer);
  };
  const consider = (element: Element) => {
    if (!canBeHost(element) || ask(element) || waiting.length >= WAITING_MAX) return;
    if (!isNamed(element) && !isBlank(element)) return;
    if (waiting.push(new WeakRef(element)) > 1) return;
    queueMicrotask(() => {
      askLater(waiting, 0);
      waiting = [];
    });
  };
  return {
    look(within) {
      if (!isHere(within)) return [];
      if (isElement(within)) {
        if (matches(within, MAY_BE_HOST)) consider(within);
        if (hasManyElements(within)) return childElements(within);
      }
      for (const element of queryAll(within, MAY_BE_HOST)) consider(element);
      return [];
    },
  };
}

/** What a look for any root at all asks at most: who looks so has found no text, and most such frames are small. */
const GLANCE_MAX = 100;

/** Whether an element has a shadow root somewhere; "later" says that one may come to an element that is there. */
export function glance(within: Element): 'root' | 'later' | 'none' {
  const hosts = [within, ...queryAll(within, MAY_BE_HOST)].filter(canBeHost).slice(0, GLANCE_MAX);
  if (hosts.some(host => !isOurs(host) && findRoot(host, true))) return 'root';
  return hosts.some(isNamed) ? 'later' : 'none';
}

/** Whether an element is of a kind that a page defines itself. */
const isNamed = (element: Element): boolean => nameOf(element).includes('-');

const shadowRootOf = getter(Element.prototype, 'shadowRoot');
/** Firefox lets content scripts read closed roots by a property, Chromium by a function. */
const anyRootOf = Object.getOwnPropertyDescriptor(Element.prototype, 'openOrClosedShadowRoot')?.get;
const { chrome } = globalThis as {
  chrome?: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
};

function findRoot(element: Element, closedToo: boolean): ShadowRoot | null {
  if (anyRootOf) return anyRootOf.call(element);
  const open: ShadowRoot | null = shadowRootOf.call(element);
  if (open || !closedToo || namespaceOf.call(element) !== HTML) return open;
  return chrome?.dom?.openOrClosedShadowRoot(element) ?? null;
}

const HTML = 'http://www.w3.org/1999/xhtml';
const namespaceOf = getter(Element.prototype, 'namespaceURI');

const isBlank = (element: Element): boolean => !hasElements(element) && !/\S/.test(textContent(element));

/** Asked for one by its number, the browser counts no further. */
const hasManyElements = (element: Element): boolean =>
  hasElements(element) && Element.prototype.getElementsByTagName.call(element, '*').item(QUERY_MAX) !== null;

const queryAll = (within: Element | ShadowRoot, selector: string): NodeListOf<Element> =>
  (isElement(within) ? Element.prototype : DocumentFragment.prototype).querySelectorAll.call(
    within,
    selector,
  );
