import { type Hover, type HoverEvent, step, wakeAtMs } from './hover.ts';

/** The one hover state of a document, and how it is sent events. */
export interface KeptHover<Word> {
  now: () => Hover<Word>;
  send: (event: HoverEvent<Word>) => void;
}

/** Keeps a hover state, and sends it the time when it waits for that. */
export function keepHover<Word>(
  onStep: (now: Hover<Word>, before: Hover<Word>) => void,
  signal: AbortSignal,
): KeptHover<Word> {
  let hover: Hover<Word> = { state: 'quiet' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (event: HoverEvent<Word>) => {
    const before = hover;
    hover = step(hover, event);
    if (hover === before) return;
    clearTimeout(timer);
    const wake = wakeAtMs(hover);
    if (wake !== null) timer = setTimeout(() => send({ type: 'tick', atMs: wake }), wake - performance.now());
    onStep(hover, before);
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return { now: () => hover, send };
}
