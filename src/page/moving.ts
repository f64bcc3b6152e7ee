import { moveTo } from './placing.ts';

/** How far a key moves a card; a fourth of it with Shift, for the last bit. */
const STEP_PX = 32;
const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Lets a card be moved by its head, with mouse, pen and finger, while `isMovable` says so. */
export function watchDragging(card: HTMLElement, isMovable: () => boolean): void {
  let grip: { x: number; y: number } | null = null;
  card.addEventListener('pointerdown', event => {
    const on = event.target as Element;
    if (!event.isTrusted || event.button !== 0 || !isMovable()) return;
    if (!on.closest('.entry-head') || on.closest('button, h2')) return;
    const { left, top } = card.getBoundingClientRect();
    grip = { x: event.clientX - left, y: event.clientY - top };
    card.setPointerCapture(event.pointerId);
  });
  card.addEventListener('pointermove', event => {
    if (grip) moveTo(card, event.clientX - grip.x, event.clientY - grip.y);
  });
  const end = () => {
    grip = null;
  };
  card.addEventListener('pointerup', end);
  card.addEventListener('pointercancel', end);
}

/** Moves a card by an arrow key; says whether the key was one. */
export function moveByKey(card: HTMLElement, { key, shiftKey }: KeyboardEvent): boolean {
  const step = STEPS[key];
  if (!step) return false;
  const { left, top } = card.getBoundingClientRect();
  const by = shiftKey ? STEP_PX / 4 : STEP_PX;
  moveTo(card, left + step[0] * by, top + step[1] * by);
  return true;
}
