import { isElement } from './dom.ts';
import { type Move, moveOf } from './explainer.ts';
import { isControl } from './occupied.ts';
import type { Hit } from './pointer.ts';
import { listenToReader } from './trusted.ts';

/** How long a finger stays on a word in a link or button for its card: as long as for a browser's own menu. */
const LONG_PRESS_MS = 500;
/** A finger that moves further than this scrolls. */
const STILL_PX = 10;
/** Fingers miss words by this much. */
const FINGER_PX = 8;

export interface TouchOptions {
  /** The word at a point. */
  hitAt: (move: Move) => Hit | null;
  isCard: (target: EventTarget | null) => boolean;
  onAsk: (hit: Hit) => void;
  signal: AbortSignal;
}

/**
 * Opens cards by finger and pen: a tap on a word, and a long press where a tap would do something of the page's.
 * The menu that browsers show for a long press on a link is kept away from marked words only.
 * @returns how to take up a press that began before
 */
export function watchTouch({ hitAt, isCard, onAsk, signal }: TouchOptions): (move: Move) => void {
  let pressedBy = '';
  let pressed: { hit: Hit; timer: ReturnType<typeof setTimeout>; still: AbortController } | null = null;
  /** The press that is going on has opened a card, and is to do nothing else. */
  let done = false;

  const under = (move: Move) =>
    fingerPoints(move)
      .map(hitAt)
      .find(hit => hit !== null) ?? null;
  const lift = () => {
    clearTimeout(pressed?.timer);
    pressed?.still.abort(null);
    pressed = null;
  };
  const press = (move: Move) => {
    const hit = isControlled(move) ? under(move) : null;
    if (!hit) return;
    const timer = setTimeout(() => open(hit), move.atMs + LONG_PRESS_MS - performance.now());
    const still = new AbortController();
    // Only as long as that: of a mouse every move would cost a call for nothing.
    listenToReader(still.signal)('pointermove', ({ clientX, clientY }) => {
      if (Math.hypot(clientX - move.x, clientY - move.y) > STILL_PX) lift();
    });
    pressed = { hit, timer, still };
  };
  const open = (hit: Hit) => {
    lift();
    done = true;
    onAsk(hit);
  };
  const tap = (move: Move) => {
    const hit = isControlled(move) ? null : under(move);
    if (hit) onAsk(hit);
  };

  const on = listenToReader(signal);
  on('pointerdown', event => {
    pressedBy = event.pointerType;
    lift();
    done = false;
    if (pressedBy !== 'mouse' && !isCard(event.target)) press(moveOf(event, 'down'));
  });
  // The menu key asks for a menu, whatever press came before.
  on('keydown', () => {
    done = false;
  });
  on('pointerup', lift);
  on('pointercancel', lift);
  /** Only these two are kept from the page's link, and only for a press that opened a card. */
  const onClick = (event: MouseEvent) => {
    // A finger that came before this script did may only click here.
    const by = (event as PointerEvent).pointerType || pressedBy;
    if (!event.isTrusted || isCard(event.target) || !by || by === 'mouse') return;
    if (done) event.preventDefault();
    else tap(moveOf(event, 'tap'));
    done = false;
  };
  const onMenu = (event: Event) => {
    if (!event.isTrusted) return;
    if (pressed) open(pressed.hit);
    if (done) event.preventDefault();
  };
  document.addEventListener('click', onClick, { capture: true, signal });
  document.addEventListener('contextmenu', onMenu, { capture: true, signal });
  signal.addEventListener('abort', lift);

  return move => {
    pressedBy = 'touch';
    if (move.press === 'down') press(move);
    else tap(move);
  };
}

const isControlled = ({ target }: Move): boolean => isElement(target) && isControl(target);

/** Where a finger may have meant to be: where it is, and a little above, below and beside. */
function fingerPoints(at: Move): Move[] {
  const beside = [
    [0, 0],
    [0, -FINGER_PX],
    [0, FINGER_PX],
    [-FINGER_PX, 0],
    [FINGER_PX, 0],
  ] as const;
  return beside.map(([right, down]) => {
    const [x, y] = [at.x + right, at.y + down];
    return right || down ? { ...at, x, y, target: document.elementFromPoint(x, y) } : at;
  });
}
