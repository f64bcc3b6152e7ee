/** Between a word and the ring around it. */
const ROOM_PX = 3;

/**
 * Draws a ring around each box of a word, in the card's own root: nothing of the page is changed, and nothing of it lies
 * over the top layer.
 */
export function drawRing(root: ShadowRoot, boxes: readonly DOMRect[]): void {
  for (const old of root.querySelectorAll('.ring')) old.remove();
  for (const { x, y, width, height } of boxes) {
    const ring = document.createElement('div');
    ring.className = 'ring';
    ring.style.cssText =
      `left: ${x - ROOM_PX}px; top: ${y - ROOM_PX}px;` +
      `width: ${width + 2 * ROOM_PX}px; height: ${height + 2 * ROOM_PX}px`;
    root.prepend(ring);
  }
}
