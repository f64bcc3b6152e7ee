import { textContent } from './dom.ts';

/** An application that goes on to another route shows its text within this time, in several steps. */
const SETTLE_MS = 5_000;
/** Its text is compared at most so often. */
const LOOK_MS = 400;

export interface RouteOptions {
  /** How much of a page's text tells of what it is about. */
  chars: number;
  /** The page has gone on to another address, and this is its text, as far as it has come. */
  onText: (text: string) => void;
  signal: AbortSignal;
}

/**
 * Watches for a page that goes on to another address without being loaded: applications of a single page. What is
 * behind a "#" is a place in the same text. Nothing tells content scripts of it in every browser, so the address is
 * compared whenever the page has changed.
 * @returns what is to be called when the page has changed
 */
export function watchRoute({ chars, onText, signal }: RouteOptions): () => void {
  let address = addressOf();
  let settledMs = 0;
  let lookedMs = 0;
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    const nowMs = performance.now();
    if (address !== addressOf()) {
      address = addressOf();
      settledMs = nowMs + SETTLE_MS;
      told = '';
    }
    if (nowMs > settledMs) return;
    if (nowMs < lookedMs + LOOK_MS) {
      timer ??= setTimeout(() => {
        timer = undefined;
        look();
      }, LOOK_MS);
      return;
    }
    lookedMs = nowMs;
    const text = document.body ? textContent(document.body).slice(0, chars) : '';
    // The title says what the page is about, and may come after the text.
    if (told === document.title + text) return;
    told = document.title + text;
    onText(text);
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return look;
}

const addressOf = (): string => location.pathname + location.search;
