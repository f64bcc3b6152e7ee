import { isElement } from './dom.ts';
import { type Move, moveOf } from './explainer.ts';
import { flatParent } from './flat-tree.ts';
import { listenToReader } from './trusted.ts';

export interface ApproachOptions {
  /** Whether text of an element is to be explained. */
  holdsTerms: (container: Element) => boolean;
  /** The pointer is over text with a term in it, or a finger on it; called again at every move there. */
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
  let pressedBy = '';
  const take = ({ target, ...move }: Move) => {
    last = move;
    lastTarget = target ? new WeakRef(target) : undefined;
    for (let element = isElement(target) ? target : null; element; element = flatParent(element))
      if (holdsTerms(element)) return onNear();
  };
  const lose = () => {
    last = null;
  };
  const on = listenToReader(signal);
  on('pointermove', event => event.pointerType !== 'touch' && take(moveOf(event)));
  on('pointerdown', event => {
    lose();
    pressedBy = event.pointerType;
    if (pressedBy !== 'mouse') take(moveOf(event, 'down'));
  });
  on('pointerup', event => event.pointerType !== 'mouse' && lose());
  on('pointercancel', lose);
  on('click', event => {
    if (pressedBy && pressedBy !== 'mouse') take(moveOf(event, 'tap'));
  });
  on('pointerout', event => {
    if (event.relatedTarget === null && event.pointerType !== 'touch') lose();
  });
  return () => last && { ...last, target: lastTarget?.deref() ?? null };
}
