import type { FoundTerm } from '../../src/findings.ts';
import { askEntry, askLexicon, askReader, type Place } from '../../src/messages.ts';
import { aboutPage } from '../../src/page/about.ts';
import { createCard } from '../../src/page/card.tsx';
import { findTerms, nth } from '../../src/page/found.ts';
import { paintNear } from '../../src/page/highlights.ts';
import { type Occurrence, rectsOf } from '../../src/page/occurrence.ts';
import type { Hit } from '../../src/page/pointer.ts';
import { scan } from '../../src/page/scan.ts';
import { scrollToOccurrence } from '../../src/page/scroll.ts';
import { watchHover } from '../../src/page/watch-hover.ts';
import type { Where } from '../../src/ui/meaning-view.tsx';
import type { Matcher } from '../../src/words/matcher.ts';
import { createReader } from '../../src/words/reader.ts';
import { createSenses } from '../../src/words/senses.ts';
import type { Entry, Reading } from '../../src/words/term.ts';

/** One document while its terms are marked. */
export interface MarkedPage {
  /** Ids of the terms on the page, muted or not. */
  ids: () => Set<string>;
  /** The same terms with counts and first places. */
  found: () => FoundTerm[];
  quiet: () => boolean;
  /** Shows what `isMuted` now says. */
  refresh: () => void;
  goTo: (place: Place) => void;
  stop: () => void;
}

export interface MarkPageOptions {
  matcher: Matcher;
  /** Whether the reader has a term left unmarked. */
  isMuted: (term: string) => boolean;
  /** Whether the reader said that a term's own meaning is meant here. */
  said: (term: string) => boolean | null;
  /** The reader says so, or takes it back (null). */
  onSaid: (term: string, where: Where, meant: boolean | null) => void;
  /** The terms of the page, or their number, may have changed. */
  onChange: () => void;
  /** The document was replaced from the root: this page is to be stopped, and started anew. */
  onNewRoot: () => void;
  /** The background did not answer. */
  onLost: (error: unknown) => void;
  signal: AbortSignal;
}

/** Marks the terms of this document and explains the one under the pointer, until stopped. */
export function markPage(options: MarkPageOptions): MarkedPage {
  const { matcher, isMuted, said, onSaid, onChange, onNewRoot, onLost } = options;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const meaningOf = ({ reading }: Occurrence) => MEANING.get(said(reading.term)) ?? reading.meaning;
  const isFound = (occurrence: Occurrence) => meaningOf(occurrence) !== 'other';
  const isUnsure = (occurrence: Occurrence) => meaningOf(occurrence) === 'unsure';
  const isPainted = (occurrence: Occurrence) => isFound(occurrence) && !isMuted(occurrence.reading.term);
  const entryOf = rememberEntries(onLost);

  const paint = paintNear({
    kindOf: one => (isPainted(one) ? (isUnsure(one) ? 'unsure' : 'meant') : null),
    onHidden: container => page.reread(container),
    signal,
  });
  const judgeAgain = () => {
    const all = page.occurrences().map(({ block: { text }, reading }) => ({ text, reading }));
    if (reader.judgeAgain(all)) paint.refresh();
    onChange();
  };
  const reader = createReader({
    matcher,
    async loadSenses() {
      try {
        return createSenses(await askLexicon());
      } catch (error) {
        onLost(error);
        throw error;
      }
    },
    onReady: () => !signal.aborted && judgeAgain(),
    about: aboutPage,
  });
  const page = scan({
    words: reader,
    onRead(container, occurrences) {
      paint.set(container, occurrences);
      hover.onRead(container, occurrences);
    },
    onStale: paint.check,
    onQuiet: judgeAgain,
    onNewRoot,
    signal,
  });
  const card = createCard({
    openSection: section => void askReader(section).catch(onLost),
    onClose: () => hover.dismiss(),
    signal,
  });
  const open = async (hit: Hit) => {
    const entry = await entryOf(hit.occurrence.reading.term);
    if (signal.aborted || !hover.isOpen(hit)) return; // waited too long
    if (!entry) return card.hide();
    const { term, because } = hit.occurrence.reading;
    card.show(entry, hit.rect, {
      because,
      unsure: isUnsure(hit.occurrence),
      say: (where, meant) => onSaid(term, where, meant),
    });
  };
  const hover = watchHover({
    within: container => page.within(container).filter(isPainted),
    isCard: card.owns,
    onRest: ({ occurrence }) => void entryOf(occurrence.reading.term),
    onOpen: hit => void open(hit),
    onClose: card.hide,
    signal,
  });

  const found = () => page.occurrences().filter(isFound);
  return {
    ids: () => new Set(found().map(({ reading }) => reading.term)),
    found: () => findTerms(found(), isMuted, isUnsure),
    quiet: () => page.quiet() && reader.ready(),
    refresh() {
      paint.refresh();
      hover.forget(isMuted);
    },
    goTo({ term, index }) {
      const occurrence = nth(found(), term, index);
      if (!occurrence) return;
      scrollToOccurrence(occurrence);
      const rect = rectsOf(occurrence)[0];
      if (rect) hover.show({ occurrence, rect });
    },
    stop: () => stop.abort(),
  };
}

const MEANING = new Map<boolean | null, Reading['meaning']>([
  [true, 'meant'],
  [false, 'other'],
]);

/** Asks for each entry once, and again if there was no answer. */
function rememberEntries(onLost: (error: unknown) => void): (term: string) => Promise<Entry | null> {
  const entries = new Map<string, Promise<Entry | null>>();
  return term => {
    const known = entries.get(term);
    if (known) return known;
    const asked = askEntry(term)
      .catch(error => {
        onLost(error);
        return null;
      })
      .then(entry => {
        if (!entry) entries.delete(term);
        return entry;
      });
    entries.set(term, asked);
    return asked;
  };
}
