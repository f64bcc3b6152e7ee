import { useState } from 'preact/hooks';
import type { Entry } from '../words/term.ts';

/** How far what the reader says of a meaning goes. */
export type Where = 'page' | 'site' | 'everywhere';
const PLACES = { page: 'on this page', site: 'on this site', everywhere: 'everywhere' } as const;
const WHERES = ['page', 'site', 'everywhere'] as const;

export interface MeaningViewProps {
  entry: Entry;
  /** The words of the page that decided. */
  because: string[];
  /** The likeliest other meaning; empty when nothing speaks for one. */
  otherwise: string;
  unsure: boolean;
  /** The reader says, or takes back (null), whether this meaning is meant. */
  say: (where: Where, meant: boolean | null) => void;
}

/** Why a word is marked, and what the reader says to that: the foot of the card on a page. */
export function MeaningView({
  entry: { headword, otherMeanings },
  because,
  otherwise,
  unsure,
  say,
}: MeaningViewProps) {
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState<{ where: Where; meant: boolean } | null>(null);
  const choose = (where: Where, meant: boolean) => {
    say(where, meant);
    setSaid({ where, meant });
  };
  const undo = () => {
    if (said) say(said.where, null);
    setSaid(null);
    setAsked(false);
  };

  if (said)
    return (
      <footer class="entry-foot meaning">
        <span role="status">
          {said.meant ? 'Marked' : 'Not marked'} as {headword} {PLACES[said.where]}.
        </span>
        <Choice text="Undo" onClick={undo} />
      </footer>
    );
  if (asked)
    return (
      <footer class="entry-foot meaning">
        <span>Don’t mark this word</span>
        {WHERES.map(where => (
          <Choice text={PLACES[where]} onClick={() => choose(where, false)} />
        ))}
        <Choice text="Cancel" onClick={() => setAsked(false)} />
      </footer>
    );
  if (unsure)
    return (
      <footer class="entry-foot meaning">
        <span>It may mean {otherwise || otherMeanings || 'something else'} here. Is this the one?</span>
        <Choice text="Yes" onClick={() => choose('page', true)} />
        <Choice text="No" onClick={() => setAsked(true)} />
      </footer>
    );
  return (
    <footer class="entry-foot meaning">
      <span>
        {because.length > 0 && `Marked because this page speaks of ${LIST.format(because)}. `}
        {otherMeanings && `Not ${otherMeanings}.`}
      </span>
      <Choice text="Not this meaning" onClick={() => setAsked(true)} />
    </footer>
  );
}

const LIST = new Intl.ListFormat('en');

/** Only the reader's own press counts; a page can dispatch events as well. */
const Choice = ({ text, onClick }: { text: string; onClick: () => void }) => (
  <button type="button" class="link" onClick={event => event.isTrusted && onClick()}>
    {text}
  </button>
);
