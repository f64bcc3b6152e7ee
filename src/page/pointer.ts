import type { Piece } from './blocks.ts';
import { childNodes, isElement, isText } from './dom.ts';
import { flatParent, isDrawnIn, rootOf } from './flat-tree.ts';
import { type Occurrence, piecesOf, rectsOf } from './occurrence.ts';

/** Up to so many terms of one container are measured at a point, 20 µs each; of more, only those in the text under it, ... */
const MEASURED_MAX = 4;
/** ... or up to so many where the browser does not say what that is: it does not look into shadow roots. */
const MEASURED_BLINDLY_MAX = 64;

/** An occurrence under a point, and the box of it there: a term broken over two lines has two. */
export interface Hit {
  occurrence: Occurrence;
  rect: DOMRect;
  /** How the reader asked for it other than by pointing: by touch, or by keys, which count the terms of the page. */
  asked?: 'touch' | { position: number; of: number };
}

export interface Explained {
  within: (container: Element) => readonly Occurrence[];
  isMarked: (occurrence: Occurrence) => boolean;
}

/**
 * The marked term at a point of the viewport.
 *
 * The containers around the event's target are asked for their terms and only those are measured:
 * a few microseconds, where `highlightsFromPoint` looks at every registered range (1.1 ms for 1,000).
 * @param target what the browser found under the point
 */
export function occurrenceAt(
  point: { x: number; y: number },
  target: Element,
  { within, isMarked }: Explained,
): Hit | null {
  for (let element: Element | null = target; element; element = flatParent(element)) {
    let occurrences = within(element);
    if (occurrences.length > MEASURED_MAX) occurrences = inTextUnder(point, target, occurrences);
    for (const occurrence of occurrences) {
      if (!isUnder(target, occurrence) || !isMarked(occurrence)) continue;
      const rect = rectsOf(occurrence).find(box => holds(box, point));
      if (rect) return { occurrence, rect };
    }
  }
  return null;
}

/** Whether an occurrence has text in an element: what lies over it without holding it covers it. */
const isUnder = (target: Element, occurrence: Occurrence): boolean =>
  piecesOf(occurrence).some(({ node }) => isDrawnIn(target, node));

const holds = ({ left, right, top, bottom }: DOMRect, { x, y }: { x: number; y: number }): boolean =>
  left <= x && x < right && top <= y && y < bottom;

/** What an event of the pointer happened on, in shadow roots too: of closed ones it only tells the host. */
export function innermostTarget(event: MouseEvent): Node | null {
  const target = event.target as Node | null;
  if (!isElement(target) || !rootOf(target)) return target;
  let inner = event.composedPath()[0] as Element;
  for (let root = rootOf(inner); root; root = rootOf(inner)) {
    const under = root.elementFromPoint(event.clientX, event.clientY);
    if (!under || under === inner) break;
    inner = under;
  }
  // Text right in a host is drawn in a slot, which is no element that could be under a point.
  const text = rootOf(inner) && childNodes(inner).find(isText);
  return (text && flatParent(text)) ?? inner;
}

/** The occurrences that run over the character at a point, or end or begin beside it. */
function inTextUnder(
  { x, y }: { x: number; y: number },
  target: Element,
  occurrences: readonly Occurrence[],
): readonly Occurrence[] {
  // Older Chromium and Safari know the point only under the second name.
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = [
    caret?.offsetNode ?? range?.startContainer,
    caret?.offset ?? range?.startOffset ?? 0,
  ];
  if (!node || !isDrawnIn(target, node)) return occurrences.length > MEASURED_BLINDLY_MAX ? [] : occurrences;
  const there = byTextOf(occurrences).get(node) ?? [];
  return there
    .filter(({ occurrence: { reading }, piece: { from } }) => {
      const at = from + offset;
      return reading.from <= at + 1 && at - 1 <= reading.to;
    })
    .map(({ occurrence }) => occurrence);
}

type ByText = Map<Node, { occurrence: Occurrence; piece: Piece }[]>;
/** Made when a pointer first comes by: asking thousands of occurrences at every move would take longer than a frame. */
const byText = new WeakMap<readonly Occurrence[], ByText>();

function byTextOf(occurrences: readonly Occurrence[]): ByText {
  const known = byText.get(occurrences);
  if (known) return known;
  const made: ByText = new Map();
  for (const occurrence of occurrences)
    for (const piece of piecesOf(occurrence)) {
      const there = made.get(piece.node);
      if (there) there.push({ occurrence, piece });
      else made.set(piece.node, [{ occurrence, piece }]);
    }
  byText.set(occurrences, made);
  return made;
}
