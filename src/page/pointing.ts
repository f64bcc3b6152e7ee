import { isElement } from './dom.ts';
import type { Move, Wishes } from './explainer.ts';
import { isHeld } from './held-key.ts';
import type { Over, Pace } from './hover.ts';
import { hasTitle } from './own-tooltip.ts';
import type { Hit } from './pointer.ts';
import { headsFor, type Point } from './safe-triangle.ts';

/** A pointer that is faster than this passes through: a word of 60 px in less than 200 ms. */
const FAST_PX_PER_MS = 0.3;
/** Browsers show a `title` for some seconds, and more than this nobody rests by chance. */
const TITLE_WAIT_MS = 3_000;

export interface PointingOptions {
  wishes: () => Wishes;
  /** The word at a point; the same word is the same value as long as it is hovered. */
  hitAt: (move: Move) => Hit | null;
  isTyping: (atMs: number) => boolean;
  isCard: (target: EventTarget | null) => boolean;
  /** The word whose card is open, and where that card is. */
  openWord: () => Hit | null;
  cardBox: () => DOMRect | null;
}

export interface Pointing {
  /** Notes a move. Says how the pointer got there, and whether it stayed in the same element. */
  note: (move: Move) => { pace: Pace; stayed: boolean };
  /** What the pointer is over after that. */
  overAt: (move: Move) => Over<Hit>;
  last: () => Move | null;
  /** A card opened or closed: ways to it begin where the pointer is. */
  begin: () => void;
  /** The pointer left the window. */
  lose: () => void;
}

/** Follows the pointer from move to move. */
export function createPointing(options: PointingOptions): Pointing {
  const { wishes, hitAt, isTyping, isCard, openWord, cardBox } = options;
  /** The last move, and where the pointer last was on the open card or its word. */
  let last: Move | null = null;
  let leftAt: Point | null = null;
  /** Weakly: it may be removed, with all that is in it, while the pointer rests. */
  let lastTarget: WeakRef<Node> | undefined;

  const whatIsAt = (at: Move): Over<Hit> => {
    if (isCard(at.target)) return 'card';
    // A pressed button means selecting or dragging.
    const word = at.buttons === 0 && !isTyping(at.atMs) ? hitAt(at) : null;
    const { heldKey, hoverDelayMs } = wishes();
    // A card that is open stays while the pointer is on its word, whatever became of the key.
    if (!word || (!isHeld(at, heldKey) && word !== openWord())) return null;
    const waits = heldKey === 'none' && isElement(at.target) && hasTitle(at.target);
    return { word, restMs: Math.max(hoverDelayMs, waits ? TITLE_WAIT_MS : 0) };
  };
  const paceOf = (at: Move): Pace => {
    if (!last) return 'slow';
    const box = leftAt && openWord() ? cardBox() : null;
    if (leftAt && box && headsFor(box, { left: leftAt, before: last, now: at })) return 'toward card';
    const wayPx = Math.hypot(at.x - last.x, at.y - last.y);
    return wayPx > FAST_PX_PER_MS * (at.atMs - last.atMs) ? 'fast' : 'slow';
  };
  return {
    note(at) {
      const pace = paceOf(at);
      const stayed = last !== null && at.target === (lastTarget?.deref() ?? null);
      if (!stayed) lastTarget = at.target ? new WeakRef(at.target) : undefined;
      last = { ...at, target: null };
      return { pace, stayed };
    },
    overAt(at) {
      const over = whatIsAt(at);
      if (over === 'card' || (over && over.word === openWord())) leftAt = last;
      return over;
    },
    last: () => last && { ...last, target: lastTarget?.deref() ?? null },
    begin() {
      leftAt = last;
    },
    lose() {
      last = null;
    },
  };
}
