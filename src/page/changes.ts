import { isElement, isText, matches, nameOf, parentElement } from './dom.ts';

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

/** Starts gathering what happens to this document. Returns how to take what was gathered so far. */
export function watchChanges({ onChange, onNewRoot, signal }: ChangeOptions): () => Changes {
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
  observer.observe(document, {
    childList: true,
    characterData: true,
    attributeFilter: ['contenteditable'], // prose becomes an editor, or stops being one
    subtree: true,
  });
  // What stands right inside a <details> is shown and hidden without a mutation of anything it consists of.
  const onToggle = ({ target }: Event) => {
    const details = target as Node | null;
    if (!isElement(details)) return;
    changes.touched.add(details);
    onChange(new Set([details]));
  };
  document.addEventListener('toggle', onToggle, { capture: true, signal });
  signal.addEventListener('abort', () => observer.disconnect());

  return () => {
    const taken = changes;
    changes = nothing();
    return taken;
  };
}

const nothing = (): Changes => ({ added: [], around: new Set(), touched: new Set(), removed: false });

function gather({ type, target, addedNodes, removedNodes }: MutationRecord, changes: Changes): void {
  const element = isElement(target) ? target : parentElement(target);
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
