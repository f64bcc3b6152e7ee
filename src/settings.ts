import browser from 'webextension-polyfill';
import { listenUntil } from './listen.ts';

/** The values of each choice that is one out of several; the first is the default. */
export const CHOICES = {
  on: [true, false],
  heldKey: ['none', 'alt', 'ctrl', 'shift'],
  markStyle: ['dotted', 'solid', 'tint'],
  markColour: ['teal', 'blue', 'purple', 'orange', 'grey'],
  density: ['every', 'section', 'page'],
} as const;
type Choices = { [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };

/**
 * Whether pages are marked at all (`on`), the key that is held while pointing for a card to open, how marks look, and which
 * mentions of a term are marked (`density`): each, or the first in each section or on the page.
 */
export interface Preferences extends Choices {
  /** How long the pointer rests on a word before its card opens. */
  hoverDelayMs: number;
}

/** What the reader chose. */
export interface Settings extends Preferences {
  /** Sites (see `siteOf`) on which nothing is marked. */
  sitesOff: ReadonlySet<string>;
  /** What the reader said of single terms, by id: whether they are marked. */
  terms: ReadonlyMap<string, boolean>;
  /** What the reader said of whole groups of terms, by id; a word on a single term counts more. */
  groups: ReadonlyMap<string, boolean>;
  /** Whether a term's own meaning is meant, as the reader said; by term, `term@site` or `term@address`. */
  meant: ReadonlyMap<string, boolean>;
  /** Stored keys whose values make no sense; their defaults hold, and the values stay as they are. */
  unreadable: string[];
}

export const HOVER_DELAY_MAX_MS = 1_000;

export const DEFAULT_PREFERENCES: Preferences = {
  hoverDelayMs: 300,
  // Its entries are those of the choices, each with one of its values.
  ...(Object.fromEntries(Object.entries(CHOICES).map(([name, [first]]) => [name, first])) as Choices),
};

const isMeaningful = (name: keyof Preferences, value: unknown): boolean =>
  name === 'hoverDelayMs'
    ? typeof value === 'number' && value >= 0 && value <= HOVER_DELAY_MAX_MS
    : (CHOICES[name] as readonly unknown[]).includes(value);
const isPreference = (key: string): key is keyof Preferences => Object.hasOwn(DEFAULT_PREFERENCES, key);

/**
 * Each choice is a key of its own and only departures from the default are stored, so two windows that change
 * different things at once cannot undo each other.
 */
const SITE = 'site/';
const TERM = 'term/';
const GROUP = 'group/';
const MEANT = 'meant/';
type Kind = 'site' | 'term' | 'group' | 'meant';
const SAID = /^(site|term|group|meant)\/(.*)/s;

/** Makes settings of what is in storage. */
export function parseSettings(stored: Record<string, unknown>): Settings {
  const said: Record<Kind, Map<string, boolean>> = {
    site: new Map(),
    term: new Map(),
    group: new Map(),
    meant: new Map(),
  };
  const preferences: Record<keyof Preferences, unknown> = { ...DEFAULT_PREFERENCES };
  const unreadable: string[] = [];
  for (const [key, value] of Object.entries(stored)) {
    const [, kind = '', name = ''] = SAID.exec(key) ?? [];
    if (kind && typeof value === 'boolean') said[kind as Kind].set(name, value);
    else if (isPreference(key) && isMeaningful(key, value)) preferences[key] = value;
    else if (kind || isPreference(key)) unreadable.push(key);
  }
  const sitesOff = new Set([...said.site.keys()].filter(name => !said.site.get(name)));
  // Each was checked above.
  return {
    ...(preferences as Preferences),
    sitesOff,
    terms: said.term,
    groups: said.group,
    meant: said.meant,
    unreadable,
  };
}

/** Whether a group of terms is marked, as far as its terms have no word of their own. */
export const isGroupMarked = ({ groups }: Settings, group: { id: string; marked: boolean }): boolean =>
  groups.get(group.id) ?? group.marked;

/** Whether a term of a group is marked. */
export const isTermMarked = (
  settings: Settings,
  term: string,
  group: { id: string; marked: boolean },
): boolean => settings.terms.get(term) ?? isGroupMarked(settings, group);

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
  listenUntil(signal, browser.storage.onChanged, onChanged);
  load();
}

/** Marks pages or leaves them alone, everywhere. */
export const markEverywhere = (marked: boolean): Promise<void> => prefer('on', marked);

/** Marks one site's pages or leaves them alone. */
export const markSite = (site: string, marked: boolean): Promise<void> => store(SITE + site, marked, true);

/** Marks a term or leaves it alone; `groupMarked` is what `isGroupMarked` says of its group. */
export const markTerm = (term: string, marked: boolean, groupMarked: boolean): Promise<void> =>
  store(TERM + term, marked, groupMarked);

/**
 * Leaves a term unmarked, whatever its group is.
 * @returns how to take that back: what was stored before comes back
 */
export const muteTerm = (term: string): Promise<() => Promise<void>> => say(TERM + term, false);

/** Marks the terms of a group or leaves them alone, but for those that have a word of their own. */
export const markGroup = (group: { id: string; marked: boolean }, marked: boolean): Promise<void> =>
  store(GROUP + group.id, marked, group.marked);

/** What the reader said of a term's meaning on a page: of the page itself, else of its site, else of every page. */
export const saidMeant = ({ meant }: Settings, term: string, site: string, address: string): boolean | null =>
  meant.get(`${term}@${address}`) ?? meant.get(`${term}@${site}`) ?? meant.get(term) ?? null;

/**
 * Notes whether a term's own meaning is meant; `where` is a site, an address, or '' for every page.
 * @returns how to take that back: what was stored before comes back
 */
export const sayMeant = (term: string, where: string, meant: boolean): Promise<() => Promise<void>> =>
  say(meantKey(term, where), meant);

/** Forgets what was noted of a term's meaning in one place. */
export const forgetMeant = (term: string, where: string): Promise<void> =>
  browser.storage.local.remove(meantKey(term, where));

const meantKey = (term: string, where: string): string => MEANT + (where ? `${term}@${where}` : term);

/** Keeps one preference. */
export const prefer = <Name extends keyof Preferences>(name: Name, value: Preferences[Name]): Promise<void> =>
  store(name, value, DEFAULT_PREFERENCES[name]);

const store = (key: string, value: unknown, byDefault: unknown): Promise<void> =>
  value === byDefault ? browser.storage.local.remove(key) : browser.storage.local.set({ [key]: value });

async function say(key: string, value: boolean): Promise<() => Promise<void>> {
  const before = await browser.storage.local.get(key);
  await browser.storage.local.set({ [key]: value });
  return () => (key in before ? browser.storage.local.set(before) : browser.storage.local.remove(key));
}
