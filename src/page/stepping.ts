import { matches } from './dom.ts';
import { flatParent, isDrawnIn, rootOf } from './flat-tree.ts';
import { byPlace } from './found.ts';
import { CONTROLS } from './occupied.ts';
import { nodeOf, type Occurrence, piecesOf, rectsOf, staticRangesOf } from './occurrence.ts';
import type { Hit } from './pointer.ts';
import { scrollToOccurrence } from './scroll.ts';

/** Where the reader's keys go in a frame. */
export interface Step {
  to: 'next' | 'previous' | 'here';
  /** How many frames were gone into on the way; in one of those it begins with the first or last term. */
  entered: number;
  /** How many terms stand in the frames before this one, and how many in all. */
  before: number;
  total: number;
}

export interface SteppingOptions {
  /** All marked terms. */
  places: () => Occurrence[];
  /** A term is about to be scrolled to. */
  onLeave: (around: Element) => void;
  onArrive: (hit: Hit) => void;
  /** There is no further term that way. */
  onPassed: (to: 'next' | 'previous', entered: number) => void;
}

/** Goes from term to term in the order of the document, past those that are nowhere to be seen. */
export function createStepping({
  places,
  onLeave,
  onArrive,
  onPassed,
}: SteppingOptions): (step: Step) => void {
  /** The last term stepped to, by what makes it the same word. Weakly: the page may remove it. */
  let last: { term: string; from: number; node: WeakRef<Text> } | null = null;

  const isLast = (one: Occurrence): boolean =>
    one.reading.term === last?.term && one.reading.from === last.from && nodeOf(one) === last.node.deref();
  const arrive = (occurrence: Occurrence, position: number, of: number) => {
    const element = flatParent(nodeOf(occurrence));
    if (!element) return;
    const { term, from } = occurrence.reading;
    last = { term, from, node: new WeakRef(nodeOf(occurrence)) };
    onLeave(element);
    if (!isInView(occurrence)) scrollToOccurrence(occurrence);
    const rect = rectsOf(occurrence)[0];
    if (rect) onArrive({ occurrence, rect, asked: { position, of } });
  };
  /** The place from which a step goes on: the last term stepped to while it is in view, else the screen. */
  const begin = (all: Occurrence[], by: 1 | -1): number => {
    const at = all.findIndex(isLast);
    const known = all[at];
    if (known && isOnScreen(known)) return at + by;
    const below = all.findIndex(one => (rectsOf(one)[0]?.bottom ?? -1) > (by > 0 ? 0 : innerHeight));
    if (below >= 0) return by > 0 ? below : below - 1;
    return by > 0 ? all.length : all.length - 1;
  };

  return ({ to, entered, before, total }) => {
    const all = places().sort(byPlace);
    if (to === 'here') {
      const focus = focusedControl();
      const focused = focus ? all.findIndex(one => isIn(focus, one)) : -1;
      const at = focused < 0 ? all.findIndex(isSelected) : focused;
      const found = all[at];
      if (found) arrive(found, before + at + 1, total);
      return;
    }
    const by = to === 'next' ? 1 : -1;
    const first = by > 0 ? 0 : all.length - 1;
    const from = entered > 0 ? first : begin(all, by);
    // Around the end where no other frame has terms.
    const isAlone = total <= all.length;
    for (let steps = 0; steps < all.length; steps++) {
      const at = from + steps * by;
      const occurrence = all[isAlone ? (at + all.length) % all.length : at];
      if (occurrence && rectsOf(occurrence).length > 0)
        return arrive(occurrence, before + all.indexOf(occurrence) + 1, total);
    }
    if (!isAlone) onPassed(to, entered);
  };
}

const isOnScreen = (occurrence: Occurrence): boolean =>
  rectsOf(occurrence).some(({ top, bottom }) => bottom > 0 && top < innerHeight);

/** Whether a term can be read where it stands; what a scroller hides is not found at its point. */
function isInView(occurrence: Occurrence): boolean {
  const rect = rectsOf(occurrence)[0];
  const found = rect && document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
  return !!found && isIn(found, occurrence);
}

/**
 * The link or control that has the focus: its words are what it is about. Anything larger, such as the whole text of a
 * page, may have it from a click somewhere inside.
 */
function focusedControl(): Element | null {
  let focused = document.activeElement;
  for (let root = focused && rootOf(focused); root?.activeElement; root = rootOf(focused))
    focused = root.activeElement;
  return focused && matches(focused, CONTROLS) ? focused : null;
}

const isIn = (element: Element, occurrence: Occurrence): boolean =>
  piecesOf(occurrence).some(({ node }) => isDrawnIn(element, node));

/** Whether a term is selected, in part too, or the caret is at it. */
function isSelected(occurrence: Occurrence): boolean {
  const selection = document.getSelection();
  if (!selection?.rangeCount) return false;
  const selected = selection.getRangeAt(0);
  const ranges = staticRangesOf(occurrence);
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last) return false;
  const { startContainer, startOffset } = first;
  const { endContainer, endOffset } = last;
  // Across roots they cannot be compared.
  if (startContainer.getRootNode() !== selected.startContainer.getRootNode()) return false;
  return (
    selected.comparePoint(startContainer, startOffset) <= 0 &&
    selected.comparePoint(endContainer, endOffset) >= 0
  );
}
