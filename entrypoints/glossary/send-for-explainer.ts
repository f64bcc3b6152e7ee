import { askCard } from '../../src/messages.ts';
import { watchApproach } from '../../src/page/approach.ts';
import { type Explainer, type ExplainOptions, offeredExplain } from '../../src/page/explainer.ts';
import type { Hit } from '../../src/page/pointer.ts';

/** What explains a document's terms, whether it is there already or not. */
export interface ExplainerToCome extends Pick<Explainer, 'show' | 'step' | 'host' | 'forget' | 'onRead'> {
  /** There is something to explain from now on. */
  expect: () => void;
}

/** An explainer that has not come is sent for again after so long, as long as it is wanted. */
const AGAIN_MS = 1_000;

/** Has the card's script come when the pointer first nears a term, or a term is to be shown. */
export function sendForExplainer(options: ExplainOptions): ExplainerToCome {
  const { within, isMarked, onLost, signal } = options;
  let explainer: Explainer | null = null;
  let askedMs = Number.NEGATIVE_INFINITY;
  let expecting = false;
  const come = new AbortController();

  const bring = async (): Promise<Explainer | null> => {
    if (!explainer && !offeredExplain()) await askCard();
    if (signal.aborted) return null;
    explainer ??= offeredExplain()?.(options) ?? null;
    if (explainer) come.abort();
    return explainer;
  };
  const approach = () => {
    const where = watchApproach({
      holdsTerms: container => within(container).some(isMarked),
      onNear() {
        const nowMs = performance.now();
        if (nowMs - askedMs < AGAIN_MS) return;
        askedMs = nowMs;
        void bring()
          .then(come => {
            const move = where();
            if (move) come?.point(move);
          })
          .catch(onLost);
      },
      signal: AbortSignal.any([signal, come.signal]),
    });
  };

  return {
    expect() {
      if (!expecting) approach();
      expecting = true;
    },
    show: (hit: Hit) => void bring().then(come => come?.show(hit), onLost),
    step: step => void bring().then(come => come?.step(step), onLost),
    host: term => void bring().then(come => come?.host(term), onLost),
    forget: isGone => explainer?.forget(isGone),
    onRead: (container, occurrences) => explainer?.onRead(container, occurrences),
  };
}
