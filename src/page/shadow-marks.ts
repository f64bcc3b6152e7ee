import { isHere } from './dom.ts';
import { treeOf } from './flat-tree.ts';

/** A page that sets a root's `adoptedStyleSheets` drops ours; it is missed within this time. */
const LOOK_MS = 400;
/** And put back so often at most: a page that insists on its own list shall have it. */
const RETRIES_MAX = 5;

/**
 * Has marks painted in shadow roots. Firefox paints none there by a sheet of the document, so each root with a term
 * gets one of its own, which is the one thing that a page can see of us before a card opens; elsewhere the style of
 * marks is inherited from the document's root.
 * @param rules what marks look like; asked for when they are first needed, since few pages do
 * @returns what is to be told of each node with a mark
 */
export function adoptMarks(rules: () => Promise<string>, signal: AbortSignal): (node: Node) => void {
  if (!import.meta.env.FIREFOX) return () => undefined;
  /** How often each root had its sheet put back. */
  const adopters = new Map<ShadowRoot, number>();
  const sheet = new CSSStyleSheet();
  let asked = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const fill = async () => {
    asked = true;
    try {
      sheet.replaceSync(await rules());
    } catch {
      asked = false; // nobody answered: it is asked again for the next root
    }
  };
  const adopt = (root: ShadowRoot) => {
    if (!asked) void fill();
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
  const look = () => {
    for (const [root, retries] of adopters) {
      if (!isHere(root)) adopters.delete(root);
      else if (retries < RETRIES_MAX && !root.adoptedStyleSheets.includes(sheet)) {
        adopters.set(root, retries + 1);
        adopt(root);
      }
    }
    if (adopters.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    for (const root of adopters.keys())
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter(other => other !== sheet);
  });
  return node => {
    const root = treeOf(node);
    if (!(root instanceof ShadowRoot) || adopters.has(root)) return;
    adopters.set(root, 0);
    adopt(root);
    timer ??= setInterval(look, LOOK_MS);
  };
}
