import { createFolds, HYPHEN, SPACE, spellings, UNSEEN, unitAt } from './fold.ts';
import { createNodes, ROOT } from './nodes.ts';
import { addOpening, createOpenings, nextOpening, push, UNITS } from './openings.ts';

/** Many forms, found in one pass whose cost hardly grows with their number. */
export interface Trie<Form> {
  /** The first offset from one on at which a form stands, word edges and case not looked at; -1 if there is none. */
  next: (text: string, from: number) => number;
  /** What stands at an offset, the longest first. */
  standingAt: (text: string, from: number) => Standing<Form>[];
}

/** Forms that are the same but for case, hyphens and the like, and where they end. */
export interface Standing<Form> {
  to: number;
  forms: Form[];
}

/**
 * Plants forms. Nothing of them goes into a regular expression: that would take longer with each one, and other
 * people's terms may look like patterns.
 */
export function plant<Form extends { text: string }>(forms: Form[]): Trie<Form> {
  const texts = forms.map(({ text }) => spellings(text.trim()));
  const folds = createFolds(texts.flat());
  const openings = createOpenings();
  const nodes = createNodes(texts.flat().reduce((sum, { length }) => sum + length, 1));
  /** The forms that end at a node. */
  const endings = new Map<number, Form[]>();

  const grow = (text: string, form: Form): void => {
    let node = ROOT;
    let before = 0;
    let opening = 0;
    /** How many units the opening lacks, and how many of these are any: behind white space there may be more of it. */
    let lacks = UNITS;
    let any = UNITS;
    for (let at = 0; at < text.length; at++) {
      const unit = unitAt(folds, text, at, before);
      if (unit === UNSEEN) continue;
      const key = keyOf(unit, node);
      node = nodes.grow(node, key);
      before = unit;
      // A joiner that counts is looked for only behind the opening.
      if (lacks === 0 || folds[text.charCodeAt(at)] === UNSEEN) continue;
      opening = push(opening, unit);
      any = lacks - 1;
      lacks = key === SPACE ? 0 : any;
    }
    if (node === ROOT) return;
    addOpening(openings, opening, any);
    nodes.end(node);
    const ending = endings.get(node);
    if (ending) ending.push(form);
    else endings.set(node, [form]);
  };
  forms.forEach((form, i) => {
    for (const text of texts[i] ?? []) grow(text, form);
  });

  /** Goes along a text from an offset. Says whether a form ends there, or gathers all that do. */
  const walk = (text: string, from: number, found?: Standing<Form>[]): boolean => {
    let node = ROOT;
    let before = 0;
    for (let at = from; at < text.length; at++) {
      const unit = unitAt(folds, text, at, before);
      if (unit === UNSEEN && at > from) continue;
      node = nodes.after(node, keyOf(unit, node));
      if (node === 0) return false;
      before = unit;
      // White space may stand for a hyphen, but not for one at the end.
      if (!nodes.isEnd(node) || unit === SPACE) continue;
      if (!found) return true;
      found.unshift({ to: at + 1, forms: endings.get(node) ?? [] });
    }
    return false;
  };
  return {
    next: (text, from) => nextOpening(openings, folds, text, from, walk),
    standingAt(text, from) {
      const found: Standing<Form>[] = [];
      walk(text, from, found);
      return found;
    },
  };
}

/** A space and a hyphen may stand for each other, but for a hyphen at the beginning. */
const keyOf = (unit: number, node: number): number => (unit === HYPHEN && node !== ROOT ? SPACE : unit);
