/** A sheet that is pulled down this far goes. */
const PULLED_PX = 56;

/** Lets a sheet be pulled down by its grip, and closes it when that was far enough. */
export function watchSwipe(sheet: HTMLElement, grip: HTMLElement, onPulled: () => void): void {
  let fromY: number | null = null;
  const pull = (y: number) => {
    sheet.style.translate = `0 ${Math.max(y, 0)}px`;
  };
  grip.addEventListener('pointerdown', event => {
    if (!event.isTrusted) return;
    fromY = event.clientY;
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener('pointermove', event => {
    if (fromY !== null) pull(event.clientY - fromY);
  });
  grip.addEventListener('pointerup', event => {
    if (fromY !== null && event.clientY - fromY >= PULLED_PX) onPulled();
    fromY = null;
    pull(0);
  });
  grip.addEventListener('pointercancel', () => {
    fromY = null;
    pull(0);
  });
}
