import type { Move, Wishes } from './explainer.ts';

type HeldKey = Wishes['heldKey'];
type Keys = Pick<Move, 'altKey' | 'ctrlKey' | 'shiftKey'>;

/** Whether the key is held with which the reader wants to point; always, if there is none. */
export const isHeld = ({ altKey, ctrlKey, shiftKey }: Keys, key: HeldKey): boolean =>
  ({ none: true, alt: altKey, ctrl: ctrlKey, shift: shiftKey })[key];

/** Whether that key was pressed, or let go. */
export const concerns = (event: KeyboardEvent, key: HeldKey): boolean =>
  !event.repeat && event.key === { none: '', alt: 'Alt', ctrl: 'Control', shift: 'Shift' }[key];

export const keysOf = ({ altKey, ctrlKey, shiftKey }: Keys): Keys => ({ altKey, ctrlKey, shiftKey });
