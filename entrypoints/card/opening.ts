import { askAbove } from '../../src/messages.ts';
import type { Card } from '../../src/page/card.tsx';
import type { ExplainOptions } from '../../src/page/explainer.ts';
import { isTooSmallForCards } from '../../src/page/guest.ts';
import { nodeOf, rectsOf } from '../../src/page/occurrence.ts';
import type { Origin } from '../../src/page/origin.ts';
import type { Hit } from '../../src/page/pointer.ts';
import type { CloseReason } from '../../src/page/watch-hover.ts';
import type { MeaningViewProps } from '../../src/ui/meaning-view.tsx';
import type { Entry } from '../../src/words/term.ts';
import { createSay } from './say.ts';

/** What becomes of a card when the hover state says that one opens, moves or closes. */
export interface Opening {
  open: (hit: Hit) => Promise<void>;
  /** Draws the ring around a word that keys led to. */
  ring: (hit: Hit) => void;
  close: (reason: CloseReason) => void;
  /** The card is pinned no longer. */
  letGo: () => void;
  /** Whether the reader left the term unmarked in its open card, which stays, so that it can be undone. */
  isUnmarkedHere: (term: string) => boolean;
}

interface OpeningOptions extends Pick<ExplainOptions, 'isUnsure' | 'onLost' | 'signal'> {
  card: Card;
  origin: Origin;
  entryOf: (term: string) => Promise<Entry | null>;
  /** Whether a term's card is still wanted. */
  isWanted: (hit: Hit) => boolean;
  /** Has the hover state keep a card open until the reader closes it. */
  hold: (hit: Hit) => void;
}

export function createOpening(options: OpeningOptions): Opening {
  const { card, origin, entryOf, isWanted, hold, isUnsure, onLost, signal } = options;
  const said = createSay(onLost);
  const unmarked = new Set<string>();
  /** Whether the card is open in the page, since this frame is too small for it. */
  let isAbove = false;
  let isOpen = () => false;
  let shown: Hit | null = null;

  const meaningOf = ({ occurrence }: Hit): Omit<MeaningViewProps, 'entry' | 'trusts'> => {
    const { term, because, otherwise } = occurrence.reading;
    return {
      because,
      otherwise,
      unsure: isUnsure(occurrence),
      say: (where, meant) => said.meant(term, where, meant),
      mute() {
        unmarked.add(term);
        return said.mute(term);
      },
    };
  };
  const ring = ({ occurrence, asked }: Hit) => {
    if (typeof asked === 'object') card.ring(rectsOf(occurrence));
  };
  return {
    async open(hit) {
      if (hit === shown && isOpen()) return; // let go by its pin, and held
      if (card.isPinned() && !hit.asked) return;
      const { term } = hit.occurrence.reading;
      const entry = await entryOf(term);
      if (signal.aborted || !isWanted(hit)) return; // waited too long
      if (!entry) return card.hide();
      unmarked.delete(term);
      if (isTooSmallForCards()) {
        isAbove = true;
        return void askAbove(term).catch(onLost);
      }
      shown = hit;
      isOpen = card.show(entry, { ...hit, word: nodeOf(hit.occurrence) }, meaningOf(hit));
      ring(hit);
    },
    ring,
    close(reason) {
      if (card.isPinned() && reason !== 'closed') return;
      if (isAbove) void askAbove('').catch(onLost);
      isAbove = false;
      const hadFocus = card.owns(document.activeElement);
      // What a frame has had opened meanwhile is not the page's to close.
      if (isOpen()) card.hide();
      shown = null;
      if (reason === 'closed') origin.comeBack(true);
      else if (reason === 'gone' && hadFocus) origin.comeBack(false);
      else origin.forget();
    },
    letGo() {
      // The pointer left while the card was pinned: nothing that it does would close the card now.
      if (shown && isOpen() && !isWanted(shown)) hold(shown);
    },
    isUnmarkedHere: term => unmarked.has(term),
  };
}
