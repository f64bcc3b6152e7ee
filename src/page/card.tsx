import type { Placement } from '@floating-ui/core';
import { render } from 'preact';
import { EntryView } from '../ui/entry-view.tsx';
import { MeaningView, type MeaningViewProps } from '../ui/meaning-view.tsx';
import type { Entry } from '../words/term.ts';
import { isOnTop, keepAlive } from './alive.ts';
import { hostOf, type OpenCard, openHost, watchLife } from './card-host.ts';
import { watchKeys } from './card-keys.ts';
import { contains, isElement } from './dom.ts';
import { drawRing } from './focus-ring.ts';
import { isOnDark } from './ground.ts';
import { watchDragging } from './moving.ts';
import { PinTools } from './pin-tools.tsx';
import { type Beside, keepPlace, place } from './placing.ts';
import type { Hit } from './pointer.ts';
import { elementsAround, stageFor } from './stage.ts';
import { watchSwipe } from './swipe.ts';
import { watchSeen } from './unobscured.ts';

/** On screens that are no wider than this, a finger gets the card as a sheet at the bottom. */
const SHEET_MAX_PX = 480;
/** The card on the page: at most one, and no node of it in the page while none is open. */
export interface Card {
  /**
   * Shows an entry beside a word; without its meaning, nothing can be answered there.
   * @returns whether it is still that entry's card which is open, and not one that was shown later
   */
  show: (entry: Entry, at: At, meaning: Omit<MeaningViewProps, 'entry' | 'trusts'> | null) => () => boolean;
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
  /** The reader wants the open card to stay no longer. */
  onUnpin: () => void;
  signal: AbortSignal;
}

export function createCard({ entryOf, openSection, onClose, onUnpin, signal }: CardOptions): Card {
  let open: OpenCard | null = null;

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
    const isSheet = asked === 'touch' && innerWidth <= SHEET_MAX_PX;
    const now = openHost(stageFor(word));
    open = now;
    const { host, root, card } = now;
    card.style.colorScheme = isOnDark(word, colour => normalColour(card, colour)) ? 'dark' : 'light';
    const seen = watchSeen(card);
    const settle = isSheet ? () => undefined : settleBeside(now, besideOf(at));
    const pin = (pinned: boolean) => {
      now.pinned = pinned;
      card.toggleAttribute('data-pinned', pinned);
      if (!pinned) onUnpin();
    };
    render(
      <EntryView
        entry={entry}
        entryOf={entryOf}
        openSection={openSection}
        close={close}
        tools={!isSheet && <PinTools card={card} onPin={pin} />}
        onChange={settle}
      >
        {meaning && (
          <MeaningView
            entry={entry}
            {...meaning}
            trusts={event => event.isTrusted && seen.isSeen() && isOnTop(host, card)}
          />
        )}
        {typeof asked === 'object' && <Position {...asked} />}
      </EntryView>,
      card,
    );
    if (isSheet) becomeSheet(card, close);
    else settle();
    const dialog = card.querySelector<HTMLElement>('[role=dialog]');
    if (dialog) {
      watchKeys(dialog, root, close);
      if (typeof asked === 'object') takeFocus(dialog);
    }
    watchDragging(card, () => now.pinned);
    watchLife(now, close, [keepAlive(host, card, close), seen.stop]);
    return () => open === now;
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
        (open.pointed && isElement(target as Node | null) && contains(target as Element, hostOf(open.host)))),
    box: () => open?.card.getBoundingClientRect() ?? null,
    ring: boxes => open && drawRing(open.root, boxes),
  };
}

/** Any colour of CSS as `color(srgb …)`, by letting the browser mix it with itself. */
function normalColour(card: HTMLElement, colour: string): string {
  card.style.backgroundColor = `color-mix(in srgb, ${colour}, ${colour})`;
  const normal = getComputedStyle(card).backgroundColor;
  card.style.backgroundColor = '';
  return normal;
}

/** Which of the page's terms it is, for who goes from one to the next. */
const Position = ({ position, of }: { position: number; of: number }) => (
  <p class="place" id="place">
    {position} of {of} on this page
  </p>
);

/** Returns how to put a card beside its word, or, when it is to stay, back into the window, after its content or the window changed. */
function settleBeside(open: OpenCard, beside: Beside): () => void {
  let side: Placement | undefined;
  const settle = async () => {
    if (open.pinned) keepPlace(open.card);
    else side = await place(open.card, beside, side);
  };
  const onResize = () => {
    side = undefined; // there may be no room any more
    void settle();
  };
  for (const view of [window, visualViewport])
    view?.addEventListener('resize', onResize, { signal: open.close.signal });
  return () => void settle();
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
