import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { type FrameFindings, joinFrames, type PageFindings } from '../../src/findings.ts';
import { askFindings } from '../../src/messages.ts';
import { type Settings, watchSettings } from '../../src/settings.ts';

/** How often an open popup asks the page again: pages go on loading while one reads. */
const ASK_MS = 500;

/** The page that the popup speaks of. */
export type CurrentPage =
  | { state: 'asking' }
  /** No script of ours runs there. */
  | { state: 'refused' }
  | { state: 'read'; tab: number; frames: FrameFindings[]; findings: PageFindings };

/** The reader's settings; null until they are loaded. */
export function useSettings(): Settings | null {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    const life = new AbortController();
    watchSettings(setSettings, life.signal);
    return () => life.abort();
  }, []);
  return settings;
}

export function useCurrentPage(): CurrentPage {
  const [page, setPage] = useState<CurrentPage>({ state: 'asking' });
  useEffect(() => {
    let stopped = false;
    const ask = async () => {
      const now = await readCurrentPage();
      if (stopped) return;
      setPage(now);
      setTimeout(() => void ask(), ASK_MS);
    };
    void ask();
    return () => {
      stopped = true;
    };
  }, []);
  return page;
}

async function readCurrentPage(): Promise<CurrentPage> {
  const tab = await currentTab();
  if (tab === undefined) return { state: 'refused' };
  const frames = await askFindings(tab);
  const findings = joinFrames(frames);
  return findings ? { state: 'read', tab, frames, findings } : { state: 'refused' };
}

/**
 * The tab the reader looks at. Where the popup is itself a tab (Firefox for Android opens it so), that is the one
 * looked at before.
 */
async function currentTab(): Promise<number | undefined> {
  const own = await browser.tabs.getCurrent();
  if (!own) return (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id;
  const others = (await browser.tabs.query({ currentWindow: true })).filter(tab => tab.id !== own.id);
  return others.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0]?.id;
}
