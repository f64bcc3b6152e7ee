import { matches, nameOf } from './dom.ts';

/** A key that writes something says that the reader types; so long after it, pointing means nothing. */
const TYPING_MS = 500;

export interface Typing {
  onKey: (event: KeyboardEvent) => void;
  isTyping: (atMs: number) => boolean;
}

/** Tells when the reader types. The pointer often lies on some word meanwhile, so it then has to be moved again. */
export function watchTyping(isCard: (target: EventTarget | null) => boolean, onTyping: () => void): Typing {
  let typedMs = Number.NEGATIVE_INFINITY;
  return {
    onKey(event: KeyboardEvent) {
      if (!writes(event) || isCard(event.target)) return;
      typedMs = performance.now();
      onTyping();
    },
    isTyping: (atMs: number) => atMs - typedMs < TYPING_MS,
  };
}

/** Not the focus tells: chats and editors keep it in a field while one reads. */
const writes = ({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean =>
  isComposing ||
  key === 'Process' ||
  key === 'Backspace' ||
  (key.length === 1 && !ctrlKey && !metaKey && !altKey);

/** Whether a video fills the screen: who looks at one reads no words. */
export function isVideoFull(): boolean {
  const full = document.fullscreenElement;
  return (
    full !== null &&
    (nameOf(full) === 'VIDEO' || Element.prototype.querySelector.call(full, 'video') !== null)
  );
}

export const CONTROLS =
  'a[href], button, input, select, textarea, label, summary, option, [role="button"], [role="link"], [role="tab"],' +
  '[role="menuitem"], [role="checkbox"], [role="switch"], [role="option"]';

/** Whether pressing an element does something of the page's own; a hand as the pointer says so, too. */
export function isControl(element: Element): boolean {
  return (
    matches(
      element,
      [...CONTROLS.split(','), '[onclick]'].map(control => `${control}, ${control} *`).join(),
    ) || getComputedStyle(element).cursor === 'pointer'
  );
}
