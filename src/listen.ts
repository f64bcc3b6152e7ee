import type { Events } from 'webextension-polyfill';

/**
 * Listens to an event of the extension's own for as long as a signal says. The event is kept meanwhile: when the extension
 * is gone, Chromium takes `browser.storage` and the like from the scripts that it leaves running.
 */
export function listenUntil<Listener extends (...args: never[]) => unknown>(
  signal: AbortSignal,
  event: Pick<Events.Event<Listener>, 'addListener' | 'removeListener'>,
  listener: Listener,
): void {
  event.addListener(listener);
  signal.addEventListener('abort', () => event.removeListener(listener));
}
