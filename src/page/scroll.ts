import { parentElement } from './dom.ts';
import { rectsOf } from './pointer.ts';
import type { Occurrence } from './scan.ts';

/** Brings an occurrence to where it can be read, through every scroller around it, at once. */
export function scrollToOccurrence(occurrence: Occurrence): void {
  const { block, reading } = occurrence;
  const node = block.pieces.findLast(piece => piece.from <= reading.from)?.node;
  const element = node && parentElement(node);
  if (!element) return;
  Element.prototype.scrollIntoView.call(element, { block: 'center', inline: 'nearest', behavior: 'instant' });
  // Only elements can be scrolled to, and this one may be taller than the window.
  const rect = rectsOf(occurrence)[0];
  if (rect && (rect.top < 0 || rect.bottom > innerHeight))
    window.scrollBy({ top: rect.top - innerHeight / 2, behavior: 'instant' });
}
