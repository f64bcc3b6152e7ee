import browser from 'webextension-polyfill';

/** What the reader chose. */
export interface Settings {
  /** Whether pages are marked at all. */
  on: boolean;
  /** Sites (see `siteOf`) on which nothing is marked. */
  sitesOff: ReadonlySet<string>;
  /** Ids of terms that are not marked. */
  mutedTerms: ReadonlySet<string>;
  /** Stored keys whose values make no sense; their defaults hold, and the values stay as they are. */
  unreadable: string[];
}

/**
 * Each choice is a key of its own and only departures from the default are stored, so two windows that change
 * different things at once cannot undo each other.
 */
const ON = 'on';
const SITE = 'site/';
const TERM = 'term/';

/** Makes settings of what is in storage. Every value we write is `false`. */
export function parseSettings(stored: Record<string, unknown>): Settings {
  const sitesOff = new Set<string>();
  const mutedTerms = new Set<string>();
  const unreadable: string[] = [];
  let on = true;
  for (const [key, value] of Object.entries(stored)) {
    const ours = key === ON || key.startsWith(SITE) || key.startsWith(TERM);
    if (!ours || value === true) continue;
    if (value !== false) unreadable.push(key);
    else if (key === ON) on = false;
    else if (key.startsWith(SITE)) sitesOff.add(key.slice(SITE.length));
    else mutedTerms.add(key.slice(TERM.length));
  }
  return { on, sitesOff, mutedTerms, unreadable };
}

/** The settings; the defaults, and a word about it, where the browser's storage does not answer. */
export async function loadSettings(): Promise<Settings> {
  try {
    return parseSettings(await browser.storage.local.get(null));
  } catch (error) {
    return { ...parseSettings({}), unreadable: [`all (${error instanceof Error ? error.message : error})`] };
  }
}

/** Calls back with the settings now and after every change, wherever it was made. */
export function watchSettings(onSettings: (settings: Settings) => void, signal: AbortSignal): void {
  const load = () =>
    void loadSettings().then(settings => {
      if (!signal.aborted) onSettings(settings);
    });
  const onChanged = (_: unknown, area: string) => {
    if (area === 'local') load();
  };
  browser.storage.onChanged.addListener(onChanged);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(onChanged));
  load();
}

/** Marks pages or leaves them alone, everywhere. */
export const markEverywhere = (marked: boolean): Promise<void> => store(ON, marked);

/** Marks one site's pages or leaves them alone. */
export const markSite = (site: string, marked: boolean): Promise<void> => store(SITE + site, marked);

/** Marks a term or leaves it alone. */
export const markTerm = (term: string, marked: boolean): Promise<void> => store(TERM + term, marked);

const store = (key: string, marked: boolean): Promise<void> =>
  marked ? browser.storage.local.remove(key) : browser.storage.local.set({ [key]: false });
