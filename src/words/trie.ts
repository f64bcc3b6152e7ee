import { createFolds, HYPHEN, SPACE, spellings, UNSEEN, unitAt } from './fold.ts';
import { createNode, keyOf, type Sprout, sort } from './nodes.ts';
import { type FindIn, findByPattern, findByTable, openingsOf } from './openings.ts';
import type { Term } from './term.ts';

/** Many forms, found in one pass whose cost hardly grows with their number. */
export interface Trie {
  /**
   * Says where in a text a form stands, word edges and case not looked at: the first offset from one on, which only
   * grows; -1 if there is none.
   */
  startsIn: (text: string) => (from: number) => number;
  /** What stands at an offset, the longest first. */
  standingAt: (text: string, from: number) => Standing[];
}

/** Forms that are the same but for case, hyphens and the like, and where they end. */
export interface Standing {
  to: number;
  forms: Sprout[];
}

/** More openings than these (ours are some 300) are not looked for by pattern: it would stop at too many places. */
const MOST_BY_PATTERN = 1_000;
/** After so much text a table pays: 4 ms until the browser has compiled its loop, then half the time of the pattern. */
const WARM_CHARS = 400_000;

/**
 * Plants the forms of terms. No form goes into a regular expression: that would take longer with each one, and other
 * people's terms may look like patterns.
 */
export function plant(terms: Term[]): Trie {
  const sprouts: Sprout[] = [];
  for (const { id: term, forms } of terms)
    for (const form of forms)
      for (const text of spellings(form.text.trim().replace(/[^\S\uFEFF]+/g, ' ')))
        sprouts.push({ term, form, text, at: 0, before: 0 });
  const texts = sprouts.map(({ text }) => text);
  const folds = createFolds(texts.join(''));
  const root = createNode(sprouts);
  let openings: Set<string> | undefined;
  let byPattern: FindIn | undefined;
  let byTable: FindIn | undefined;
  let scanned = 0;

  /** Goes along a text from an offset. Says whether a form ends there, or gathers all that do. */
  const walk = (text: string, from: number, found?: Standing[]): boolean => {
    let node = root;
    let before = 0;
    for (let at = from; at < text.length; at++) {
      let unit = folds[text.charCodeAt(at)] as number;
      // Most units are of the plain sort, for which a call would be most of the cost.
      if (unit < 0x21 || unit > 0x7e) {
        unit = unitAt(folds, text, at, before);
        if (unit === UNSEEN && at > from) continue;
      }
      if (node.unsorted) sort(folds, node);
      const next = node.after?.get(unit === HYPHEN ? keyOf(unit, before) : unit);
      if (!next) return false;
      node = next;
      before = unit;
      if (node.unsorted) sort(folds, node);
      // White space may stand for a hyphen, but not for one at the end.
      if (node.ends.length === 0 || unit === SPACE) continue;
      if (!found) return true;
      found.unshift({ to: at + 1, forms: node.ends });
    }
    return false;
  };
  return {
    startsIn(text) {
      openings ??= openingsOf(texts);
      if (openings.size <= MOST_BY_PATTERN && scanned < WARM_CHARS) {
        scanned += text.length;
        byPattern ??= findByPattern(openings);
        return byPattern(text, walk);
      }
      byTable ??= findByTable(openings, folds);
      return byTable(text, walk);
    },
    standingAt(text, from) {
      const found: Standing[] = [];
      walk(text, from, found);
      return found;
    },
  };
}
