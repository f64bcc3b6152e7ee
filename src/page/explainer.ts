import type { Where } from '../ui/meaning-view.tsx';
import type { Occurrence } from './occurrence.ts';
import type { Hit } from './pointer.ts';

/** What explains the terms of one document. It is a script of its own, which comes when it is first needed. */
export interface Explainer {
  /** Takes up a pointer that moved before there was anyone to watch it. */
  point: (move: Move) => void;
  /** Opens a term's card without pointing at it. */
  show: (hit: Hit) => void;
  /** Closes the card if it is of one of these terms. */
  forget: (isGone: (term: string) => boolean) => void;
  /** A container was read again; a card whose word is gone closes. */
  onRead: (container: Element, occurrences: readonly Occurrence[]) => void;
}

/** Where the pointer was, and when, in the clock of `performance.now()`. */
export interface Move {
  x: number;
  y: number;
  buttons: number;
  target: Node | null;
  atMs: number;
}

export interface ExplainOptions {
  /** The terms whose text flows directly in a container. */
  within: (container: Element) => readonly Occurrence[];
  /** Whether a term is marked. Asked of those under the pointer only: a container can have thousands. */
  isMarked: (occurrence: Occurrence) => boolean;
  isUnsure: (occurrence: Occurrence) => boolean;
  /** The reader says whether a term's own meaning is meant, or takes it back (null). */
  onSaid: (term: string, where: Where, meant: boolean | null) => void;
  /** The background did not answer. */
  onLost: (error: unknown) => void;
  signal: AbortSignal;
}

export type Explain = (options: ExplainOptions) => Explainer;

/**
 * The one thing that our two scripts share: a global of the world in which the browser runs this extension's scripts of
 * a frame, and which no page sees. A symbol, since in Chromium a page's elements answer to their names even there.
 */
const EXPLAIN = Symbol.for('contextual-glossary/explain');
const world = globalThis as { [EXPLAIN]?: Explain };

/** Says to the page's script how terms are explained. */
export const offerExplain = (explain: Explain): void => {
  world[EXPLAIN] = explain;
};

/** How terms are explained, once the script that knows has come. */
export const offeredExplain = (): Explain | undefined => world[EXPLAIN];
