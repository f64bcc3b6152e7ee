import { isElement } from './dom.ts';
import { type Explainer, type Move, moveOf, type Wishes } from './explainer.ts';
import { isHeld, keysOf, presses } from './held-key.ts';
import { type Hover, type HoverEvent, openWord, type Pace, step, wakeAtMs } from './hover.ts';
import { isVideoFull, watchTyping } from './occupied.ts';
import { isSameWord, type Occurrence, rectsOf } from './occurrence.ts';
import { giveWayAt, hasTitle } from './own-tooltip.ts';
import { type Hit, occurrenceAt } from './pointer.ts';
import { headsFor, type Point } from './safe-triangle.ts';
import { watchTouch } from './touch.ts';
import { listenToReader } from './trusted.ts';

/** A word that has scrolled further than this from where its card was placed has left the card behind. */
const SCROLL_SLACK_PX = 24;
/** A pointer that is faster than this passes through: a word of 60 px in less than 200 ms. */
const FAST_PX_PER_MS = 0.3;
/** Browsers show a `title` for some seconds, and more than this nobody rests by chance. */
const TITLE_WAIT_MS = 3_000;

export interface HoverOptions {
  within: (container: Element) => readonly Occurrence[];
  isMarked: (occurrence: Occurrence) => boolean;
  wishes: () => Wishes;
  isCard: (target: EventTarget | null) => boolean;
  /** Where the open card is. */
  cardBox: () => DOMRect | null;
  /** The pointer has come to rest on a term: time to fetch what its card will say. */
  onRest: (hit: Hit) => void;
  onOpen: (hit: Hit) => void;
  /** The card closes, and the reader with it goes back to where they were, or stays where they went. */
  onClose: (reason: CloseReason) => void;
  /** The word of the open card moved a little. */
  onMove: (hit: Hit) => void;
  signal: AbortSignal;
}

/** The reader closed the card; pressed elsewhere; or it closed by itself. */
export type CloseReason = 'closed' | 'pressed elsewhere' | 'gone';

export interface HoverWatch extends Omit<Explainer, 'follow' | 'thinOut'> {
  /** Opens a term's card without pointing at it. */
  show: (hit: Hit) => void;
  dismiss: () => void;
  /** Whether a term's card is still wanted, for who has waited for what it will say. */
  isOpen: (hit: Hit) => boolean;
}

/** Turns what the reader does into steps of the hover state, and its changes into calls. */
export function watchHover(options: HoverOptions): HoverWatch {
  const { within, isMarked, wishes, isCard, cardBox, onRest, onOpen, onClose, onMove, signal } = options;
  let hover: Hover<Hit> = { state: 'quiet' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let moved: Move | null = null;
  /** The last move that was looked at, and where the pointer last was on the open card or its word. */
  let last: Move | null = null;
  let leftAt: Point | null = null;

  const send = (event: HoverEvent<Hit>, reason: CloseReason = 'gone') => {
    const before = hover;
    hover = step(hover, event);
    if (hover === before) return;
    clearTimeout(timer);
    const wake = wakeAtMs(hover);
    if (wake !== null) timer = setTimeout(() => send({ type: 'tick', atMs: wake }), wake - performance.now());
    if (hover.state === 'resting') onRest(hover.word);
    if (hover.state === 'leaving' && hover.next) onRest(hover.next.word);
    // What the page shows at a word comes first, while the pointer rests there or holds its card open.
    giveWay(hover.state === 'resting' || hover.state === 'open' ? hover.word : null, last?.target ?? null);
    const word = openWord(hover);
    if (word === openWord(before)) return;
    leftAt = last;
    if (word) onOpen(word);
    else onClose(reason);
  };

  /** The words that the hover state is about. */
  const words = (): Hit[] => [
    ...('word' in hover ? [hover.word] : []),
    ...('next' in hover && hover.next ? [hover.next.word] : []),
  ];

  /** The hover state compares words by identity, and reading a block again makes new ones. */
  const known = (hit: Hit): Hit => words().find(word => isSameWord(word.occurrence, hit.occurrence)) ?? hit;

  const hitAt = (at: Move): Hit | null =>
    isElement(at.target) && !isVideoFull() ? occurrenceAt(at, at.target, { within, isMarked }) : null;

  const look = () => {
    const at = moved;
    moved = null;
    if (at && !signal.aborted) point(at);
  };

  const point = (at: Move) => {
    if (at.press) return press(at);
    const pace = paceOf(at);
    last = at;
    const over = overAt(at);
    if (over === 'card' || (over && over.word === openWord(hover))) leftAt = at;
    send({ type: 'pointer', over, pace, atMs: at.atMs });
  };
  const overAt = (at: Move) => {
    if (isCard(at.target)) return 'card' as const;
    // A pressed button means selecting or dragging.
    const hit = at.buttons === 0 && !typing.isTyping(at.atMs) ? hitAt(at) : null;
    const word = hit && known(hit);
    // A card that is open stays while the pointer is on its word, whatever became of the key.
    if (!word || (!isHeld(at, wishes().heldKey) && word !== openWord(hover))) return null;
    const waits = wishes().heldKey === 'none' && isElement(at.target) && hasTitle(at.target);
    return { word, restMs: Math.max(wishes().hoverDelayMs, waits ? TITLE_WAIT_MS : 0) };
  };
  const paceOf = (at: Move): Pace => {
    if (!last) return 'slow';
    const box = leftAt && openWord(hover) ? cardBox() : null;
    if (leftAt && box && headsFor(box, { left: leftAt, before: last, now: at })) return 'toward card';
    const wayPx = Math.hypot(at.x - last.x, at.y - last.y);
    return wayPx > FAST_PX_PER_MS * (at.atMs - last.atMs) ? 'fast' : 'slow';
  };

  const giveWay = giveWayAt({
    isCard,
    onSeen: () => send({ type: 'give way', atMs: performance.now() }),
    signal,
  });
  const typing = watchTyping(isCard, () => send({ type: 'busy' }));
  const press = watchTouch({
    hitAt,
    isCard,
    onAsk: hit => send({ type: 'show', word: { ...hit, asked: 'touch' } }),
    signal,
  });

  const on = listenToReader(signal);
  on('pointermove', event => {
    if (event.pointerType === 'touch') return;
    if (!moved) requestAnimationFrame(look);
    moved = moveOf(event);
  });
  on('pointerout', event => {
    if (event.relatedTarget !== null || event.pointerType === 'touch') return;
    last = null;
    send({ type: 'pointer', over: null, pace: 'slow', atMs: performance.now() });
  });
  on('pointerdown', event => {
    if (!isCard(event.target)) send({ type: 'dismiss' }, 'pressed elsewhere');
  });
  on('keydown', event => {
    typing.onKey(event);
    if (last && presses(event, wishes().heldKey))
      point({ ...last, ...keysOf(event), atMs: performance.now() });
  });
  /** One Escape closes the card alone, and not the dialog that the card is in. */
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !event.isTrusted || event.isComposing) return;
    if (openWord(hover)) event.preventDefault();
    send({ type: 'dismiss' }, 'closed');
  };
  document.addEventListener('keydown', onEscape, { capture: true, signal });
  on('scroll', event => {
    const word = 'word' in hover ? hover.word : null;
    if (!word || isCard(event.target)) return;
    const near = rectsOf(word.occurrence).some(
      ({ x, y }) => Math.hypot(x - word.rect.x, y - word.rect.y) <= SCROLL_SLACK_PX,
    );
    if (!near) send({ type: 'dismiss' });
    else onMove(word);
  });
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    point,
    show: hit => send({ type: 'show', word: hit }),
    dismiss: () => send({ type: 'dismiss' }, 'closed'),
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
