import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askAbove, askEntry, askReader } from '../src/messages.ts';
import { createCard } from '../src/page/card.tsx';
import { type Explainer, type ExplainOptions, offerExplain } from '../src/page/explainer.ts';
import { createGuest, isTooSmallForCards } from '../src/page/guest.ts';
import { nodeOf, rectsOf } from '../src/page/occurrence.ts';
import { createOrigin } from '../src/page/origin.ts';
import type { Hit } from '../src/page/pointer.ts';
import { createStepping } from '../src/page/stepping.ts';
import { type CloseReason, watchHover } from '../src/page/watch-hover.ts';
import type { Entry } from '../src/words/term.ts';

/** The script that the background puts into a frame when a term there is to be explained. */
export default defineUnlistedScript(() => offerExplain(explain));

function explain(options: ExplainOptions): Explainer {
  const { within, isMarked, places, wishes, isUnsure, onSaid, onMuted, onPassed, onLost, signal } = options;
  const entryOf = rememberEntries(onLost);
  /** What the reader has left unmarked in the open card, which stays, so that it can be undone. */
  const unmarked = new Set<string>();
  /** Whether the card is open in the page, since this frame is too small for it. */
  let isAbove = false;
  const card = createCard({
    entryOf,
    openSection: section => void askReader(section).catch(onLost),
    onClose() {
      hover.dismiss();
      if (card.isPinned()) close('closed'); // the pointer, and so the hover state, had left it long ago
    },
    signal,
  });
  const open = async (hit: Hit) => {
    if (card.isPinned() && !hit.asked) return;
    const entry = await entryOf(hit.occurrence.reading.term);
    if (signal.aborted || !hover.isOpen(hit)) return; // waited too long
    if (!entry) return card.hide();
    const { term, because, otherwise } = hit.occurrence.reading;
    unmarked.delete(term);
    if (isTooSmallForCards()) {
      isAbove = true;
      return void askAbove(term).catch(onLost);
    }
    card.show(
      entry,
      { ...hit, word: nodeOf(hit.occurrence) },
      {
        because,
        otherwise,
        unsure: isUnsure(hit.occurrence),
        say: (where, meant) => onSaid(term, where, meant),
        mute(muted) {
          if (muted) unmarked.add(term);
          onMuted(term, muted);
        },
      },
    );
    ring(hit);
  };
  const ring = ({ occurrence, asked }: Hit) => typeof asked === 'object' && card.ring(rectsOf(occurrence));
  const close = (reason: CloseReason) => {
    if (card.isPinned() && reason !== 'closed') return;
    if (isAbove) void askAbove('').catch(onLost);
    isAbove = false;
    const hadFocus = card.owns(document.activeElement);
    card.hide();
    if (reason === 'closed') origin.comeBack(true);
    else if (reason === 'gone' && hadFocus) origin.comeBack(false);
    else origin.forget();
  };
  const origin = createOrigin(card.owns);
  const hover = watchHover({
    within,
    isMarked,
    wishes,
    isCard: card.owns,
    cardBox: card.box,
    onRest: ({ occurrence }) => void entryOf(occurrence.reading.term),
    onOpen: hit => void open(hit),
    onClose: close,
    onMove: ring,
    signal,
  });
  const step = createStepping({
    places,
    onLeave: origin.note,
    onArrive: hover.show,
    onPassed(to) {
      hover.dismiss();
      onPassed(to);
    },
  });
  return {
    ...hover,
    step,
    host: createGuest({ card, entryOf, signal }),
    show(hit) {
      card.unpin();
      hover.show(hit);
    },
    forget: isGone => hover.forget(term => isGone(term) && !unmarked.has(term)),
  };
}

/** Asks for each entry once, and again if there was no answer. */
function rememberEntries(onLost: (error: unknown) => void): (term: string) => Promise<Entry | null> {
  const entries = new Map<string, Promise<Entry | null>>();
  return term => {
    const known = entries.get(term);
    if (known) return known;
    const asked = askEntry(term)
      .catch(error => {
        onLost(error);
        return null;
      })
      .then(entry => {
        if (!entry) entries.delete(term);
        return entry;
      });
    entries.set(term, asked);
    return asked;
  };
}
