import type { FoundTerm } from '../../src/findings.ts';
import { askEntry, askReader, type Place } from '../../src/messages.ts';
import { createCard } from '../../src/page/card.tsx';
import { findTerms, nth } from '../../src/page/found.ts';
import { paintNear } from '../../src/page/highlights.ts';
import { type Hit, rectsOf } from '../../src/page/pointer.ts';
import { scan } from '../../src/page/scan.ts';
import { scrollToOccurrence } from '../../src/page/scroll.ts';
import { watchHover } from '../../src/page/watch-hover.ts';
import type { Matcher } from '../../src/words/matcher.ts';
import type { Entry } from '../../src/words/term.ts';

/** One document while its terms are marked. */
export interface MarkedPage {
  /** The terms of the page, with counts. */
  found: () => FoundTerm[];
  quiet: () => boolean;
  mute: (terms: ReadonlySet<string>) => void;
  goTo: (place: Place) => void;
  stop: () => void;
}

export interface MarkPageOptions {
  matcher: Matcher;
  /** The terms of the page, or their number, may have changed. */
  onChange: () => void;
  /** The document was replaced from the root: this page is to be stopped, and started anew. */
  onNewRoot: () => void;
  /** The background did not answer. */
  onLost: (error: unknown) => void;
  signal: AbortSignal;
}

/** Marks the terms of this document and explains the one under the pointer, until stopped. */
export function markPage({
  matcher,
  onChange,
  onNewRoot,
  onLost,
  signal: life,
}: MarkPageOptions): MarkedPage {
  const stop = new AbortController();
  const signal = AbortSignal.any([life, stop.signal]);
  const entries = new Map<string, Promise<Entry | null>>();
  let muted: ReadonlySet<string> = new Set();

  const entryOf = (term: string) => {
    const known = entries.get(term);
    if (known) return known;
    const entry = askEntry(term).catch(error => {
      entries.delete(term); // asked again next time
      onLost(error);
      return null;
    });
    entries.set(term, entry);
    return entry;
  };
  const open = async (hit: Hit) => {
    const entry = await entryOf(hit.occurrence.reading.term);
    if (entry && hover.isOpen(hit)) card.show(entry, hit.rect);
  };

  const paint = paintNear({ onHidden: container => page.reread(container), signal });
  const page = scan({
    words: {
      candidates: matcher.candidates,
      read: text => matcher.find(text).map(match => ({ ...match, meaning: 'meant' as const })),
    },
    onRead(container, occurrences) {
      paint.set(container, occurrences);
      hover.onRead(container, occurrences);
    },
    onStale: paint.check,
    onQuiet: onChange,
    onNewRoot,
    signal,
  });
  const card = createCard({
    openSection: section => void askReader(section).catch(onLost),
    onClose: () => hover.dismiss(),
    signal,
  });
  const hover = watchHover({
    within: container => page.within(container).filter(({ reading }) => !muted.has(reading.term)),
    isCard: card.owns,
    onRest: ({ occurrence }) => void entryOf(occurrence.reading.term),
    onOpen: hit => void open(hit),
    onClose: card.hide,
    signal,
  });

  return {
    found: () => findTerms(page.occurrences(), muted),
    quiet: page.quiet,
    mute(terms) {
      muted = terms;
      paint.mute(terms);
      hover.dismiss();
    },
    goTo({ term, index }) {
      const occurrence = nth(page.occurrences(), term, index);
      if (!occurrence) return;
      scrollToOccurrence(occurrence);
      const rect = rectsOf(occurrence)[0];
      if (rect) hover.show({ occurrence, rect });
    },
    stop: () => stop.abort(),
  };
}
