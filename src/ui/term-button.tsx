import { useId, useRef, useState } from 'preact/hooks';
import type { Entry } from '../words/term.ts';
import { EntryView } from './entry-view.tsx';

/** How long a pointer rests on a term before it is explained, and how long the card then waits for it. */
const REST_MS = 300;

/** A term in the prose of our own pages: hovering, pressing or tapping it opens what is known about it. */
export function TermButton({
  entry,
  entries,
  text,
  openSection,
}: {
  entry: Entry;
  /** All entries, for who goes on from one to another. */
  entries: Record<string, Entry>;
  text: string;
  openSection: (section: string) => void;
}) {
  const card = useRef<HTMLDivElement>(null);
  const timer = useRef<number>(undefined);
  const id = useId();
  // A page of the recap has hundreds of these: what is never opened is never drawn.
  const [opened, setOpened] = useState(false);

  const after = (ms: number, act: () => void) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(act, ms);
  };
  const open = () => card.current?.showPopover();
  const close = () => card.current?.hidePopover();
  const hovers = (event: PointerEvent) => event.pointerType === 'mouse';
  const rest = (event: PointerEvent) => hovers(event) && after(REST_MS, open);
  const leave = (event: PointerEvent) => hovers(event) && after(REST_MS, close);

  return (
    <>
      <button
        type="button"
        class="term"
        style={{ anchorName: `--${id}` }}
        popovertarget={id}
        onPointerEnter={rest}
        onPointerLeave={leave}
      >
        {text}
      </button>
      <div
        ref={card}
        id={id}
        popover="auto"
        class="term-card"
        style={{ positionAnchor: `--${id}` }}
        onBeforeToggle={() => setOpened(true)}
        onPointerEnter={() => clearTimeout(timer.current)}
        onPointerLeave={leave}
      >
        {opened && (
          <EntryView
            entry={entry}
            entryOf={async id => entries[id] ?? null}
            close={close}
            openSection={section => {
              close();
              openSection(section);
            }}
          />
        )}
      </div>
    </>
  );
}
