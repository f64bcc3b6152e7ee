import { ASK_AGAIN_MS, glance } from './shadows.ts';
import { passagesIn } from './text-nodes.ts';

/**
 * Calls back once the document is shown, which may be now. What is prerendered, or opened in a tab behind, may never
 * be; when it is hidden again later, it goes on being read.
 */
export function whenShown(onShown: () => void, signal: AbortSignal): void {
  let shown = false;
  const look = () => {
    if (document.visibilityState === 'hidden' || signal.aborted || shown) return;
    shown = true;
    document.removeEventListener('visibilitychange', look);
    onShown();
  };
  look();
  if (shown) return;
  document.addEventListener('visibilitychange', look, { signal });
  // Frames are drawn of what is shown, and document.open() takes the listener but not this.
  requestAnimationFrame(look);
}

/** A page that draws without text, and changes all the time, is looked at so often. */
const LOOK_MS = 100;
/** Looking for shadow roots takes longer than looking for text; a page is looked through for them so often at most. */
const GLANCES_MAX = 20;

/**
 * Calls back once there is text in the document, or a shadow root in which there may be some, which may be now. Most
 * frames never have any: banners, players, counters. They cost one look, and an observer.
 */
export function whenText(onText: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begun = false;
  let glances = 0;
  let turn = 0;
  const mayHoldText = (body: Element): boolean => {
    if (holdsText(body)) return true;
    if (glances++ >= GLANCES_MAX) return false;
    const roots = glance(body);
    const againMs = ASK_AGAIN_MS[turn];
    if (roots === 'later' && againMs !== undefined) {
      turn++;
      setTimeout(look, againMs);
    }
    return roots === 'root';
  };
  const look = () => {
    timer = undefined;
    if (signal.aborted || begun || !document.body || !mayHoldText(document.body)) return;
    begun = true;
    observer.disconnect();
    onText();
  };
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(look, LOOK_MS);
  });
  // The document, which stays what it is when document.open() replaces all that is in it.
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  look();
}

/** Nearly always by its first passage, where all text of a page of 2 MB takes 5 ms. */
function holdsText(element: Element): boolean {
  for (const { text } of passagesIn(element, () => true)) if (/\S/.test(text)) return true;
  return false;
}
