import type { Where } from '../ui/meaning-view.tsx';
import type { Density } from './density.ts';
import type { Look } from './mark-names.ts';
import type { Occurrence } from './occurrence.ts';
import { type Hit, innermostTarget } from './pointer.ts';

/** What explains the terms of one document. It is a script of its own, which comes when it is first needed. */
export interface Explainer {
  /** Takes up a pointer that moved, or pressed, before there was anyone to watch it. */
  point: (move: Move) => void;
  /** Opens a term's card without pointing at it. */
  show: (hit: Hit) => void;
  /** Goes from term to term by keys. */
  step: (step: Step) => void;
  /** Shows a term's card for a frame that is too small for it, or no longer (''). */
  host: (term: string) => void;
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
  altKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  target: Node | null;
  atMs: number;
  /** What a finger or pen does there; a mouse, or a pen in the air, does neither. */
  press?: 'down' | 'tap';
}

/** Copies an event, since one from inside the card loses its target once it is dispatched. */
export const moveOf = (event: MouseEvent, press?: Move['press']): Move => ({
  x: event.clientX,
  y: event.clientY,
  buttons: event.buttons,
  altKey: event.altKey,
  ctrlKey: event.ctrlKey,
  shiftKey: event.shiftKey,
  target: innermostTarget(event),
  atMs: performance.now(),
  ...(press && { press }),
});

/** Where the reader's keys go in a frame. */
export interface Step {
  to: 'next' | 'previous' | 'here';
  /** Comes from another frame: begins with the first or last term. */
  enters: boolean;
  /** How many terms stand in the frames before this one, and how many in all. */
  before: number;
  total: number;
}

/** How the reader wants cards to open and marks to look. */
export interface Wishes extends Look {
  density: Density;
  hoverDelayMs: number;
  heldKey: 'none' | 'alt' | 'ctrl' | 'shift';
}

export interface ExplainOptions {
  /** The terms whose text flows directly in a container. */
  within: (container: Element) => readonly Occurrence[];
  /** Whether a term is marked. Asked of those under the pointer only: a container can have thousands. */
  isMarked: (occurrence: Occurrence) => boolean;
  /** All marked terms. */
  places: () => Occurrence[];
  wishes: () => Wishes;
  isUnsure: (occurrence: Occurrence) => boolean;
  /** The reader says whether a term's own meaning is meant, or takes it back (null). */
  onSaid: (term: string, where: Where, meant: boolean | null) => void;
  /** The reader wants a term marked nowhere, or takes that back. */
  onMuted: (term: string, muted: boolean) => void;
  /** Keys went past the last term of this frame, or the first. */
  onPassed: (to: 'next' | 'previous') => void;
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
