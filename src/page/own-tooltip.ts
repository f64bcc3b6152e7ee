import { childElements, closest, contains, isElement, matches, textContent } from './dom.ts';
import { flatParent } from './flat-tree.ts';
import type { Hit } from './pointer.ts';

/** How often it is asked whether the page shows something at a word. */
const LOOK_MS = 100;
/**
 * What stands nearer to a word than this is taken to be about the word. That it was there before says nothing: a tooltip
 * may be shown as soon as the pointer comes, before this is watched, and be moved or faded in later.
 */
const NEAR_PX = 40;
/** So many elements that the page changed meanwhile are looked at. */
const LOOKED_AT_MAX = 200;
/** What covers more of the window than this is no tooltip. */
const TOOLTIP_MAX_SHARE = 0.8;

interface OwnTooltipOptions {
  isCard: (target: EventTarget | null) => boolean;
  /** The page shows something of its own at the word; called again for as long as it does. */
  onSeen: () => void;
}

/** Whether the browser is about to show a `title`. It tells nobody when, and for how long. */
export const hasTitle = (target: Element): boolean => closest(target, '[title]:not([title=""])') !== null;

/** Watches for tooltips at one word at a time, the one last given; at none when given none. */
export function giveWayAt(
  options: OwnTooltipOptions & { signal: AbortSignal },
): (word: Hit | null, target: Node | null) => void {
  let watched: Hit | null = null;
  let stop: (() => void) | null = null;
  options.signal.addEventListener('abort', () => stop?.());
  return (word, target) => {
    if (word === watched) return;
    stop?.();
    watched = word;
    stop = word && isElement(target) && !options.isCard(target) ? watch(word, target, options) : null;
  };
}

/**
 * Watches for a tooltip or hover card of the page's own at a word. Those that a script shows are made or changed while
 * the pointer rests there; those that the style sheet shows are inside what is hovered, or just after it. Asking which
 * element is at a point would miss those that let the pointer through, which most tooltips do.
 * @returns how to stop
 */
function watch(hit: Hit, target: Element, { isCard, onSeen }: OwnTooltipOptions): () => void {
  const changed = new Set<Element>();
  const around = hoveredWithin(target, hit.occurrence.block.container);
  const isTheirs = (element: Element) =>
    !contains(element, target) && !isCard(element) && isFloating(element) && isShownAt(element, hit.rect);
  const look = () => {
    const theirs = [...changed].some(isTheirs) || around.some(hasShownPseudo);
    if (theirs || around.flatMap(insideAndAfter).some(one => saysSomething(one) && isTheirs(one))) onSeen();
  };
  const observer = new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes)
      for (const node of type === 'childList' ? addedNodes : [target])
        if (isElement(node) && changed.size < LOOKED_AT_MAX)
          for (const element of [node, ...childElements(node).slice(0, 10)]) changed.add(element);
    look();
  });
  observer.observe(document, {
    ...{ childList: true, subtree: true, attributes: true },
    attributeFilter: ['style', 'class', 'hidden', 'open', 'aria-hidden', 'data-state', 'data-show'],
  });
  const timer = setInterval(look, LOOK_MS);
  look();
  return () => {
    observer.disconnect();
    clearInterval(timer);
  };
}

/** The elements around a word inside its block. */
function hoveredWithin(target: Element, container: Element): Element[] {
  const chain: Element[] = [];
  for (let element: Element | null = target; element && element !== container; element = flatParent(element))
    chain.push(element);
  return chain;
}

const insideAndAfter = (element: Element): Element[] => {
  const next = Object.getOwnPropertyDescriptor(Element.prototype, 'nextElementSibling')?.get?.call(element);
  return [...Element.prototype.querySelectorAll.call(element, '*'), ...(next ? [next] : [])].slice(0, 30);
};

function hasShownPseudo(element: Element): boolean {
  return ['::before', '::after'].some(pseudo => {
    const { content, position, visibility, opacity, display } = getComputedStyle(element, pseudo);
    // Icons beside links are made in this way, too, and are no words.
    const isWords = /^"(?:[^"]*\p{L}){3}|attr\(/u.test(content);
    return (
      isWords && position === 'absolute' && visibility === 'visible' && opacity !== '0' && display !== 'none'
    );
  });
}

const saysSomething = (element: Element): boolean => textContent(element).trim().length >= 3;

const isFloating = (element: Element): boolean =>
  matches(element, ':popover-open') || /^(absolute|fixed)$/.test(getComputedStyle(element).position);

function isShownAt(element: Element, word: DOMRect): boolean {
  if (!Element.prototype.checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true }))
    return false;
  const box = Element.prototype.getBoundingClientRect.call(element);
  const area = box.width * box.height;
  if (area === 0 || area > innerWidth * innerHeight * TOOLTIP_MAX_SHARE) return false;
  return (
    box.left < word.right + NEAR_PX &&
    box.right > word.left - NEAR_PX &&
    box.top < word.bottom + NEAR_PX &&
    box.bottom > word.top - NEAR_PX
  );
}
