import { isElement } from './dom.ts';
import type { Explainer, Move } from './explainer.ts';
import { type Hover, type HoverEvent, openWord, step, wakeAtMs } from './hover.ts';
import { isSameWord, type Occurrence, rectsOf } from './occurrence.ts';
import { type Hit, innermostTarget, occurrenceAt } from './pointer.ts';
import { listenToReader } from './trusted.ts';

/** A word that has scrolled further than this from where its card was placed has left the card behind. */
const SCROLL_SLACK_PX = 24;

export interface HoverOptions {
  within: (container: Element) => readonly Occurrence[];
  isMarked: (occurrence: Occurrence) => boolean;
  isCard: (target: EventTarget | null) => boolean;
  /** The pointer has come to rest on a term: time to fetch what its card will say. */
  onRest: (hit: Hit) => void;
  onOpen: (hit: Hit) => void;
  onClose: () => void;
  signal: AbortSignal;
}

export interface HoverWatch extends Explainer {
  dismiss: () => void;
  /** Whether a term's card is still wanted, for who has waited for what it will say. */
  isOpen: (hit: Hit) => boolean;
}

/** Turns what the reader does into steps of the hover state, and its changes into calls. */
export function watchHover(options: HoverOptions): HoverWatch {
  const { within, isMarked, isCard, onRest, onOpen, onClose, signal } = options;
  let hover: Hover<Hit> = { state: 'quiet' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let moved: Move | null = null;

  const send = (event: HoverEvent<Hit>) => {
    const before = hover;
    hover = step(hover, event);
    if (hover === before) return;
    clearTimeout(timer);
    const wake = wakeAtMs(hover);
    if (wake !== null) timer = setTimeout(() => send({ type: 'tick', atMs: wake }), wake - performance.now());
    if (hover.state === 'resting') onRest(hover.word);
    if (hover.state === 'leaving' && hover.next) onRest(hover.next);
    const word = openWord(hover);
    if (word === openWord(before)) return;
    if (word) onOpen(word);
    else onClose();
  };

  /** The words that the hover state is about. */
  const words = (): Hit[] => [
    ...('word' in hover ? [hover.word] : []),
    ...('next' in hover ? [hover.next] : []),
  ];

  /** The hover state compares words by identity, and reading a block again makes new ones. */
  const known = (hit: Hit): Hit => words().find(word => isSameWord(word.occurrence, hit.occurrence)) ?? hit;

  const look = () => {
    const at = moved;
    moved = null;
    if (at && !signal.aborted) point({ ...at, atMs: performance.now() });
  };

  const point = (at: Move) => {
    const { atMs } = at;
    if (isCard(at.target)) return send({ type: 'pointer', over: 'card', atMs });
    // A pressed button means selecting or dragging.
    const hit =
      at.buttons === 0 && isElement(at.target) ? occurrenceAt(at, at.target, { within, isMarked }) : null;
    send({ type: 'pointer', over: hit && { word: known(hit) }, atMs });
  };

  const on = listenToReader(signal);
  on('pointermove', event => {
    if (event.pointerType === 'touch') return;
    if (!moved) requestAnimationFrame(look);
    // Copied, since an event from inside the card loses its target once it is dispatched.
    moved = {
      x: event.clientX,
      y: event.clientY,
      buttons: event.buttons,
      target: innermostTarget(event),
      atMs: performance.now(),
    };
  });
  on('pointerout', event => {
    if (event.relatedTarget === null) send({ type: 'pointer', over: null, atMs: performance.now() });
  });
  on('pointerdown', event => {
    if (!isCard(event.target)) send({ type: 'dismiss' });
  });
  on('keydown', event => {
    if (event.key === 'Escape') send({ type: 'dismiss' });
  });
  on('scroll', event => {
    const word = 'word' in hover ? hover.word : null;
    if (!word || isCard(event.target)) return;
    const near = rectsOf(word.occurrence).some(
      ({ x, y }) => Math.hypot(x - word.rect.x, y - word.rect.y) <= SCROLL_SLACK_PX,
    );
    if (!near) send({ type: 'dismiss' });
  });
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    point,
    show: hit => send({ type: 'show', word: hit }),
    dismiss: () => send({ type: 'dismiss' }),
    forget(isGone) {
      if (words().some(({ occurrence }) => isGone(occurrence.reading.term))) send({ type: 'dismiss' });
    },
    isOpen: hit => openWord(hover) === hit,
    onRead(container, occurrences) {
      const isGone = ({ occurrence }: Hit) =>
        occurrence.block.container === container && !occurrences.some(other => isSameWord(other, occurrence));
      if (words().some(isGone)) send({ type: 'dismiss' });
    },
  };
}
