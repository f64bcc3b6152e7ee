import type { Density } from './density.ts';
import type { Look } from './mark-names.ts';
import type { Occurrence } from './occurrence.ts';
import { innermostTarget } from './pointer.ts';

/** What explains the terms of one document. It is a script of its own, which comes when it is first needed. */
export interface Explainer {
  /** Takes up a pointer that moved, or pressed, before there was anyone to watch it. */
  point: (move: Move) => void;
  /** Does what popup and background have this frame do; see src/messages.ts. */
  follow: (message: unknown) => void;
  /** Of the mentions of each term, those to be marked where that is not each one. */
  thinOut: (occurrences: readonly Occurrence[], density: Density) => Set<Occurrence>;
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
  press: 'down' | 'tap' | undefined;
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
  press,
});

/** How the reader wants cards to open and marks to look. */
export interface Wishes extends Look {
  density: Density;
  hoverDelayMs: number;
  heldKey: 'none' | 'alt' | 'ctrl' | 'shift';
}

export interface ExplainOptions {
  /** This frame's name among those of the page. */
  frame: string;
  /** The terms whose text flows directly in a container. */
  within: (container: Element) => readonly Occurrence[];
  /** Whether a term is marked. Asked of those under the pointer only: a container can have thousands. */
  isMarked: (occurrence: Occurrence) => boolean;
  /** All terms of the page that are meant, marked or not. */
  found: () => Occurrence[];
  wishes: () => Wishes;
  isUnsure: (occurrence: Occurrence) => boolean;
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
