import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askAbove, askReader, askStepOn, followCall, type Place } from '../../src/messages.ts';
import { createCard } from '../../src/page/card.tsx';
import { thinOut } from '../../src/page/density.ts';
import { type Explainer, type ExplainOptions, offerExplain } from '../../src/page/explainer.ts';
import { nth } from '../../src/page/found.ts';
import { createGuest, isTooSmallForCards } from '../../src/page/guest.ts';
import { nodeOf, rectsOf } from '../../src/page/occurrence.ts';
import { createOrigin } from '../../src/page/origin.ts';
import type { Hit } from '../../src/page/pointer.ts';
import { scrollToOccurrence } from '../../src/page/scroll.ts';
import { createStepping } from '../../src/page/stepping.ts';
import { type CloseReason, watchHover } from '../../src/page/watch-hover.ts';
import { rememberEntries } from './remember-entries.ts';
import { createSay } from './say.ts';

/** The script that the background puts into a frame when a term there is to be explained. */
export default defineUnlistedScript(() => offerExplain(explain));

function explain(options: ExplainOptions): Explainer {
  const { frame, within, found, isMarked, wishes, isUnsure, onLost, signal } = options;
  const entryOf = rememberEntries(onLost);
  const said = createSay(onLost);
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
        say: (where, meant) => said.meant(term, where, meant),
        mute(muted) {
          if (muted) unmarked.add(term);
          said.mute(term, muted);
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
    places: () => found().filter(isMarked),
    onLeave: origin.note,
    onArrive: hover.show,
    onPassed(to) {
      hover.dismiss();
      void askStepOn(to, frame).catch(onLost);
    },
  });
  const goTo = ({ term, index }: Place) => {
    const occurrence = nth(found(), term, index);
    if (!occurrence) return;
    scrollToOccurrence(occurrence);
    const rect = rectsOf(occurrence)[0];
    if (!rect) return;
    card.unpin();
    hover.show({ occurrence, rect });
  };
  const host = createGuest({ card, entryOf, signal });
  return {
    ...hover,
    follow: message => followCall(message, { goTo, step, explain: host }),
    thinOut,
    forget: isGone => hover.forget(term => isGone(term) && !unmarked.has(term)),
  };
}
