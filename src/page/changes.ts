import { isElement, isText, localName } from './dom.ts';
import { flatParent, hostOf } from './flat-tree.ts';
import { createPace } from './pace.ts';

/** What happened to a document, as far as it is time to look at it. */
export interface Changes {
  /** By the element that text or children were put into or taken out of. */
  places: Map<Element, Change>;
  /** Whether some element is prose no more that was, or the other way round. */
  edited: boolean;
  /** Whether terms may be gone with the elements they stood in. */
  removed: boolean;
  /** When it is time to look at the rest; Infinity when there is none. */
  restMs: number;
}

/** What happened in one place. */
export interface Change {
  /** Subtrees that came, and are still there. */
  added: Set<Element>;
  /** Whether text may run on differently. */
  flows: boolean;
}

/** What has just changed: texts that are others now or went, and elements that other children came to or went from. */
export interface Touched {
  texts: Set<Node>;
  around: Set<Element>;
}

export interface ChangeOptions {
  /** Called before the next frame is drawn. */
  onChange: (touched: Touched) => void;
  /** The document has another root. If document.open() made it, every listener on the document is gone as well. */
  onNewRoot: () => void;
  signal: AbortSignal;
}

/**
 * Elements that usually flow in a line, so that text may run on across them, and those that a page defines itself. No
 * selector: that takes 1.4 µs an element.
 */
const INLINE =
  /-|^(?:a|abbr|b|bdi|bdo|br|cite|data|del|dfn|em|font|i|ins|label|mark|q|s|small|span|strike|strong|sub|sup|time|tspan|u|var|wbr)$/;

/** Whether text may run on across an element, as far as can be told without asking for its style. */
export const mayFlowInline = (node: Node): boolean =>
  isText(node) || (isElement(node) && INLINE.test(localName(node)));

export interface ChangeWatch {
  /** What happened since it was last taken; of places that change all the time, only now and then. */
  take: (nowMs: number) => Changes;
  /** Gathers from a shadow root too: nothing that happens in there is told outside. */
  enter: (root: ShadowRoot) => void;
}

/** What is told of. */
const OBSERVED: MutationObserverInit = {
  childList: true,
  characterData: true,
  attributeFilter: ['contenteditable'], // prose becomes an editor, or stops being one
  subtree: true,
};

/** Starts gathering what happens to this document. */
export function watchChanges({ onChange, onNewRoot, signal }: ChangeOptions): ChangeWatch {
  const pace = createPace();
  let places = new Map<Element, Change>();
  let edited = false;
  let removed = false;
  let root = document.documentElement;

  const changeOf = (place: Element): Change => {
    let change = places.get(place);
    if (!change) {
      change = { added: new Set(), flows: false };
      places.set(place, change);
    }
    return change;
  };
  const gather = (record: MutationRecord, touched: Touched) => {
    const { type, target } = record;
    const place = isElement(target) ? target : (hostOf(target) ?? flatParent(target));
    if (type === 'characterData') {
      // Its lists of nodes are not asked for: that takes longer than all of this.
      touched.texts.add(target);
      if (place) changeOf(place).flows = true;
      return;
    }
    const { addedNodes, removedNodes } = record;
    for (const node of removedNodes) {
      if (isElement(node)) removed = true;
      else touched.texts.add(node);
    }
    if (!place) return;
    const change = changeOf(place);
    if (type === 'attributes') {
      change.added.add(place);
      edited = true;
      return;
    }
    touched.around.add(place);
    for (const node of removedNodes) {
      if (isElement(node)) change.added.delete(node); // or a fast ticker would have us keep what it threw away
      if (mayFlowInline(node)) change.flows = true;
    }
    for (const node of addedNodes) {
      if (isElement(node)) change.added.add(node);
      if (mayFlowInline(node)) change.flows = true;
    }
  };

  const observer = new MutationObserver(records => {
    if (document.documentElement !== root) {
      root = document.documentElement;
      onNewRoot();
      return;
    }
    const touched: Touched = { texts: new Set(), around: new Set() };
    for (const record of records) gather(record, touched);
    onChange(touched);
  });
  // The document, not its root: pages replace the root and rewrite themselves with document.write.
  observer.observe(document, OBSERVED);
  const onTouched = ({ target }: Event) => {
    const element = target as Node | null;
    if (!isElement(element)) return;
    changeOf(element).flows = true;
    onChange({ texts: new Set(), around: new Set([element]) });
  };
  // What stands right inside a <details> is shown and hidden without a mutation of anything it consists of.
  document.addEventListener('toggle', onTouched, { capture: true, signal });
  signal.addEventListener('abort', () => observer.disconnect());

  return {
    take(nowMs) {
      const due = new Map<Element, Change>();
      const rest = new Map<Element, Change>();
      let restMs = Number.POSITIVE_INFINITY;
      for (const [place, change] of places) {
        const dueMs = pace.dueMs(place);
        if (dueMs > nowMs) {
          rest.set(place, change);
          restMs = Math.min(restMs, dueMs);
        } else {
          due.set(place, change);
          pace.note(place, nowMs);
        }
      }
      const taken = { places: due, edited, removed, restMs };
      places = rest;
      edited = false;
      removed = false;
      return taken;
    },
    enter(root) {
      observer.observe(root, OBSERVED);
      root.addEventListener('toggle', onTouched, { capture: true, signal });
      root.addEventListener('slotchange', onTouched, { signal });
    },
  };
}
