import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askEntry, askReader } from '../src/messages.ts';
import { createCard } from '../src/page/card.tsx';
import { type Explainer, type ExplainOptions, offerExplain } from '../src/page/explainer.ts';
import { rectsOf } from '../src/page/occurrence.ts';
import { createOrigin } from '../src/page/origin.ts';
import type { Hit } from '../src/page/pointer.ts';
import { createStepping } from '../src/page/stepping.ts';
import { type CloseReason, watchHover } from '../src/page/watch-hover.ts';
import type { Entry } from '../src/words/term.ts';

/** The script that the background puts into a frame when a term there is to be explained. */
export default defineUnlistedScript(() => offerExplain(explain));

function explain(options: ExplainOptions): Explainer {
  const { within, isMarked, places, wishes, isUnsure, onSaid, onPassed, onLost, signal } = options;
  const entryOf = rememberEntries(onLost);
  const card = createCard({
    openSection: section => void askReader(section).catch(onLost),
    onClose: () => hover.dismiss(),
    signal,
  });
  const open = async (hit: Hit) => {
    const entry = await entryOf(hit.occurrence.reading.term);
    if (signal.aborted || !hover.isOpen(hit)) return; // waited too long
    if (!entry) return card.hide();
    const { term, because, otherwise } = hit.occurrence.reading;
    card.show(
      entry,
      hit.rect,
      {
        because,
        otherwise,
        unsure: isUnsure(hit.occurrence),
        say: (where, meant) => onSaid(term, where, meant),
      },
      hit.asked,
    );
    ring(hit);
  };
  const ring = ({ occurrence, asked }: Hit) => typeof asked === 'object' && card.ring(rectsOf(occurrence));
  const close = (reason: CloseReason) => {
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
  return { ...hover, step };
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
