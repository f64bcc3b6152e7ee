import type { Placement } from '@floating-ui/core';
import { render } from 'preact';
import baseCss from '../ui/base.css?inline';
import entryCss from '../ui/entry-view.css?inline';
import { EntryView } from '../ui/entry-view.tsx';
import meaningCss from '../ui/meaning-view.css?inline';
import { MeaningView, type MeaningViewProps } from '../ui/meaning-view.tsx';
import tokensCss from '../ui/tokens.css?inline';
import type { Entry } from '../words/term.ts';
import { isOnTop, keepAlive } from './alive.ts';
import cardCss from './card.css?inline';
import { watchKeys } from './card-keys.ts';
import { keepOut } from './flat-tree.ts';
import { drawRing } from './focus-ring.ts';
import { isOnDark } from './ground.ts';
import { watchDragging } from './moving.ts';
import { PinTools } from './pin-tools.tsx';
import { type Beside, keepPlace, place } from './placing.ts';
import type { Hit } from './pointer.ts';
import reachCss from './reach.css?inline';
import { elementsAround, stageFor } from './stage.ts';
import { watchSwipe } from './swipe.ts';
import { watchSeen } from './unobscured.ts';

/** On screens that are no wider than this, a finger gets the card as a sheet at the bottom. */
const SHEET_MAX_PX = 480;
/** How often the card is told that its script lives; see card.css. */
const BEAT_MS = 1_000;

/** The card on the page: at most one, and no node of it in the page while none is open. */
export interface Card {
  /** Shows an entry beside a word; without its meaning, nothing can be answered there. */
  show: (entry: Entry, at: At, meaning: Omit<MeaningViewProps, 'entry' | 'trusts'> | null) => void;
  hide: () => void;
  /** Whether the reader wants the open card to stay. */
  isPinned: () => boolean;
  unpin: () => void;
  /** Where it is; null when it is not open. */
  box: () => DOMRect | null;
  /** Draws a ring around the boxes of the word that it explains. */
  ring: (boxes: readonly DOMRect[]) => void;
  /** Whether an event of the page happened on the card. */
  owns: (target: EventTarget | null) => boolean;
}

/** What a card opens beside: a box of the viewport, and what is in it. */
export interface At extends Pick<Hit, 'rect' | 'asked'> {
  word: Node;
}

export interface CardOptions {
  entryOf: (id: string) => Promise<Entry | null>;
  openSection: (section: string) => void;
  /** The reader closed the card, or it could not be kept open. */
  onClose: () => void;
  signal: AbortSignal;
}

/** A card that is open. */
interface Open {
  host: HTMLElement;
  root: ShadowRoot;
  card: HTMLElement;
  pinned: boolean;
  /** Whether the pointer is on it: in a page's shadow root, events do not say so. */
  pointed: boolean;
  close: AbortController;
}

export function createCard({ entryOf, openSection, onClose, signal }: CardOptions): Card {
  let open: Open | null = null;

  const hide = () => {
    open?.close.abort();
    open?.host.remove();
    open = null;
  };
  const close = () => {
    onClose();
    hide();
  };
  signal.addEventListener('abort', hide);

  const show: Card['show'] = (entry, at, meaning) => {
    hide();
    const { word, asked } = at;
    const now = build(stageFor(word));
    open = now;
    const { host, root, card } = now;
    card.style.colorScheme = isOnDark(word, colour => normalColour(card, colour)) ? 'dark' : 'light';
    const seen = watchSeen(card);
    const isSheet = asked === 'touch' && innerWidth <= SHEET_MAX_PX;
    const beside = besideOf(at);
    let side: Placement | undefined;
    const settle = async () => {
      if (isSheet) return;
      if (now.pinned) keepPlace(card);
      else side = await place(card, beside, side);
    };
    const pin = (pinned: boolean) => {
      now.pinned = pinned;
      card.toggleAttribute('data-pinned', pinned);
    };
    render(
      <EntryView
        entry={entry}
        entryOf={entryOf}
        openSection={openSection}
        close={close}
        tools={!isSheet && <PinTools card={card} onPin={pin} />}
        onChange={() => void settle()}
      >
        {meaning && (
          <MeaningView
            entry={entry}
            {...meaning}
            trusts={event => event.isTrusted && seen.isSeen() && isOnTop(host, card)}
          />
        )}
        {typeof asked === 'object' && (
          <p class="place" id="place">
            {asked.position} of {asked.of} on this page
          </p>
        )}
      </EntryView>,
      card,
    );
    if (isSheet) becomeSheet(card, close);
    else void settle();
    const dialog = card.querySelector<HTMLElement>('[role=dialog]');
    if (dialog) {
      watchKeys(dialog, root, close);
      if (typeof asked === 'object') takeFocus(dialog);
    }
    watchDragging(card, () => now.pinned);
    watchLife(now, close, [keepAlive(host, card, close), seen.stop]);
  };

  return {
    show,
    hide,
    isPinned: () => open?.pinned ?? false,
    unpin() {
      if (open) open.pinned = false;
    },
    owns: target =>
      open !== null &&
      (target === open.host ||
        (open.pointed && target instanceof Element && target.contains(hostOf(open.host)))),
    box: () => open?.card.getBoundingClientRect() ?? null,
    ring: boxes => open && drawRing(open.root, boxes),
  };
}

/** An empty card in the top layer. */
function build(stage: Element): Open {
  const host = document.createElement('div');
  keepOut(host);
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  // A zoom of the page is taken back: the card has its size from the reader's browser alone.
  const zoom = 1 / (stage.currentCSSZoom || 1);
  style.textContent = `${tokensCss}${baseCss}${entryCss}${meaningCss}${cardCss}${reachCss}:host{zoom:${zoom}!important}`;
  const card = document.createElement('div');
  card.className = 'card';
  card.lang = 'en';
  card.dir = 'ltr';
  root.append(style, card);
  stage.append(host);
  host.popover = 'manual';
  host.showPopover();
  return { host, root, card, pinned: false, pointed: false, close: new AbortController() };
}

/** Beats, listens and watches until the card closes. */
function watchLife(open: Open, close: () => void, stops: (() => void)[]): void {
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
function hostOf(node: Element): Element {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? hostOf(root.host) : node;
}

/** Any colour of CSS as `color(srgb …)`, by letting the browser mix it with itself. */
function normalColour(card: HTMLElement, colour: string): string {
  card.style.backgroundColor = `color-mix(in srgb, ${colour}, ${colour})`;
  const normal = getComputedStyle(card).backgroundColor;
  card.style.backgroundColor = '';
  return normal;
}

function besideOf({ rect, word }: At): Beside {
  const [element] = elementsAround(word);
  const style = element && getComputedStyle(element);
  return {
    rect,
    vertical: style !== undefined && !style.writingMode.startsWith('horizontal'),
    rightToLeft: style?.direction === 'rtl',
  };
}

/** Moves the focus into the card, which says what it is: headword, definition, and which of the page's terms it is. */
function takeFocus(dialog: HTMLElement): void {
  const definition = dialog.querySelector('.entry-body > p');
  if (definition) definition.id = 'definition';
  dialog.setAttribute('aria-describedby', 'definition place');
  dialog.tabIndex = -1;
  dialog.focus({ preventScroll: true });
}

function becomeSheet(card: HTMLElement, close: () => void): void {
  card.classList.add('sheet');
  const grip = document.createElement('div');
  grip.className = 'grip';
  card.prepend(grip);
  watchSwipe(card, grip, close);
}
