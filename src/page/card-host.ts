import baseCss from '../ui/base.css?inline';
import entryCss from '../ui/entry-view.css?inline';
import meaningCss from '../ui/meaning-view.css?inline';
import tokensCss from '../ui/tokens.css?inline';
import cardCss from './card.css?inline';
import { keepOut } from './flat-tree.ts';
import reachCss from './reach.css?inline';

/** How often the card is told that its script lives; see card.css. */
const BEAT_MS = 1_000;

/** A card that is open. */
export interface OpenCard {
  host: HTMLElement;
  root: ShadowRoot;
  card: HTMLElement;
  pinned: boolean;
  /** Whether the pointer is on it: in a page's shadow root, events do not say so. */
  pointed: boolean;
  close: AbortController;
}

/** An empty card in the top layer. */
export function openHost(stage: Element): OpenCard {
  const host = document.createElement('div');
  keepOut(host);
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  // A zoom of the page is taken back: the card has its size from the reader's browser alone.
  const zoom = 1 / (Number(Reflect.get(Element.prototype, 'currentCSSZoom', stage)) || 1);
  style.textContent = `${tokensCss}${baseCss}${entryCss}${meaningCss}${cardCss}${reachCss}:host{zoom:${zoom}!important}`;
  const card = document.createElement('div');
  card.className = 'card';
  card.lang = 'en';
  card.dir = 'ltr';
  root.append(style, card);
  Element.prototype.append.call(stage, host);
  host.popover = 'manual';
  host.showPopover();
  return { host, root, card, pinned: false, pointed: false, close: new AbortController() };
}

/** Beats, listens and watches until the card closes. */
export function watchLife(open: OpenCard, close: () => void, stops: (() => void)[]): void {
  const { host, card } = open;
  const { signal } = open.close;
  const beat = setInterval(() => {
    card.dataset.beat = card.dataset.beat === 'even' ? 'odd' : 'even';
  }, BEAT_MS);
  signal.addEventListener('abort', () => {
    clearInterval(beat);
    for (const stop of stops) stop();
  });
  host.addEventListener('pointerenter', () => (open.pointed = true), { signal });
  host.addEventListener('pointerleave', () => (open.pointed = false), { signal });
  // A card that stays is no business of the pointer's any more, so Escape is listened for here as well.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !event.isTrusted || event.isComposing || !open.pinned) return;
    event.preventDefault();
    close();
  };
  document.addEventListener('keydown', onKey, { capture: true, signal });
}

/** The element of the document itself that holds a node, however deep in shadow roots it is. */
export function hostOf(node: Element): Element {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? hostOf(root.host) : node;
}
