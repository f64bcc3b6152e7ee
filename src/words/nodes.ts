import { type Folds, HYPHEN, SPACE, UNSEEN, unitAt } from './fold.ts';
import type { Form } from './term.ts';

/** A place in a tree of forms: what ends here, and what goes on. */
export interface Node {
  ends: Sprout[];
  after: Map<number, Node> | undefined;
  /** What ends here or goes on, as long as nothing has asked how. */
  unsorted: Sprout[] | undefined;
}

/** A form on its way down the tree: how far its text is sorted in, and the unit before. */
export interface Sprout {
  term: string;
  form: Form;
  text: string;
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
  // A plain loop, and no call for plain units: both cost until the browser has compiled this.
  for (let i = 0; i < sprouts.length; i++) {
    const sprout = sprouts[i] as Sprout;
    let key = sprout.at < sprout.text.length ? (folds[sprout.text.charCodeAt(sprout.at)] as number) : UNSEEN;
    if (key > 0x20 && key < 0x7f) {
      sprout.at++;
      sprout.before = key;
    } else key = nextKey(folds, sprout);
    if (key === UNSEEN) {
      if (node.ends === NONE) node.ends = [];
      node.ends.push(sprout);
      continue;
    }
    const next = after.get(key);
    if (next) next.unsorted?.push(sprout);
    else after.set(key, createNode([sprout]));
  }
  node.after = after;
  node.unsorted = undefined;
}

/** Takes the next unit of a form, and says by what it is sorted; UNSEEN if there is none. */
function nextKey(folds: Folds, sprout: Sprout): number {
  const { text, before } = sprout;
  let unit = UNSEEN;
  while (unit === UNSEEN && sprout.at < text.length) unit = unitAt(folds, text, sprout.at++, before);
  sprout.before = unit;
  return keyOf(unit, before);
}

/** A space and a hyphen may stand for each other, but for a hyphen at the beginning. */
export const keyOf = (unit: number, before: number): number =>
  unit === HYPHEN && before !== 0 ? SPACE : unit;
