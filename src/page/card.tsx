import { computePosition, flip, offset, type Platform, shift, size } from '@floating-ui/core';
import { render } from 'preact';
import baseCss from '../ui/base.css?inline';
import entryCss from '../ui/entry-view.css?inline';
import { EntryView } from '../ui/entry-view.tsx';
import meaningCss from '../ui/meaning-view.css?inline';
import { MeaningView, type MeaningViewProps } from '../ui/meaning-view.tsx';
import tokensCss from '../ui/tokens.css?inline';
import type { Entry } from '../words/term.ts';
import cardCss from './card.css?inline';
import { watchKeys } from './card-keys.ts';
import { keepOut } from './flat-tree.ts';
import { drawRing } from './focus-ring.ts';
import type { Hit } from './pointer.ts';
import reachCss from './reach.css?inline';
import { watchSwipe } from './swipe.ts';

/** Between word and card, so that the card never covers what it explains. */
const GAP_PX = 6;
/** Between card and the edge of the viewport. */
const EDGE_PX = 8;
/** Lower than this a card shows too little to be read; it is then better over the edge. */
const CARD_MIN_PX = 120;
/** On screens that are no wider than this, a finger gets the card as a sheet at the bottom. */
const SHEET_MAX_PX = 480;
/** How often the card is told that its script lives; see card.css. */
const BEAT_MS = 1_000;

/** The card on the page: at most one, and no node of it in the page while none is open. */
export interface Card {
  /** Shows an entry beside a box of the viewport. */
  show: (
    entry: Entry,
    beside: DOMRect,
    meaning: Omit<MeaningViewProps, 'entry'>,
    asked?: Hit['asked'],
  ) => void;
  hide: () => void;
  /** Where it is; null when it is not open. */
  box: () => DOMRect | null;
  /** Draws a ring around the boxes of the word that it explains. */
  ring: (boxes: readonly DOMRect[]) => void;
  /** Whether an event of the page happened on the card. */
  owns: (target: EventTarget | null) => boolean;
}

export interface CardOptions {
  openSection: (section: string) => void;
  /** The reader pressed the card's close button. */
  onClose: () => void;
  signal: AbortSignal;
}

export function createCard({ openSection, onClose, signal }: CardOptions): Card {
  let host: HTMLElement | null = null;
  let open: { card: HTMLElement; root: ShadowRoot } | null = null;
  let beat: ReturnType<typeof setInterval> | undefined;

  const hide = () => {
    clearInterval(beat);
    host?.remove();
    host = null;
    open = null;
  };
  signal.addEventListener('abort', hide);

  return {
    show(entry, beside, meaning, asked) {
      hide();
      host = document.createElement('div');
      keepOut(host);
      const root = host.attachShadow({ mode: 'closed' });
      const style = document.createElement('style');
      style.textContent = tokensCss + baseCss + entryCss + meaningCss + cardCss + reachCss;
      const card = document.createElement('div');
      card.className = 'card';
      card.lang = 'en';
      card.dir = 'ltr';
      card.setAttribute('role', 'dialog');
      card.setAttribute('aria-label', entry.headword);
      root.append(style, card);
      render(
        <EntryView entry={entry} openSection={openSection} close={onClose}>
          <MeaningView entry={entry} {...meaning} />
          {typeof asked === 'object' && (
            <p class="place" id="place">
              {asked.position} of {asked.of} on this page
            </p>
          )}
        </EntryView>,
        card,
      );
      topLayerParent().append(host);
      host.popover = 'manual';
      host.showPopover();
      open = { card, root };
      if (asked === 'touch' && innerWidth <= SHEET_MAX_PX) becomeSheet(card, onClose);
      else void place(card, beside);
      watchKeys(card, root, onClose);
      if (typeof asked === 'object') takeFocus(card);
      beat = setInterval(() => {
        card.dataset.beat = card.dataset.beat === 'even' ? 'odd' : 'even';
      }, BEAT_MS);
    },
    hide,
    owns: target => host !== null && target === host,
    box: () => open?.card.getBoundingClientRect() ?? null,
    ring: boxes => open && drawRing(open.root, boxes),
  };
}

/** Moves the focus into the card, which says what it is: headword, definition, and which of the page's terms it is. */
function takeFocus(card: HTMLElement): void {
  const definition = card.querySelector('.entry-body > p');
  if (definition) definition.id = 'definition';
  card.setAttribute('aria-describedby', 'definition place');
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
}

function becomeSheet(card: HTMLElement, close: () => void): void {
  card.classList.add('sheet');
  const grip = document.createElement('div');
  grip.className = 'grip';
  card.prepend(grip);
  watchSwipe(card, grip, close);
}

/**
 * Where the card can be seen and used: a popover outside an open modal dialog or a fullscreen element is drawn
 * but inert in Chromium and Firefox.
 */
const topLayerParent = (): Element =>
  document.fullscreenElement ??
  [...document.querySelectorAll('dialog:modal')].at(-1) ??
  document.documentElement;

/**
 * What Floating UI needs to know of a card that is fixed in the top layer: its own box and the viewport. Its DOM
 * package looks for scrollers, offset parents and clipping ancestors besides, none of which there are, in 4 kB.
 */
const viewport: Platform = {
  getElementRects: ({ reference, floating }) => ({
    reference: reference.getBoundingClientRect(),
    floating: { x: 0, y: 0, ...boxOf(floating) },
  }),
  getDimensions: boxOf,
  getClippingRect: () => ({ x: 0, y: 0, width: innerWidth, height: innerHeight }),
};

function boxOf(card: HTMLElement) {
  return { width: card.offsetWidth, height: card.offsetHeight };
}

async function place(card: HTMLElement, beside: DOMRect): Promise<void> {
  const { x, y } = await computePosition({ getBoundingClientRect: () => beside }, card, {
    platform: viewport,
    strategy: 'fixed',
    placement: 'bottom-start',
    middleware: [
      offset(GAP_PX),
      flip({ padding: EDGE_PX, fallbackStrategy: 'bestFit' }),
      shift({ padding: EDGE_PX }),
      size({
        padding: EDGE_PX,
        apply: ({ availableHeight }) => {
          card.style.maxBlockSize = `${Math.max(availableHeight, CARD_MIN_PX)}px`;
        },
      }),
    ],
  });
  card.style.left = `${x}px`;
  card.style.top = `${y}px`;
}
