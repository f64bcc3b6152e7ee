import { askCard } from '../../src/messages.ts';
import { watchApproach } from '../../src/page/approach.ts';
import type { Density } from '../../src/page/density.ts';
import { type Explainer, type ExplainOptions, offeredExplain } from '../../src/page/explainer.ts';
import type { Occurrence } from '../../src/page/occurrence.ts';

/** What explains a document's terms, whether it is there already or not. */
export interface ExplainerToCome extends Pick<Explainer, 'follow' | 'forget' | 'onRead'> {
  /** There is something to explain from now on. */
  expect: () => void;
  /** Which mentions are to be marked; null while nobody can say. */
  thinOut: (occurrences: () => Occurrence[], density: Density) => Set<Occurrence> | null;
}

/** An explainer that has not come is sent for again after so long, as long as it is wanted. */
const AGAIN_MS = 1_000;

/** Has the card's script come when the pointer first nears a term, or a term is to be shown or left out. */
export function sendForExplainer(options: ExplainOptions & { onCome: () => void }): ExplainerToCome {
  const { within, isMarked, onCome, onLost, signal } = options;
  let explainer: Explainer | null = null;
  let askedMs = Number.NEGATIVE_INFINITY;
  let expecting = false;
  const come = new AbortController();

  const bring = async (): Promise<Explainer | null> => {
    if (!explainer && !offeredExplain()) await askCard();
    if (signal.aborted) return null;
    explainer ??= offeredExplain()?.(options) ?? null;
    if (explainer && !come.signal.aborted) {
      come.abort(null); // a reason: without one an error is made, for which V8 reads the whole script again
      onCome();
    }
    return explainer;
  };
  const send = (then?: (explainer: Explainer) => void) => {
    const nowMs = performance.now();
    if (nowMs - askedMs < AGAIN_MS) return;
    askedMs = nowMs;
    void bring()
      .then(come => come && then?.(come))
      .catch(onLost);
  };
  const approach = () => {
    const where = watchApproach({
      holdsTerms: container => within(container).some(isMarked),
      onNear: () =>
        send(come => {
          const move = where();
          if (move) come.point(move);
        }),
      signal: AbortSignal.any([signal, come.signal]),
    });
  };

  return {
    expect() {
      if (!expecting) approach();
      expecting = true;
    },
    follow: message => void bring().then(come => come?.follow(message), onLost),
    thinOut(occurrences, density) {
      if (!explainer) send();
      return explainer?.thinOut(occurrences(), density) ?? null;
    },
    forget: isGone => explainer?.forget(isGone),
    onRead: (container, occurrences) => explainer?.onRead(container, occurrences),
  };
}
