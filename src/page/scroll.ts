import { flatParent } from './flat-tree.ts';
import { nodeOf, type Occurrence, rectsOf } from './occurrence.ts';

/** Brings an occurrence to where it can be read, through every scroller around it, at once. */
export function scrollToOccurrence(occurrence: Occurrence): void {
  const element = flatParent(nodeOf(occurrence));
  if (!element) return;
  Element.prototype.scrollIntoView.call(element, { block: 'center', inline: 'nearest', behavior: 'instant' });
  // Only elements can be scrolled to, and this one may be taller than the window.
  const rect = rectsOf(occurrence)[0];
  if (rect && (rect.top < 0 || rect.bottom > innerHeight))
    window.scrollBy({ top: rect.top - innerHeight / 2, behavior: 'instant' });
}
