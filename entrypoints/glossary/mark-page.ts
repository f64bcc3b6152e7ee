import type { FrameFindings } from '../../src/findings.ts';
import { askMarksSheet, askMeanings } from '../../src/messages.ts';
import { aboutPage } from '../../src/page/about.ts';
import type { Wishes } from '../../src/page/explainer.ts';
import { countTerms } from '../../src/page/found.ts';
import { type Paint, paintNear } from '../../src/page/highlights.ts';
import type { Occurrence } from '../../src/page/occurrence.ts';
import { watchRoute } from '../../src/page/route.ts';
import { scan } from '../../src/page/scan.ts';
import type { Matcher } from '../../src/words/matcher.ts';
import { type PackedTerms, termsIn } from '../../src/words/packed-terms.ts';
import { LISTEN_CHARS } from '../../src/words/question.ts';
import { createReader } from '../../src/words/reader.ts';
import type { Reading } from '../../src/words/term.ts';
import { sendForExplainer } from './send-for-explainer.ts';

/** One document while its terms are marked. */
export interface MarkedPage {
  /** Ids of the terms on the page, muted or not. */
  ids: () => Set<string>;
  /** The same terms with counts, and what else it says of itself. */
  findings: () => Pick<FrameFindings, 'terms' | 'places' | 'quiet'>;
  /** Shows what `isMuted` now says. */
  refresh: () => void;
  /** Does what popup and background have this frame do. */
  follow: (message: unknown) => void;
  stop: () => void;
}

export interface MarkPageOptions {
  /** This frame's name among those of the page. */
  frame: string;
  matcher: Matcher;
  /** The terms that it finds. */
  terms: PackedTerms;
  /** Whether the reader has a term left unmarked. */
  isMuted: (term: string) => boolean;
  /** Whether the reader said that a term's own meaning is meant here. */
  said: (term: string) => boolean | null;
  wishes: () => Wishes;
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
  const { frame, matcher, terms, isMuted, said, wishes, onChange, onNewRoot, onLost } = options;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  /** What the reader said of each term, as long as settings and address stay what they are: asked of every match. */
  const saidOf = new Map<string, Reading['meaning'] | null>();
  const meaningOf = ({ reading: { term, meaning } }: Occurrence) => {
    let saying = saidOf.get(term);
    if (saying === undefined) {
      const isMeant = said(term);
      saying = isMeant === null ? null : isMeant ? 'meant' : 'other';
      saidOf.set(term, saying);
    }
    return saying ?? meaning;
  };
  const isFound = (occurrence: Occurrence) => meaningOf(occurrence) !== 'other';
  const isUnsure = (occurrence: Occurrence) => meaningOf(occurrence) === 'unsure';
  const isWanted = (occurrence: Occurrence) => isFound(occurrence) && !isMuted(occurrence.reading.term);
  /** The mentions to be marked where that is not each one; made anew when it is asked for after a change. */
  let chosen: Set<Occurrence> | null = null;
  const isPainted = (occurrence: Occurrence) => {
    if (!isWanted(occurrence)) return false;
    const { density } = wishes();
    if (density === 'every') return true;
    chosen ??= explainer.thinOut(() => found().filter(isWanted), density);
    return chosen?.has(occurrence) ?? false;
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
      sheet: askMarksSheet,
      onHidden: container => page.reread(container),
      signal,
    });
  const pause = () => new Promise<void>(resolve => setTimeout(resolve));
  const reader = createReader({ matcher, terms: termsIn(terms), ask: askMeanings, about: aboutPage, pause });
  const readings = () => page.occurrences().map(({ reading }) => reading);
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
  const found = () => page.occurrences().filter(isFound);
  const explainer = sendForExplainer({
    frame,
    within: page.within,
    found,
    isMarked: isPainted,
    wishes,
    isUnsure,
    onCome: () => wishes().density === 'every' || repaint(),
    onLost,
    signal,
  });

  return {
    ids() {
      const ids = new Set<string>();
      for (const one of page.occurrences())
        if (!ids.has(one.reading.term) && isFound(one)) ids.add(one.reading.term);
      return ids;
    },
    findings() {
      const all = found();
      return {
        terms: countTerms(all, isMuted, isUnsure),
        places: all.filter(isPainted).length,
        quiet: page.quiet() && reader.ready(),
      };
    },
    refresh() {
      saidOf.clear();
      repaint();
      explainer.forget(isMuted);
    },
    follow: explainer.follow,
    stop: () => stop.abort(),
  };
}
