import { closest, isElement } from './dom.ts';
import { inOrder } from './flat-tree.ts';
import { byPlace } from './found.ts';
import { nodeOf, type Occurrence } from './occurrence.ts';
import { elementsAround } from './stage.ts';

/** Which mentions of a term are marked: each, or the first in each section or on the page. */
export type Density = 'every' | 'section' | 'page';

/** What begins a section, and what holds one. */
const HEADINGS = 'h1, h2, h3, h4, h5, h6';
const SECTIONS = 'section, article';

/** Of the mentions of each term, those that are to be marked; `occurrences` are in any order. */
export function thinOut(occurrences: readonly Occurrence[], density: Density): Set<Occurrence> {
  if (density === 'every') return new Set(occurrences);
  const sorted = occurrences.toSorted((a, b) => -byPlace(b, a)); // for the reason that `nth` has
  const sectionOf = density === 'section' ? sections() : () => '';
  const seen = new Set<string>();
  return new Set(
    sorted.filter(occurrence => {
      const key = `${occurrence.reading.term} ${sectionOf(occurrence)}`;
      return !seen.has(key) && seen.add(key);
    }),
  );
}

/** Tells in which section an occurrence is; asked in the order of the page, so that each heading is passed once. */
function sections(): (occurrence: Occurrence) => string {
  const headings = [...document.querySelectorAll(HEADINGS)];
  const numbers = new Map<Element | null, number>();
  let passed = 0;
  return occurrence => {
    const node = nodeOf(occurrence);
    for (let next = headings[passed]; next && inOrder(next, node) < 0; next = headings[++passed]);
    const [around] = elementsAround(node);
    const section = around && isElement(around) ? closest(around, SECTIONS) : null;
    if (!numbers.has(section)) numbers.set(section, numbers.size);
    return `${passed} ${numbers.get(section)}`;
  };
}
