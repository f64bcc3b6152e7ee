import { type FrameFindings, isFrameFindings, joinFrames, type PageFindings } from '../../src/findings.ts';
import type { Reader, Tab } from './launch.ts';

/** What extension pages have; older Chromium only under the second name. */
declare global {
  var browser: Api | undefined;
  var chrome: Api;
}
type Api = import('webextension-polyfill').Browser;

/** Asks pages for their findings as the popup does, from a page of the extension. */
export interface Asker {
  /** The browser's number of a tab that is opened by `open`. */
  numberOf: (open: () => Promise<Tab>) => Promise<{ tab: Tab; number: number }>;
  /** Waits until a tab's page has been read. @throws when it never answers */
  findings: (number: number) => Promise<PageFindings>;
  close: () => Promise<void>;
}

const QUIET_TIMEOUT_MS = 15_000;
/** Frames answer at once. */
const ANSWER_MS = 30;

export async function createAsker(reader: Reader): Promise<Asker> {
  const own = await reader.openOwnPage('reader.html');
  const numbers = () =>
    own.evaluate(async () => {
      const api = globalThis.browser ?? chrome;
      return (await api.tabs.query({})).map(tab => tab.id);
    }, null);

  const ask = async (number: number): Promise<FrameFindings[]> => {
    const frames = await own.evaluate(
      ([tab, answerMs]) =>
        new Promise<unknown[]>(resolve => {
          const api = globalThis.browser ?? chrome;
          const heard: unknown[] = [];
          const port = api.tabs.connect(tab, { name: 'findings' });
          port.onMessage.addListener((message: unknown) => void heard.push(message));
          port.onDisconnect.addListener(() => {
            void api.runtime.lastError; // read, or Chromium complains that nobody did
            resolve(heard);
          });
          setTimeout(() => {
            port.disconnect();
            resolve(heard);
          }, answerMs);
        }),
      [number, ANSWER_MS] as const,
    );
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
      while (performance.now() < giveUp) {
        const page = joinFrames(await ask(number));
        if (page?.quiet) return page;
      }
      throw new Error('the extension did not answer from this page');
    },
    close: own.close,
  };
}
