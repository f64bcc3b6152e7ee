import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askReader, askStepOn, followCall, type Place } from '../../src/messages.ts';
import { createCard } from '../../src/page/card.tsx';
import { thinOut } from '../../src/page/density.ts';
import { type Explainer, type ExplainOptions, offerExplain } from '../../src/page/explainer.ts';
import { nth } from '../../src/page/found.ts';
import { createGuest } from '../../src/page/guest.ts';
import { rectsOf } from '../../src/page/occurrence.ts';
import { createOrigin } from '../../src/page/origin.ts';
import { scrollToOccurrence } from '../../src/page/scroll.ts';
import { createStepping } from '../../src/page/stepping.ts';
import { watchHover } from '../../src/page/watch-hover.ts';
import { createOpening } from './opening.ts';
import { rememberEntries } from './remember-entries.ts';

/** The script that the background puts into a frame when a term there is to be explained. */
export default defineUnlistedScript(() => offerExplain(explain));

function explain(options: ExplainOptions): Explainer {
  const { frame, found, isMarked, onLost, signal } = options;
  const entryOf = rememberEntries(onLost);
  const card = createCard({
    entryOf,
    openSection: section => void askReader(section).catch(onLost),
    onClose() {
      hover.dismiss();
      if (card.isPinned()) opening.close('closed'); // the pointer, and so the hover state, had left it long ago
    },
    onUnpin: () => opening.letGo(),
    signal,
  });
  const origin = createOrigin(card.owns);
  const opening = createOpening({
    ...options,
    card,
    origin,
    entryOf,
    isWanted: hit => hover.isOpen(hit),
    hold: hit => hover.show(hit),
  });
  const hover = watchHover({
    ...options,
    isCard: card.owns,
    cardBox: card.box,
    onRest: ({ occurrence }) => void entryOf(occurrence.reading.term),
    onOpen: hit => void opening.open(hit),
    onClose: opening.close,
    onMove: opening.ring,
  });
  const step = createStepping({
    places: () => found().filter(isMarked),
    onLeave: origin.note,
    onArrive: hover.show,
    onPassed(to, entered) {
      hover.dismiss();
      void askStepOn(to, frame, entered).catch(onLost);
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
    forget: isGone => hover.forget(term => isGone(term) && !opening.isUnmarkedHere(term)),
  };
}
