/** Returns how to listen to what the reader really does in the document: a page can dispatch events as well. */
export const listenToReader =
  (signal: AbortSignal) =>
  <Type extends keyof DocumentEventMap>(
    type: Type,
    listener: (event: DocumentEventMap[Type]) => void,
  ): void =>
    document.addEventListener(type, event => event.isTrusted && listener(event), {
      capture: true,
      passive: true,
      signal,
    });
