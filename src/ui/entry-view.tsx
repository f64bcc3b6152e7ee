import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Entry } from '../words/term.ts';
import { EntryHead } from './entry-head.tsx';
import { EntryMore } from './entry-more.tsx';

export interface EntryViewProps {
  entry: Entry;
  /** Another entry, for who follows a link within a card. */
  entryOf: (id: string) => Promise<Entry | null>;
  /** Opens the recap at a section. */
  openSection: (section: string) => void;
  /** Shows a close button when given. */
  close?: () => void;
  /** Further tools beside the close button. */
  tools?: ComponentChildren;
  /** Something that changes the card's size or content happened. */
  onChange?: () => void;
  /** What stands below the entry that the card was opened for. */
  children?: ComponentChildren;
}

/**
 * What is known about one term: the inside of every card. It begins with one sentence; more is shown when asked for. A
 * term in it opens in its place, never in a card beside it, and there is a way back.
 */
export function EntryView({ entry, entryOf, openSection, close, tools, onChange, children }: EntryViewProps) {
  const [trail, setTrail] = useState([entry]);
  const [more, setMore] = useState(false);
  const titleId = useId();
  const moreId = useId();
  const dialog = useRef<HTMLDivElement>(null);
  const shown = trail.at(-1) ?? entry;

  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else arrive(dialog.current);
    onChange?.();
  }, [shown]);
  useEffect(() => onChange?.(), [more]);

  const openTerm = (id: string) =>
    void entryOf(id).then(
      next => next && setTrail(trail => (trail.at(-1) === next ? trail : [...trail, next])),
    );
  return (
    <div ref={dialog} class="entry" role="dialog" aria-labelledby={titleId} data-more={more || undefined}>
      <EntryHead
        entry={shown}
        titleId={titleId}
        before={trail.at(-2)}
        goBack={() => setTrail(trail.slice(0, -1))}
        close={close}
        tools={tools}
      />
      <div class="entry-body">
        <p dir="auto">{shown.definition}</p>
        <p class="entry-actions small">
          <button
            type="button"
            class="link"
            aria-expanded={more}
            aria-controls={more ? moreId : undefined}
            onClick={() => setMore(!more)}
          >
            {more ? 'Less' : 'More'}
          </button>
          {!more && shown.recap && (
            <button
              type="button"
              class="link"
              onClick={() => shown.recap && openSection(shown.recap.section)}
            >
              In the recap: “<bdi>{shown.recap.title}</bdi>”
            </button>
          )}
        </p>
        {more && <EntryMore entry={shown} id={moreId} openSection={openSection} openTerm={openTerm} />}
      </div>
      {/* Hidden and not gone, so that what was answered there can still be undone after the way back. */}
      <div class="entry-below" hidden={trail.length > 1}>
        {children}
      </div>
    </div>
  );
}

/** The entry that was followed is read from its beginning; the link that was pressed is gone, so its name has the focus. */
function arrive(dialog: HTMLElement | null): void {
  dialog?.scrollTo({ top: 0, behavior: 'instant' });
  dialog?.querySelector('h2')?.focus({ preventScroll: true });
}
