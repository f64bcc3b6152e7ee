import type { ComponentChildren } from 'preact';
import type { Entry } from '../words/term.ts';
import { CopyButton } from './copy-button.tsx';
import { BackIcon, CloseIcon } from './icons.tsx';

export interface EntryHeadProps {
  entry: Entry;
  /** Id for the headword, by which the card is named. */
  titleId: string;
  /** The entry that the reader came from, if any, and the way back to it. */
  before: Entry | undefined;
  goBack: () => void;
  /** Shows a close button when given. */
  close: (() => void) | undefined;
  /** Further tools of the card. */
  tools: ComponentChildren;
}

/** The term's name, what sort of thing it is, and what can be done with its card. */
export function EntryHead({ entry, titleId, before, goBack, close, tools }: EntryHeadProps) {
  return (
    <div class="entry-head">
      {before && (
        <button
          type="button"
          class="tool back"
          aria-label={`Back to ${before.headword}`}
          title={`Back to ${before.headword}`}
          onClick={goBack}
        >
          <BackIcon />
        </button>
      )}
      <div class="entry-name">
        <h2 id={titleId} tabIndex={-1}>
          <bdi>{entry.headword}</bdi>
        </h2>{' '}
        <span class="small soft">
          <bdi>{entry.kind}</bdi>
        </span>
      </div>
      <div class="tools">
        {tools}
        <CopyButton entry={entry} />
        {close && (
          <button type="button" class="tool close" aria-label="Close" title="Close" onClick={close}>
            <CloseIcon />
          </button>
        )}
      </div>
    </div>
  );
}
