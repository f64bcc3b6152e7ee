/** Listens to what the reader really does in the document: a page can dispatch events as well. */
export function onTrusted<Type extends keyof DocumentEventMap>(
  type: Type,
  listener: (event: DocumentEventMap[Type]) => void,
  signal: AbortSignal,
): void {
  document.addEventListener(type, event => event.isTrusted && listener(event), {
    capture: true,
    passive: true,
    signal,
  });
}
