import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../words/term.ts';

/** How far what the reader says of a word goes. */
export type Where = 'page' | 'site' | 'everywhere';
const PLACES = { page: 'on this page', site: 'on this site', everywhere: 'everywhere' } as const;
/** The same after “not”. */
const NOT_THERE = { ...PLACES, everywhere: 'anywhere' } as const;
const WHERES = ['page', 'site', 'everywhere'] as const;

export interface MeaningViewProps {
  entry: Entry;
  /** The words of the page that decided. */
  because: string[];
  /** The likeliest other meaning; empty when nothing speaks for one. */
  otherwise: string;
  unsure: boolean;
  /** The reader says whether this meaning is meant. */
  say: (where: Where, meant: boolean) => TakeBack;
  /** The reader wants the term marked nowhere. */
  mute: () => TakeBack;
  /** Whether a press is the reader's own and was made on what they saw. */
  trusts?: (event: MouseEvent) => boolean;
}

/** Takes back what the reader said: what they had said before holds again. */
export type TakeBack = () => void;

/** What the reader did, and how it is taken back. */
interface Done {
  text: string;
  takeBack: TakeBack;
}

/** Why a word is marked, and what the reader says to that: the foot of the card on a page. */
export function MeaningView({
  entry,
  because,
  otherwise,
  unsure,
  say,
  mute,
  trusts = isTrusted,
}: MeaningViewProps) {
  const { headword, otherMeanings } = entry;
  /** What the reader wants done, before they said where. */
  const [asked, setAsked] = useState<'not marked' | 'not meant' | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const foot = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  // What was pressed is gone: its place is taken by what can be pressed now.
  useEffect(() => {
    if (!isFirst.current) foot.current?.querySelector('button')?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [asked, done]);
  const press = (text: string, act: () => void, described?: string) => (
    <button type="button" class="link" aria-label={described} onClick={event => trusts(event) && act()}>
      {text}
    </button>
  );
  const sayMeant = (where: Where, meant: boolean) => {
    const takeBack = say(where, meant);
    const text = meant
      ? `Marked as ${headword} ${PLACES[where]}.`
      : `Not marked as ${headword} ${NOT_THERE[where]}.`;
    setDone({ text, takeBack });
  };
  const leaveUnmarked = (where: Where) => {
    const takeBack = where === 'everywhere' ? mute() : say(where, false);
    setDone({ text: `Not marked ${NOT_THERE[where]}.`, takeBack });
  };
  const undo = () => {
    done?.takeBack();
    setDone(null);
    setAsked(null);
  };

  if (done)
    return (
      <Foot foot={foot} why={<span role="status">{done.text}</span>}>
        {press('Undo', undo)}
      </Foot>
    );
  if (asked)
    return (
      <Foot foot={foot} why={asked === 'not meant' ? `Not ${headword}` : 'Don’t mark this word'}>
        {WHERES.map(where =>
          press(PLACES[where], () => (asked === 'not meant' ? sayMeant(where, false) : leaveUnmarked(where))),
        )}
        {press('Cancel', () => setAsked(null))}
      </Foot>
    );
  if (unsure)
    return (
      <Foot
        foot={foot}
        ask
        why={
          <>
            This page gives little to go by. It could also mean{' '}
            <b>
              <bdi>{otherwise || otherMeanings || 'something else'}</bdi>
            </b>
            .
          </>
        }
      >
        {press('It’s this', () => sayMeant('page', true), `It’s this: ${headword} is meant`)}
        {press('Something else', () => setAsked('not meant'))}
        {press('Don’t mark', () => setAsked('not marked'), 'Don’t mark this word')}
      </Foot>
    );
  return (
    <Foot foot={foot} why={<Because words={because} />}>
      {otherMeanings !== '' && press('Not this meaning', () => setAsked('not meant'))}
      {press('Don’t mark', () => setAsked('not marked'), 'Don’t mark this word')}
    </Foot>
  );
}

const isTrusted = (event: MouseEvent): boolean => event.isTrusted;

const Foot = ({
  foot,
  why,
  ask,
  children,
}: {
  foot: RefObject<HTMLDivElement | null>;
  why: ComponentChildren;
  ask?: boolean;
  children: ComponentChildren;
}) => (
  <div ref={foot} class="entry-foot meaning" data-ask={ask || undefined}>
    <span class="why">{why}</span>
    {children}
  </div>
);

/** The words of the page, each kept from turning the others around. */
const Because = ({ words }: { words: string[] }) =>
  words.length === 0 ? null : (
    <>
      Near{' '}
      {words.map((word, i) => (
        <>
          {i > 0 && ', '}
          <bdi>{word}</bdi>
        </>
      ))}
    </>
  );
