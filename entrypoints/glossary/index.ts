import terms from 'virtual:glossary/terms';
import browser from 'webextension-polyfill';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { FrameFindings } from '../../src/findings.ts';
import { answerExtension, tellChanged } from '../../src/messages.ts';
import { siteOfPage } from '../../src/page/site.ts';
import { type Settings, watchSettings } from '../../src/settings.ts';
import { compile } from '../../src/words/matcher.ts';
import { type MarkedPage, markPage } from './mark-page.ts';

/** How often a page with terms asks whether the extension still exists; marks must go within 3 s when it does not. */
const ALIVE_MS = 1_000;
/** Changes are told at most this often. */
const TELL_MS = 200;

/**
 * The script of every frame. It is registered in the manifest by wxt.config.ts and not as a WXT content script:
 * that wrapper dispatches an event that carries our id to every page, and any page that forges it can stop us.
 */
export default defineUnlistedScript(() => {
  // Prose is found in HTML; SVG, XML, plain text and the browser's viewers of other things are left alone.
  if (!/^(text\/html|application\/xhtml\+xml)$/.test(document.contentType)) return;

  const life = new AbortController();
  const { signal } = life;
  // No secret, and crypto.randomUUID is missing where pages come over plain http.
  const frame = Math.random().toString(36).slice(2);
  const site = siteOfPage();
  const matcher = compile(terms);
  let page: MarkedPage | null = null;
  let knowsSettings = false;
  let muted: ReadonlySet<string> = new Set();
  let told = '';

  const findings = (): FrameFindings => ({
    frame,
    top: window === window.top,
    site,
    marked: page !== null,
    quiet: knowsSettings && (page?.quiet() ?? true),
    terms: page?.found() ?? [],
  });

  let alive: ReturnType<typeof setInterval> | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      const { marked, terms: found } = findings();
      if (found.length > 0) alive ??= setInterval(stopIfOrphaned, ALIVE_MS);
      const now = marked ? found.map(term => (term.muted ? '' : term.id)).join() : 'off';
      if (now === told || signal.aborted) return;
      told = now;
      void tellChanged().catch(stopIfOrphaned);
    }, TELL_MS);
  };

  const onSettings = ({ on, sitesOff, mutedTerms }: Settings) => {
    knowsSettings = true;
    const marked = on && !sitesOff.has(site);
    if (marked) page ??= mark();
    else {
      page?.stop();
      page = null;
    }
    muted = mutedTerms;
    page?.mute(muted);
    tell();
  };

  const mark = () =>
    markPage({ matcher, onChange: tell, onNewRoot: markAnew, onLost: stopIfOrphaned, signal });
  const markAnew = () => {
    page?.stop();
    page = mark();
    page.mute(muted);
  };

  /** Chromium leaves a removed or updated extension's scripts running; nothing but their dead runtime tells them. */
  const stopIfOrphaned = () => {
    if (!browser.runtime?.id) life.abort();
  };
  document.addEventListener('visibilitychange', stopIfOrphaned, { signal });
  signal.addEventListener('abort', () => {
    clearInterval(alive);
    clearTimeout(telling);
  });

  const start = () => {
    answerExtension({ findings, goTo: place => place.frame === frame && page?.goTo(place) }, signal);
    watchSettings(onSettings, signal);
  };
  // What is prerendered may never be seen.
  if ('prerendering' in document && document.prerendering)
    document.addEventListener('prerenderingchange', start, { once: true, signal });
  else start();
});
