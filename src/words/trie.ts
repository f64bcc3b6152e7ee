import { createFolds, foldText, HYPHEN, lettersOf, SPACE, UNSEEN, unitAt } from './fold.ts';
import { createNode, keyOf, type Node, type Sprout, sort } from './nodes.ts';
import { type FindIn, findByPattern, openingsOf } from './openings.ts';
import { CASE_MATTERS, type PackedTerms, unpackForm } from './packed-terms.ts';

/** Many forms, found in one pass whose cost hardly grows with their number. */
export interface Trie {
  /**
   * Says where in a text a form stands, word edges not looked at: the first offset from one on, which only grows; -1 if
   * there is none.
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

/**
 * Plants the forms of terms, each when the first unit of it is met in a text. No form goes into a regular expression as
 * a whole: that would take longer with each one, and other people's terms may look like patterns.
 */
export function plant(packed: PackedTerms): Trie {
  const folds = createFolds(packed);
  const folded = foldText(folds, packed);
  let findIn: FindIn | undefined;
  /** By their first unit. */
  const roots = new Map<number, Node>();

  const rootOf = (unit: number): Node => {
    let root = roots.get(unit);
    if (!root) {
      root = createNode(sproutsOf(packed, folded, unit));
      roots.set(unit, root);
    }
    return root;
  };
  /** Goes along a text from an offset. Says whether a form ends there, or gathers all that do. */
  const walk = (text: string, from: number, found?: Standing[]): boolean => {
    let node: Node | undefined;
    let before = 0;
    for (let at = from; at < text.length; at++) {
      let unit = folds[text.charCodeAt(at)] as number;
      // Most units are of the plain sort, for which a call would be most of the cost.
      if (unit < 0x21 || unit > 0x7e) {
        unit = unitAt(folds, text, at, before);
        if (unit === UNSEEN) {
          if (at > from) continue;
          return false;
        }
        if (unit === 0) return false;
      }
      if (!node) node = rootOf(unit);
      else node = node.after?.get(unit === HYPHEN ? keyOf(unit, before) : unit);
      if (!node) return false;
      before = unit;
      if (node.unsorted) sort(folds, node);
      // White space may stand for a hyphen, but not for one at the end.
      if (node.ends.length === 0 || unit === SPACE) continue;
      if (found) found.unshift({ to: at + 1, forms: node.ends });
      else if (formWritten(text.slice(from, at + 1), node.ends)) return true;
    }
    return false;
  };
  return {
    startsIn(text) {
      findIn ??= findByPattern(openingsOf(folded));
      return findIn(text, walk);
    },
    standingAt(text, from) {
      const found: Standing[] = [];
      walk(text, from, found);
      return found;
    },
  };
}

/** The forms that begin with a unit. */
function sproutsOf(packed: PackedTerms, folded: string, unit: number): Sprout[] {
  const sprouts: Sprout[] = [];
  const start = `\t${unit === HYPHEN ? '-' : String.fromCharCode(unit)}`;
  for (let at = folded.indexOf(start); at >= 0; at = folded.indexOf(start, at + 1)) {
    FORM.lastIndex = at + 1;
    const [form = ''] = FORM.exec(packed) ?? [];
    sprouts.push({ ...unpackForm(form), place: at, at: 1, before: unit });
  }
  return sprouts;
}
const FORM = /[^\t\n]+/y;

/** The form that these words are: the very same one rather than one that is written with a hyphen, say. */
export function formWritten(written: string, forms: Sprout[]): Sprout | undefined {
  let other: Sprout | undefined;
  for (let i = 0; i < forms.length; i++) {
    const form = forms[i] as Sprout;
    if (form.text === written) return form;
    if (!other && isWritten(form, written)) other = form;
  }
  return other;
}

const isWritten = ({ text, flags }: Sprout, written: string): boolean =>
  (flags & CASE_MATTERS) === 0 ||
  // What differs in nothing but case need not be asked for its letters, which takes a class of Unicode.
  (text.toLowerCase() !== written.toLowerCase() && lettersOf(text) === lettersOf(written));
