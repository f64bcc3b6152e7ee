/** How often an open card is looked at: after this long no card is dead. */
const LOOK_MS = 250;
/** How often a card comes up again over what the page puts on top of it; after that it closes. */
const RAISES_MAX = 3;

/**
 * Watches over an open card: a page can remove, move or hide its host, put something on top, or make everything inert by
 * opening a dialog elsewhere. What covers it is answered a few times, by raising the host; a card that can then not be seen
 * or pressed is given up, since a dead card is worse than none.
 *
 * Looking is asking the browser what is at the card's middle: that is the card only if it is drawn, on top and not inert.
 * @returns how to stop watching
 */
export function keepAlive(host: HTMLElement, card: HTMLElement, giveUp: () => void): () => void {
  const stage = host.parentNode;
  let raises = 0;
  let hidden = false;
  const look = () => {
    if (document.visibilityState === 'hidden') return;
    if (!host.isConnected || host.parentNode !== stage) return end();
    if (host.matches(':popover-open') && isOnTop(host, card)) return;
    if (raises >= RAISES_MAX) return end();
    raises++;
    raise(host);
    if (!isOnTop(host, card) && raises === RAISES_MAX) end();
  };
  const end = () => {
    if (hidden) return;
    hidden = true;
    stop();
    giveUp();
  };
  const removals = new MutationObserver(() => {
    if (!host.isConnected || host.parentNode !== stage) end();
  });
  if (stage) removals.observe(stage, { childList: true });
  const timer = setInterval(look, LOOK_MS);
  // A page that opens a dialog or goes fullscreen leaves the card behind.
  document.addEventListener('fullscreenchange', look, { capture: true });
  const stop = () => {
    clearInterval(timer);
    removals.disconnect();
    document.removeEventListener('fullscreenchange', look, { capture: true });
  };
  return stop;
}

/** Shows a host over whatever the page has shown since. */
function raise(host: HTMLElement): void {
  host.inert = false;
  if (host.popover !== 'manual') host.popover = 'manual';
  if (host.matches(':popover-open')) host.hidePopover();
  host.showPopover();
}

/** Whether a card is what is found at its middle. */
export function isOnTop(host: HTMLElement, card: HTMLElement): boolean {
  const { x, y, width, height } = card.getBoundingClientRect();
  const root = host.getRootNode() as Document | ShadowRoot;
  return width > 0 && root.elementFromPoint(x + width / 2, y + height / 2) === host;
}
