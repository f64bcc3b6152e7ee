export interface Point {
  x: number;
  y: number;
}

type Edges = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

/** The triangle reaches this far beyond the corners of the card, since nobody aims at a corner. */
const SLACK_PX = 8;

/**
 * Whether a pointer is on its way from where it left a word to the card: inside the triangle of that point and the card,
 * and no further from the card than before.
 */
export function headsFor(card: Edges, way: { left: Point; before: Point; now: Point }): boolean {
  const [left, right] = [card.left - SLACK_PX, card.right + SLACK_PX];
  const [top, bottom] = [card.top - SLACK_PX, card.bottom + SLACK_PX];
  if (distance(way.now, card) > distance(way.before, card)) return false;
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  return corners.some((corner, i) => isInside(way.now, way.left, corner, corners[(i + 1) % 4] ?? corner));
}

/** How far a point is from a box; 0 inside of it. */
function distance({ x, y }: Point, { left, right, top, bottom }: Edges): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

/** Whether a point is in a triangle: on the same side of all its edges. */
function isInside(point: Point, a: Point, b: Point, c: Point): boolean {
  const sides = [side(point, a, b), side(point, b, c), side(point, c, a)];
  return sides.every(value => value >= 0) || sides.every(value => value <= 0);
}

const side = (point: Point, from: Point, to: Point): number =>
  (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
