/** What Chromium can say beyond other browsers: whether something is drawn unobscured. */
interface Tracking extends IntersectionObserverInit {
  trackVisibility: true;
  delay: number;
}
/** The shortest that the browser takes. */
const DELAY_MS = 100;
/** A card that is still rising counts as obscured, since it is not opaque; nobody can lay traps in that time. */
const RISING_MS = 400;

/**
 * Whether a reader sees the card that they press: a page can lay something over it that lets presses through, which no
 * hit test finds. Only Chromium tells; elsewhere a card counts as seen, and what can be done in it can be undone.
 */
export function watchSeen(card: HTMLElement): { isSeen: () => boolean; stop: () => void } {
  let seen = true;
  const openedMs = performance.now();
  const options: Tracking = { trackVisibility: true, delay: DELAY_MS };
  const observer = new IntersectionObserver(entries => {
    const last = entries.at(-1) as { isVisible?: boolean } | undefined;
    seen = last?.isVisible !== false;
  }, options);
  observer.observe(card);
  return {
    isSeen: () => seen || performance.now() - openedMs < RISING_MS,
    stop: () => observer.disconnect(),
  };
}
