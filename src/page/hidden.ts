import { isSeen } from './seen.ts';

/** How often elements that have a place on the screen, but are invisible there, are looked at again. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Waits for hidden elements to be shown on the screen. What is not displayed has no box, and an observer tells when it
 * gets one; nothing tells when `visibility`, opacity or clipping change, so what is hidden by these is looked at now and then.
 * @returns how to have an element waited for; it is forgotten once it was shown
 */
export function watchHidden(
  onShown: (element: Element) => void,
  signal: AbortSignal,
): (element: Element) => void {
  const invisible = new Set<Element>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const look = (element: Element, inSight: Map<Element, boolean>) => {
    if (!isSeen(element, inSight)) return;
    invisible.delete(element);
    observer.unobserve(element);
    onShown(element);
  };
  const observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) invisible.add(target);
      else invisible.delete(target);
    }
    lookAgain();
    if (invisible.size > 0) timer ??= setInterval(lookAgain, LOOK_AGAIN_MS);
  });
  const lookAgain = () => {
    const inSight = new Map<Element, boolean>();
    for (const element of invisible) look(element, inSight);
    if (invisible.size === 0) stop();
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  signal.addEventListener('abort', () => {
    observer.disconnect();
    stop();
  });
  return element => observer.observe(element);
}
