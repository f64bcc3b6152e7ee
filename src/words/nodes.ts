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
  for (const sprout of node.unsorted ?? NONE) {
    const unit = nextUnit(folds, sprout);
    if (unit === UNSEEN) {
      if (node.ends === NONE) node.ends = [sprout];
      else node.ends.push(sprout);
      continue;
    }
    const key = keyOf(unit, sprout.before);
    sprout.before = unit;
    const next = after.get(key);
    if (next) next.unsorted?.push(sprout);
    else after.set(key, createNode([sprout]));
  }
  node.after = after;
  node.unsorted = undefined;
}

/** Takes the next unit of a form; UNSEEN if that was all. */
function nextUnit(folds: Folds, sprout: Sprout): number {
  const { text, before } = sprout;
  let unit = sprout.at < text.length ? (folds[text.charCodeAt(sprout.at)] as number) : UNSEEN;
  if (unit > 0x20 && unit < 0x7f) {
    sprout.at++;
    return unit;
  }
  unit = UNSEEN;
  while (unit === UNSEEN && sprout.at < text.length) unit = unitAt(folds, text, sprout.at++, before);
  return unit;
}

/** A space and a hyphen may stand for each other, but for a hyphen at the beginning. */
export const keyOf = (unit: number, before: number): number =>
  unit === HYPHEN && before !== 0 ? SPACE : unit;
