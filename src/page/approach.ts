import { isElement } from './dom.ts';
import type { Move } from './explainer.ts';
import { flatParent } from './flat-tree.ts';
import { innermostTarget } from './pointer.ts';
import { listenToReader } from './trusted.ts';

export interface ApproachOptions {
  /** Whether text of an element is to be explained. */
  holdsTerms: (container: Element) => boolean;
  /** The pointer is over text with a term in it; called again at every move there. */
  onNear: () => void;
  signal: AbortSignal;
}

/**
 * Watches for the pointer to come near a term. That is when what explains it is sent for: most of those who read a page
 * never point at one, and whoever does has some way to go to the word and then a while to rest there.
 * @returns how to ask where the pointer is; null when it has left, pressed or not moved yet
 */
export function watchApproach({ holdsTerms, onNear, signal }: ApproachOptions): () => Move | null {
  let last: Omit<Move, 'target'> | null = null;
  /** Weakly: it may be removed, with all that is in it, while the pointer rests. */
  let lastTarget: WeakRef<Node> | undefined;
  const on = listenToReader(signal);
  on('pointermove', event => {
    if (event.pointerType === 'touch') return;
    const target = innermostTarget(event);
    last = { x: event.clientX, y: event.clientY, buttons: event.buttons, atMs: performance.now() };
    lastTarget = target ? new WeakRef(target) : undefined;
    for (let element = isElement(target) ? target : null; element; element = flatParent(element))
      if (holdsTerms(element)) return onNear();
  });
  on('pointerout', event => {
    if (event.relatedTarget === null) last = null;
  });
  on('pointerdown', () => {
    last = null;
  });
  return () => last && { ...last, target: lastTarget?.deref() ?? null };
}
