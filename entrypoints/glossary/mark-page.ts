import type { FoundTerm } from '../../src/findings.ts';
import { askMeanings, type Place, type Step } from '../../src/messages.ts';
import { aboutPage } from '../../src/page/about.ts';
import { thinOut } from '../../src/page/density.ts';
import type { Wishes } from '../../src/page/explainer.ts';
import { findTerms, nth } from '../../src/page/found.ts';
import { type Paint, paintNear } from '../../src/page/highlights.ts';
import { type Occurrence, rectsOf } from '../../src/page/occurrence.ts';
import { watchRoute } from '../../src/page/route.ts';
import { scan } from '../../src/page/scan.ts';
import { scrollToOccurrence } from '../../src/page/scroll.ts';
import type { Where } from '../../src/ui/meaning-view.tsx';
import type { Matcher } from '../../src/words/matcher.ts';
import { LISTEN_CHARS } from '../../src/words/question.ts';
import { createReader } from '../../src/words/reader.ts';
import type { Reading, Term } from '../../src/words/term.ts';
import { sendForExplainer } from './send-for-explainer.ts';

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
  /** How many terms keys can step to. */
  places: () => number;
  step: (step: Step) => void;
  /** Shows a term's card for a frame that is too small for it. */
  host: (term: string) => void;
  stop: () => void;
}

export interface MarkPageOptions {
  matcher: Matcher;
  /** The terms that it finds. */
  terms: Term[];
  /** Whether the reader has a term left unmarked. */
  isMuted: (term: string) => boolean;
  /** Whether the reader said that a term's own meaning is meant here. */
  said: (term: string) => boolean | null;
  /** The reader says so, or takes it back (null). */
  onSaid: (term: string, where: Where, meant: boolean | null) => void;
  /** The reader wants a term marked nowhere, or takes that back. */
  onMuted: (term: string, muted: boolean) => void;
  wishes: () => Wishes;
  /** Keys went past the last term, or the first. */
  onPassed: (to: 'next' | 'previous') => void;
  /** The terms of the page, or their number, may have changed. */
  onChange: () => void;
  /** The document was replaced from the root: this page is to be stopped, and started anew. */
  onNewRoot: () => void;
  /** The background did not answer. */
  onLost: (error: unknown) => void;
  signal: AbortSignal;
}

/** A question that nobody answered is asked again so much later. */
const AGAIN_MS = 1_000;

/** Marks the terms of this document and explains the one under the pointer, until stopped. */
export function markPage(options: MarkPageOptions): MarkedPage {
  const { matcher, terms, isMuted, said, onSaid, onMuted, onChange, onNewRoot, onLost, wishes, onPassed } =
    options;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  /** What the reader said of each term, as long as settings and address stay what they are: asked of every match. */
  const saidOf = new Map<string, boolean | null>();
  const meaningOf = ({ reading: { term, meaning } }: Occurrence) => {
    if (!saidOf.has(term)) saidOf.set(term, said(term));
    return MEANING.get(saidOf.get(term) ?? null) ?? meaning;
  };
  const isFound = (occurrence: Occurrence) => meaningOf(occurrence) !== 'other';
  const isUnsure = (occurrence: Occurrence) => meaningOf(occurrence) === 'unsure';
  const isWanted = (occurrence: Occurrence) => isFound(occurrence) && !isMuted(occurrence.reading.term);
  /** The mentions to be marked where that is not each one; made anew when it is asked for after a change. */
  let chosen: Set<Occurrence> | null = null;
  const isPainted = (occurrence: Occurrence) => {
    if (!isWanted(occurrence)) return false;
    if (wishes().density === 'every') return true;
    chosen ??= thinOut([...page.occurrences()].filter(isWanted), wishes().density);
    return chosen.has(occurrence);
  };
  const repaint = () => {
    chosen = null;
    paint?.refresh();
  };

  // Begun with the first term: most pages and frames have none.
  let paint: Paint | undefined;
  const beginPainting = () =>
    paintNear({
      kindOf: one => (isPainted(one) ? (isUnsure(one) ? 'unsure' : 'meant') : null),
      look: wishes,
      onHidden: container => page.reread(container),
      signal,
    });
  const pause = () => new Promise<void>(resolve => setTimeout(resolve));
  const reader = createReader({ matcher, terms, ask: askMeanings, about: aboutPage, pause });
  function* readings() {
    for (const { reading } of page.occurrences()) yield reading;
  }
  /** Judges what was read; what is beyond doubt is painted meanwhile. */
  const judge = async () => {
    onChange();
    try {
      await reader.judge(readings, repaint);
      if (!signal.aborted) onChange();
    } catch (error) {
      onLost(error);
      if (!signal.aborted) setTimeout(() => !signal.aborted && void judge(), AGAIN_MS);
    }
  };
  const lookAtRoute = watchRoute({
    chars: LISTEN_CHARS,
    onText(text) {
      saidOf.clear();
      reader.forget();
      reader.listen(text);
      void judge();
    },
    signal,
  });
  const page = scan({
    words: reader,
    onRead(container, occurrences) {
      if (chosen) repaint();
      paint ??= beginPainting();
      paint.set(container, occurrences);
      explainer.onRead(container, occurrences);
      if (occurrences.length > 0) explainer.expect();
    },
    onChange: touched => paint?.check(touched),
    onQuiet() {
      lookAtRoute();
      void judge();
    },
    onNewRoot,
    signal,
  });
  const places = () => [...page.occurrences()].filter(isPainted);
  const explainer = sendForExplainer({
    within: page.within,
    isMarked: isPainted,
    places,
    wishes,
    isUnsure,
    onSaid,
    onMuted,
    onPassed,
    onLost,
    signal,
  });

  const found = () => [...page.occurrences()].filter(isFound);
  return {
    ids() {
      const ids = new Set<string>();
      for (const one of page.occurrences())
        if (!ids.has(one.reading.term) && isFound(one)) ids.add(one.reading.term);
      return ids;
    },
    found: () => findTerms(found(), isMuted, isUnsure),
    quiet: () => page.quiet() && reader.ready(),
    refresh() {
      saidOf.clear();
      repaint();
      explainer.forget(isMuted);
    },
    goTo({ term, index }) {
      const occurrence = nth(found(), term, index);
      if (!occurrence) return;
      scrollToOccurrence(occurrence);
      const rect = rectsOf(occurrence)[0];
      if (rect) explainer.show({ occurrence, rect });
    },
    places: () => places().length,
    step: explainer.step,
    host: explainer.host,
    stop: () => stop.abort(),
  };
}

const MEANING = new Map<boolean | null, Reading['meaning']>([
  [true, 'meant'],
  [false, 'other'],
]);
