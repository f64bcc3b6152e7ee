const FOCUSABLE = 'a[href], button, summary, [tabindex="0"]';

/**
 * Keys that are pressed in the card are none of the page's business: they do not bubble to its shortcuts. What captures
 * them on their way down, at the window or the document, cannot be kept from hearing them. Tab past the card's last
 * control, or before its first, closes it, and goes on in the page from where the focus was.
 */
export function watchKeys(card: HTMLElement, root: ShadowRoot, leave: () => void): void {
  card.addEventListener('keydown', event => {
    if (event.isTrusted && event.key === 'Tab' && isAtEdge(card, root.activeElement, event.shiftKey)) leave();
  });
  for (const type of ['keydown', 'keypress', 'keyup'])
    card.addEventListener(type, event => event.stopPropagation());
}

function isAtEdge(card: HTMLElement, focused: Element | null, backwards: boolean): boolean {
  const stops = [...card.querySelectorAll(FOCUSABLE)].filter(stop => stop.checkVisibility());
  const ahead = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  // The focus may be on what is no stop itself: the card, or the heading of an entry that was gone back to.
  return focused !== null && !stops.some(stop => focused.compareDocumentPosition(stop) & ahead);
}
