import type { Entry } from '../words/term.ts';
import type { Card } from './card.tsx';
import { CLOSE_DELAY_MS } from './hover.ts';
import { listenToReader } from './trusted.ts';

/** A frame that is smaller than this in one direction shows too little of a card; its cards open in the page instead. */
const FRAME_MIN_PX = { width: 256, height: 160 };
const FRAMES = 'iframe:hover, frame:hover, object:hover, embed:hover';

/** Whether a card would not be readable in this frame. */
export const isTooSmallForCards = (): boolean =>
  window !== window.top && (innerWidth < FRAME_MIN_PX.width || innerHeight < FRAME_MIN_PX.height);

export interface GuestOptions {
  card: Card;
  entryOf: (term: string) => Promise<Entry | null>;
  signal: AbortSignal;
}

/**
 * Shows cards for words in frames that are too small for them. Nobody can tell a page where in it a frame of another origin
 * is; but the pointer is on that frame, which the page's own `:hover` knows, and beside the frame is beside the word.
 * @returns what a frame asks for: the card of a term, or none ('') since the pointer left
 */
export function createGuest({ card, entryOf, signal }: GuestOptions): (term: string) => void {
  let frame: Element | null = null;
  let isOpen = () => false;
  /** How often frames asked: while an entry is waited for, the pointer can leave or go on to another word. */
  let asked = 0;
  let onCard = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stay = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const close = () => {
    stay();
    if (isOpen() && card.isPinned()) return;
    if (isOpen()) card.hide();
    frame = null;
  };
  const leave = () => {
    timer ??= setTimeout(close, CLOSE_DELAY_MS);
  };
  const open = async (term: string, number: number) => {
    const entry = await entryOf(term);
    const under = [...document.querySelectorAll(FRAMES)].at(-1);
    if (!entry || !under || number !== asked || signal.aborted || card.isPinned()) return;
    stay();
    frame = under;
    onCard = false;
    isOpen = card.show(entry, { rect: under.getBoundingClientRect(), word: under }, null);
  };

  const on = listenToReader(signal);
  on('pointermove', ({ target }) => {
    if (!frame) return;
    onCard = card.owns(target);
    if (onCard) stay();
    else if (target !== frame) leave();
  });
  on('pointerdown', ({ target }) => !card.owns(target) && close());
  on('keydown', ({ key }) => key === 'Escape' && close());
  return term => {
    asked++;
    if (term !== '') void open(term, asked);
    else if (!onCard) close();
  };
}
