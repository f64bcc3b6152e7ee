import browser from 'webextension-polyfill';
import type { FrameFindings } from '../../src/findings.ts';
import { hearCalls, tellChanged } from '../../src/messages.ts';
import { knowsRoots } from '../../src/page/flat-tree.ts';
import { pathOfFrame } from '../../src/page/frame.ts';
import { addressOfPage, siteOfPage } from '../../src/page/site.ts';
import {
  DEFAULT_PREFERENCES,
  loadSettings,
  type Settings,
  saidMeant,
  watchSettings,
} from '../../src/settings.ts';
import { compilePacked } from '../../src/words/matcher.ts';
import { type MarkedPage, markPage } from './mark-page.ts';
import { termsFor } from './terms-for.ts';

/** How often a page with terms asks whether the extension still exists; marks must go within 3 s when it does not. */
const ALIVE_MS = 1_000;
/** Changes are told at most this often. */
const TELL_MS = 200;

/** A frame that has, or had, something to read. */
export interface ReadFrame {
  /** What it says of itself, as soon as it knows what the reader chose. */
  findings: () => Promise<FrameFindings>;
}

/** Reads a frame and marks its terms, as far as the reader wants them marked, until its life ends. */
export function readFrame(life: AbortController): ReadFrame {
  const { signal } = life;
  // No secret, and crypto.randomUUID is missing where pages come over plain http.
  const frame = Math.random().toString(36).slice(2);
  const site = siteOfPage();
  // Prose is found in HTML; SVG, XML, plain text and the browser's viewers of other things are left alone.
  const readable = /^(text\/html|application\/xhtml\+xml)$/.test(document.contentType);
  let settings: Settings | null = null;
  let page: MarkedPage | null = null;
  let terms = '';

  const settled = Promise.withResolvers<void>();
  const findings = (): FrameFindings => ({
    frame,
    top: window === window.top,
    path: pathOfFrame(),
    // Frames in shadow roots are not counted by the browser: then nobody can tell that all have answered.
    frames: knowsRoots() ? Number.MAX_SAFE_INTEGER : window.length,
    focused: document.hasFocus(),
    site,
    marked: isMarked(),
    ...(page?.findings() ?? { terms: [], places: 0, quiet: settings !== null && !isToBeMarked() }),
  });
  const isMarked = () => settings === null || (settings.on && !settings.sitesOff.has(site));
  const isToBeMarked = () => readable && isMarked();
  const isMuted = (term: string) => settings?.terms.get(term) === false;

  /** Chromium leaves a removed or updated extension's scripts running; only their dead runtime tells them. */
  const stopIfOrphaned = () => {
    if (!browser.runtime?.id) life.abort();
  };
  let alive: ReturnType<typeof setInterval> | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;
  let told = '';
  const tell = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      const ids = page?.ids() ?? new Set();
      if (ids.size > 0) alive ??= setInterval(stopIfOrphaned, ALIVE_MS);
      const now = isMarked() ? [...ids].filter(id => !isMuted(id)).join() : 'off';
      if (now === told || signal.aborted) return;
      told = now;
      void tellChanged().catch(stopIfOrphaned);
    }, TELL_MS);
  };
  signal.addEventListener('abort', () => {
    clearInterval(alive);
    clearTimeout(telling);
  });

  const mark = () => {
    return markPage({
      frame,
      matcher: compilePacked(terms),
      terms,
      isMuted,
      said: term => settings && saidMeant(settings, term, site, addressOfPage()),
      wishes: () => settings ?? DEFAULT_PREFERENCES,
      onChange: tell,
      onNewRoot() {
        page?.stop();
        page = mark();
        listen();
      },
      onLost: stopIfOrphaned,
      signal,
    });
  };
  const stop = () => {
    page?.stop();
    page = null;
  };
  const lookFor = (wanted: string) => {
    if (wanted !== terms) stop();
    terms = wanted;
  };
  const onSettings = async (now: Settings) => {
    settings = now;
    settled.resolve();
    if (isToBeMarked()) {
      const wanted = await termsFor(now);
      if (signal.aborted || settings !== now) return; // changed meanwhile: what came later goes on
      lookFor(wanted);
      page ??= mark();
      page.refresh();
    } else stop();
    tell();
  };

  /** Back from the back/forward cache: the toolbar has forgotten, and settings may have changed meanwhile. */
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    told = '';
    void loadSettings().then(onSettings);
  };
  /** Listens, or goes on listening: a listener is only ever added once, and document.open() takes all of them. */
  const listen = () => {
    document.addEventListener('visibilitychange', stopIfOrphaned, { signal });
    window.addEventListener('pageshow', onShow, { signal });
  };

  hearCalls(frame, message => page?.follow(message), signal);
  watchSettings(now => void onSettings(now), signal);
  listen();
  return { findings: () => settled.promise.then(findings) };
}
