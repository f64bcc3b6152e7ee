import { useState } from 'preact/hooks';
import { MoveIcon, PinIcon } from '../ui/icons.tsx';
import { moveByKey } from './moving.ts';

/** Makes the card stay, and then lets it be moved: by its head with a pointer, by arrow keys from a button. */
export function PinTools({ card, onPin }: { card: HTMLElement; onPin: (pinned: boolean) => void }) {
  const [pinned, setPinned] = useState(false);
  const toggle = () => {
    onPin(!pinned);
    setPinned(!pinned);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isTrusted && moveByKey(card, event)) event.preventDefault();
  };
  return (
    <>
      {pinned && (
        <button
          type="button"
          class="tool move"
          aria-label="Move with the arrow keys"
          title="Move with the arrow keys, or drag"
          onKeyDown={onKeyDown}
        >
          <MoveIcon />
        </button>
      )}
      <button type="button" class="tool" aria-label="Pin" title="Pin" aria-pressed={pinned} onClick={toggle}>
        <PinIcon />
      </button>
    </>
  );
}
