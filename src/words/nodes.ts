import { type Folds, HYPHEN, SPACE, unitAt } from './fold.ts';

/** A place in a tree of forms: what ends here, and what goes on. */
export interface Node {
  ends: Sprout[];
  after: Map<number, Node> | undefined;
  /** What ends here or goes on, as long as nothing has asked how. */
  unsorted: Sprout[] | undefined;
}

/** A form on its way down the tree: how far its text is sorted in, and the unit before. */
export interface Sprout {
  text: string;
  /** See `PackedTerms`. */
  flags: number;
  /** Where the form stands among the packed terms. */
  place: number;
  at: number;
  before: number;
}

const NONE: Sprout[] = [];

export const createNode = (unsorted: Sprout[]): Node => ({ ends: NONE, after: undefined, unsorted });

/**
 * Sorts the forms of a node by what comes next, and no further: all the way would take longer than reading most pages,
 * of which each asks for few.
 */
export function sort(folds: Folds, node: Node): void {
  const after = new Map<number, Node>();
  const sprouts = node.unsorted ?? NONE;
  // A plain loop: others cost until the browser has compiled this.
  for (let i = 0; i < sprouts.length; i++) {
    const sprout = sprouts[i] as Sprout;
    const { text, at } = sprout;
    if (at === text.length) {
      if (node.ends === NONE) node.ends = [];
      node.ends.push(sprout);
      continue;
    }
    let unit = folds[text.charCodeAt(at)] as number;
    // Most units are of the plain sort, for which a call would be most of the cost.
    if (unit < 0x21 || unit > 0x7e) unit = unitAt(folds, text, at, sprout.before);
    const key = keyOf(unit, sprout.before);
    sprout.at++;
    sprout.before = unit;
    const next = after.get(key);
    if (next) next.unsorted?.push(sprout);
    else after.set(key, createNode([sprout]));
  }
  node.after = after;
  node.unsorted = undefined;
}

/** A space and a hyphen may stand for each other, but for a hyphen at the beginning. */
export const keyOf = (unit: number, before: number): number =>
  unit === HYPHEN && before !== 0 ? SPACE : unit;
