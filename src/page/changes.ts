import { isElement, isText, matches, nameOf } from './dom.ts';
import { flatParent, hostOf } from './flat-tree.ts';

/** What happened to a document since it was last asked. */
export interface Changes {
  /** Subtrees whose text is new. */
  added: Element[];
  /** Elements that text or children were put into or taken out of. */
  around: Set<Element>;
  /** Those of them in which text may run on differently. */
  touched: Set<Element>;
  /** Whether terms may be gone with the elements they stood in. */
  removed: boolean;
}

export interface ChangeOptions {
  /** Called before the next frame is drawn, with the elements around which something changed. */
  onChange: (around: ReadonlySet<Element>) => void;
  /** The document has another root. If document.open() made it, every listener on the document is gone as well. */
  onNewRoot: () => void;
  signal: AbortSignal;
}

/** Elements that usually flow in a line, so that text may run on across them. */
const INLINE =
  'a,abbr,b,bdi,bdo,br,cite,data,del,dfn,em,font,i,ins,label,mark,q,s,small,span,strike,strong,sub,sup,time,u,var,wbr';

/** Whether text may run on across an element, as far as can be told without asking for its style. */
export const mayFlowInline = (node: Node): boolean =>
  isText(node) || (isElement(node) && (matches(node, INLINE) || nameOf(node).includes('-')));

export interface ChangeWatch {
  /** What happened since it was last taken. */
  take: () => Changes;
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
  let changes = nothing();
  let root = document.documentElement;

  const observer = new MutationObserver(records => {
    if (document.documentElement !== root) {
      root = document.documentElement;
      onNewRoot();
      return;
    }
    const before = changes.around;
    changes.around = new Set();
    for (const record of records) gather(record, changes);
    onChange(changes.around);
    changes.around = changes.around.union(before);
  });
  // The document, not its root: pages replace the root and rewrite themselves with document.write.
  observer.observe(document, OBSERVED);
  const onTouched = ({ target }: Event) => {
    const element = target as Node | null;
    if (!isElement(element)) return;
    changes.touched.add(element);
    onChange(new Set([element]));
  };
  // What stands right inside a <details> is shown and hidden without a mutation of anything it consists of.
  document.addEventListener('toggle', onTouched, { capture: true, signal });
  signal.addEventListener('abort', () => observer.disconnect());

  return {
    take() {
      const taken = changes;
      changes = nothing();
      return taken;
    },
    enter(root) {
      observer.observe(root, OBSERVED);
      root.addEventListener('toggle', onTouched, { capture: true, signal });
      root.addEventListener('slotchange', onTouched, { signal });
    },
  };
}

const nothing = (): Changes => ({ added: [], around: new Set(), touched: new Set(), removed: false });

function gather({ type, target, addedNodes, removedNodes }: MutationRecord, changes: Changes): void {
  const element = isElement(target) ? target : (hostOf(target) ?? flatParent(target));
  if (!element) return;
  changes.around.add(element);
  if (type === 'characterData') changes.touched.add(element);
  if (type === 'attributes') {
    changes.added.push(element);
    changes.removed = true;
  }
  for (const node of addedNodes) {
    if (isElement(node)) changes.added.push(node);
    if (mayFlowInline(node)) changes.touched.add(element);
  }
  for (const node of removedNodes) {
    if (isElement(node)) changes.removed = true;
    if (mayFlowInline(node)) changes.touched.add(element);
  }
}
