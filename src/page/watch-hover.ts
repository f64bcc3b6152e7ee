import { isElement } from './dom.ts';
import { type Explainer, type Move, moveOf, type Wishes } from './explainer.ts';
import { concerns, keysOf } from './held-key.ts';
import { type Hover, openWord, type Pace, SETTLE_MS } from './hover.ts';
import { type KeptHover, keepHover } from './keep-hover.ts';
import { isVideoFull, type Typing, watchTyping } from './occupied.ts';
import { isSameWord, type Occurrence, rectsOf } from './occurrence.ts';
import { giveWayAt } from './own-tooltip.ts';
import { type Hit, occurrenceAt } from './pointer.ts';
import { createPointing, type Pointing } from './pointing.ts';
import { watchTouch } from './touch.ts';
import { listenToReader } from './trusted.ts';

/** A word that has scrolled further than this from where its card was placed has left the card behind. */
const SCROLL_SLACK_PX = 24;
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
  const { within, isMarked, wishes, isCard, cardBox, onRest, onOpen, onClose, signal } = options;
  /** Why the card closes, while it does. */
  let reason: CloseReason = 'gone';
  const hover = keepHover<Hit>((now, before) => {
    if (now.state === 'resting') onRest(now.word);
    if (now.state === 'leaving' && now.next) onRest(now.next.word);
    // What the page shows at a word comes first, while the pointer rests there or holds its card open.
    const rests = now.state === 'resting' || now.state === 'open';
    giveWay(rests ? now.word : null, pointing.last()?.target ?? null);
    const word = openWord(now);
    if (word === openWord(before)) return;
    pointing.begin();
    if (word) onOpen(word);
    else onClose(reason);
  }, signal);
  const show = (word: Hit) => hover.send({ type: 'show', word });
  const dismiss = (why: CloseReason) => {
    endPassing();
    reason = why;
    hover.send({ type: 'dismiss' });
    reason = 'gone';
  };

  const giveWay = giveWayAt({
    isCard,
    onSeen: () => hover.send({ type: 'give way', atMs: performance.now() }),
    signal,
  });
  const typing = watchTyping(isCard, () => hover.send({ type: 'busy' }));
  const hitAt = (at: Move): Hit | null => {
    const hit =
      isElement(at.target) && !isVideoFull() ? occurrenceAt(at, at.target, { within, isMarked }) : null;
    // The hover state compares words by identity, and reading a block again makes new ones.
    const known = hit && wordsOf(hover.now()).find(word => isSameWord(word.occurrence, hit.occurrence));
    // Of a word on two lines, its card opens at the one where the pointer is then.
    if (known && known !== openWord(hover.now())) known.rect = hit.rect;
    return known ?? hit;
  };
  const pointing = createPointing({
    ...{ wishes, hitAt, isTyping: typing.isTyping, isCard, cardBox },
    openWord: () => openWord(hover.now()),
  });
  const press = watchTouch({ hitAt, isCard, onAsk: hit => show({ ...hit, asked: 'touch' }), signal });
  /** Set while the pointer passes through an element: what is under it is looked for once it has settled. */
  let passing: ReturnType<typeof setTimeout> | undefined;
  const endPassing = () => {
    clearTimeout(passing);
    passing = undefined;
  };
  const onSettled = () => {
    endPassing();
    const last = pointing.last();
    if (!last) return;
    const leftMs = last.atMs + SETTLE_MS - performance.now();
    if (leftMs > 0) passing = setTimeout(onSettled, leftMs);
    else look(last, 'fast');
  };
  const look = (at: Move, pace: Pace) => {
    endPassing();
    hover.send({ type: 'pointer', over: pointing.overAt(at), pace, atMs: at.atMs });
  };
  const point = (at: Move) => {
    if (at.press) return press(at);
    const { pace, stayed } = pointing.note(at);
    // In another element at once: what the page itself shows there may come and be still before the pointer has settled.
    if (pace === 'fast' && stayed && hover.now().state === 'quiet')
      passing ??= setTimeout(onSettled, SETTLE_MS);
    // A slow move does not undo the wait after a fast one.
    else look(at, passing === undefined ? pace : 'fast');
  };
  signal.addEventListener('abort', endPassing);
  listen({ ...options, hover, pointing, typing, point, dismiss });

  const dismissIf = (isGone: (hit: Hit) => boolean) => wordsOf(hover.now()).some(isGone) && dismiss('gone');
  return {
    point,
    show,
    dismiss: () => dismiss('closed'),
    isOpen: hit => openWord(hover.now()) === hit,
    forget: isGone => dismissIf(({ occurrence }) => isGone(occurrence.reading.term)),
    onRead: (container, occurrences) =>
      dismissIf(
        ({ occurrence }) =>
          occurrence.block.container === container &&
          !occurrences.some(other => isSameWord(other, occurrence)),
      ),
  };
}

/** The words that a hover state is about. */
const wordsOf = (hover: Hover<Hit>): Hit[] => [
  ...('word' in hover ? [hover.word] : []),
  ...('next' in hover && hover.next ? [hover.next.word] : []),
];

interface Listening extends Pick<HoverOptions, 'wishes' | 'isCard' | 'onMove' | 'signal'> {
  hover: KeptHover<Hit>;
  pointing: Pointing;
  typing: Typing;
  point: (at: Move) => void;
  dismiss: (reason: CloseReason) => void;
}

/** Listens to pointer, keys and scrolling. Browsers tell of one move a frame; asking for that frame besides cost 0.15 ms. */
function listen({
  hover,
  pointing,
  typing,
  point,
  dismiss,
  wishes,
  isCard,
  onMove,
  signal,
}: Listening): void {
  const on = listenToReader(signal);
  on('pointermove', event => {
    if (event.pointerType === 'touch') return;
    point(moveOf(event));
  });
  on('pointerout', event => {
    if (event.relatedTarget !== null || event.pointerType === 'touch') return;
    pointing.lose();
    hover.send({ type: 'pointer', over: null, pace: 'slow', atMs: performance.now() });
  });
  on('pointerdown', event => {
    if (!isCard(event.target)) dismiss('pressed elsewhere');
  });
  const onHeldKey = (event: KeyboardEvent) => {
    const last = pointing.last();
    if (last && concerns(event, wishes().heldKey))
      point({ ...last, ...keysOf(event), atMs: performance.now() });
  };
  on('keydown', event => {
    typing.onKey(event);
    onHeldKey(event);
  });
  on('keyup', onHeldKey);
  /** One Escape closes the card alone, and not the dialog that the card is in. */
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !event.isTrusted || event.isComposing) return;
    if (openWord(hover.now())) event.preventDefault();
    dismiss('closed');
  };
  document.addEventListener('keydown', onEscape, { capture: true, signal });
  on('scroll', event => {
    const [word] = wordsOf(hover.now());
    if (!word || isCard(event.target)) return;
    const near = rectsOf(word.occurrence).some(
      ({ x, y }) => Math.hypot(x - word.rect.x, y - word.rect.y) <= SCROLL_SLACK_PX,
    );
    if (near) onMove(word);
    else dismiss('gone');
  });
}
