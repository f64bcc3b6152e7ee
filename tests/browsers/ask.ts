import type { Browser, Runtime } from 'webextension-polyfill';
import { type FrameFindings, isFrameFindings, joinFrames, type PageFindings } from '../../src/findings.ts';
import type { Reader, Tab } from './launch.ts';

/** What extension pages have; older Chromium only under the second name. */
declare global {
  var browser: Api | undefined;
  var chrome: Api;
  /** Where a page that asks keeps the answers until they are fetched. */
  var asked: { frames: unknown[]; port: Runtime.Port };
}
type Api = Browser;

/** Asks pages for their findings as the popup does, from a page of the extension. */
export interface Asker {
  /** The browser's number of a tab that is opened by `open`. */
  numberOf: (open: () => Promise<Tab>) => Promise<{ tab: Tab; number: number }>;
  /** Waits until a tab's page has been read. @throws when it never answers */
  findings: (number: number) => Promise<PageFindings>;
  /** What each frame of a tab says at once. */
  frames: (number: number) => Promise<FrameFindings[]>;
  /** The number of terms that the toolbar shows for a tab. */
  badge: (number: number) => Promise<string>;
  /** Stores settings as they are kept. */
  choose: (settings: Record<string, unknown>) => Promise<void>;
  /** Puts every setting back to its default. */
  clearSettings: () => Promise<void>;
}

const QUIET_TIMEOUT_MS = 15_000;
/** Frames answer at once. */
const ANSWER_MS = 30;
/** So often a page is waited for that has not answered at all. */
const ANSWER_TRIES = 10;

export async function createAsker(reader: Reader): Promise<Asker> {
  const own = await reader.openOwnPage('reader.html');
  const numbers = () =>
    own.evaluate(async () => {
      const api = globalThis.browser ?? chrome;
      return (await api.tabs.query({})).map(tab => tab.id);
    }, null);

  const ask = async (number: number): Promise<FrameFindings[]> => {
    await own.evaluate(tab => {
      const api = globalThis.browser ?? chrome;
      const frames: unknown[] = [];
      const port = api.tabs.connect(tab, { name: 'findings' });
      port.onMessage.addListener(message => void frames.push(message));
      port.onDisconnect.addListener(() => void api.runtime.lastError); // or Chromium complains that nobody read it
      globalThis.asked = { frames, port };
    }, number);
    // Waited for here: a timer in a tab that is not in front takes a second. Of hundreds of frames the first takes longer.
    const came = () => own.evaluate(() => globalThis.asked.frames.length, null);
    for (let tries = 0; tries < ANSWER_TRIES; tries++) {
      await new Promise(resolve => setTimeout(resolve, ANSWER_MS));
      if ((await came()) > 0) break;
    }
    const frames = await own.evaluate(() => {
      globalThis.asked.port.disconnect();
      return globalThis.asked.frames;
    }, null);
    return frames.filter(isFrameFindings);
  };

  return {
    async numberOf(open) {
      const before = new Set(await numbers());
      const tab = await open();
      const number = (await numbers()).find(id => !before.has(id));
      if (number === undefined) throw new Error('the new tab has no number');
      return { tab, number };
    },
    async findings(number) {
      const giveUp = performance.now() + QUIET_TIMEOUT_MS;
      let before = '';
      while (performance.now() < giveUp) {
        const page = joinFrames(await ask(number));
        const now = JSON.stringify(page);
        // Twice the same: a frame that was slow to answer has had its time.
        if (page?.quiet && now === before) return page;
        before = now;
      }
      throw new Error('the extension did not answer from this page');
    },
    frames: ask,
    badge: number =>
      own.evaluate(tabId => (globalThis.browser ?? chrome).action.getBadgeText({ tabId }), number),
    choose: settings =>
      own.evaluate(settings => (globalThis.browser ?? chrome).storage.local.set(settings), settings),
    clearSettings: () => own.evaluate(() => (globalThis.browser ?? chrome).storage.local.clear(), null),
  };
}
