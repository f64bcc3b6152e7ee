import browser from 'webextension-polyfill';

/** What the reader chose. */
export interface Settings {
  /** Whether pages are marked at all. */
  on: boolean;
  /** Sites (see `siteOf`) on which nothing is marked. */
  sitesOff: ReadonlySet<string>;
  /** What the reader said of single terms, by id: whether they are marked. */
  terms: ReadonlyMap<string, boolean>;
  /** What the reader said of whole groups of terms, by id; a word on a single term counts more. */
  groups: ReadonlyMap<string, boolean>;
  /** Whether a term's own meaning is meant, as the reader said; by term, `term@site` or `term@address`. */
  meant: ReadonlyMap<string, boolean>;
  /** How long the pointer rests on a word before its card opens, in milliseconds; see HOVER_DELAY_MAX_MS. */
  hoverDelayMs: number;
  /** The key that is held while pointing, for a card to open. */
  heldKey: HeldKey;
  markStyle: MarkStyle;
  markColour: MarkColour;
  /** Which mentions of a term are marked: each, or the first in each section or on the page. */
  density: Density;
  /** Stored keys whose values make no sense; their defaults hold, and the values stay as they are. */
  unreadable: string[];
}

export const HELD_KEYS = ['none', 'alt', 'ctrl', 'shift'] as const;
export const MARK_STYLES = ['dotted', 'solid', 'tint'] as const;
export const MARK_COLOURS = ['teal', 'blue', 'purple', 'orange', 'grey'] as const;
export const DENSITIES = ['every', 'section', 'page'] as const;
export type HeldKey = (typeof HELD_KEYS)[number];
export type MarkStyle = (typeof MARK_STYLES)[number];
export type MarkColour = (typeof MARK_COLOURS)[number];
export type Density = (typeof DENSITIES)[number];

export const HOVER_DELAY_MAX_MS = 1_000;

/** Choices of one value out of several. */
export type Preferences = Pick<Settings, 'hoverDelayMs' | 'heldKey' | 'markStyle' | 'markColour' | 'density'>;

export const DEFAULT_PREFERENCES: Preferences = {
  hoverDelayMs: 300,
  heldKey: 'none',
  markStyle: 'dotted',
  markColour: 'teal',
  density: 'every',
};

const isOneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value);
const PREFERENCES: { [Name in keyof Preferences]: (value: unknown) => boolean } = {
  hoverDelayMs: ms => typeof ms === 'number' && ms >= 0 && ms <= HOVER_DELAY_MAX_MS,
  heldKey: isOneOf(HELD_KEYS),
  markStyle: isOneOf(MARK_STYLES),
  markColour: isOneOf(MARK_COLOURS),
  density: isOneOf(DENSITIES),
};
const isPreference = (key: string): key is keyof Preferences => Object.hasOwn(PREFERENCES, key);

/**
 * Each choice is a key of its own and only departures from the default are stored, so two windows that change
 * different things at once cannot undo each other.
 */
const ON = 'on';
const SITE = 'site/';
const TERM = 'term/';
const GROUP = 'group/';
const MEANT = 'meant/';

/** Makes settings of what is in storage. */
export function parseSettings(stored: Record<string, unknown>): Settings {
  const sitesOff = new Set<string>();
  const terms = new Map<string, boolean>();
  const groups = new Map<string, boolean>();
  const meant = new Map<string, boolean>();
  const unreadable: string[] = [];
  const preferences: Record<keyof Preferences, unknown> = { ...DEFAULT_PREFERENCES };
  let on = true;
  for (const [key, value] of Object.entries(stored)) {
    if (isPreference(key)) {
      if (PREFERENCES[key](value)) preferences[key] = value;
      else unreadable.push(key);
      continue;
    }
    const prefix = [ON, SITE, TERM, GROUP, MEANT].find(ours =>
      ours === ON ? key === ours : key.startsWith(ours),
    );
    if (prefix === undefined) continue;
    const name = key.slice(prefix.length);
    if (typeof value !== 'boolean') unreadable.push(key);
    else if (prefix === ON) on = value;
    else if (prefix === TERM) terms.set(name, value);
    else if (prefix === GROUP) groups.set(name, value);
    else if (prefix === MEANT) meant.set(name, value);
    else if (!value) sitesOff.add(name);
  }
  // Each was checked above.
  return { on, sitesOff, terms, groups, meant, ...(preferences as Preferences), unreadable };
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
  // Kept: when the extension is gone, Chromium takes `browser.storage` from the scripts that it leaves running.
  const changes = browser.storage.onChanged;
  changes.addListener(onChanged);
  signal.addEventListener('abort', () => changes.removeListener(onChanged));
  load();
}

/** Marks pages or leaves them alone, everywhere. */
export const markEverywhere = (marked: boolean): Promise<void> => store(ON, marked, true);

/** Marks one site's pages or leaves them alone. */
export const markSite = (site: string, marked: boolean): Promise<void> => store(SITE + site, marked, true);

/** Marks a term or leaves it alone; `groupMarked` is what `isGroupMarked` says of its group. */
export const markTerm = (term: string, marked: boolean, groupMarked: boolean): Promise<void> =>
  store(TERM + term, marked, groupMarked);

/** What the reader says of a term, whatever its group is; nothing (undefined) forgets it. */
export const putTerm = (term: string, marked: boolean | undefined): Promise<void> =>
  marked === undefined
    ? browser.storage.local.remove(TERM + term)
    : browser.storage.local.set({ [TERM + term]: marked });

/** Marks the terms of a group or leaves them alone, but for those that have a word of their own. */
export const markGroup = (group: { id: string; marked: boolean }, marked: boolean): Promise<void> =>
  store(GROUP + group.id, marked, group.marked);

/** What the reader said of a term's meaning on a page: of the page itself, else of its site, else of every page. */
export const saidMeant = ({ meant }: Settings, term: string, site: string, address: string): boolean | null =>
  meant.get(`${term}@${address}`) ?? meant.get(`${term}@${site}`) ?? meant.get(term) ?? null;

/** Notes, or forgets (null), whether a term's own meaning is meant; `where` is a site, an address, or '' for every page. */
export const sayMeant = (term: string, where: string, meant: boolean | null): Promise<void> => {
  const key = MEANT + (where ? `${term}@${where}` : term);
  return meant === null ? browser.storage.local.remove(key) : browser.storage.local.set({ [key]: meant });
};

/** Keeps one preference. */
export const prefer = <Name extends keyof Preferences>(name: Name, value: Preferences[Name]): Promise<void> =>
  store(name, value, DEFAULT_PREFERENCES[name]);

const store = (key: string, value: unknown, byDefault: unknown): Promise<void> =>
  value === byDefault ? browser.storage.local.remove(key) : browser.storage.local.set({ [key]: value });
