import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  DEFAULT_PREFERENCES,
  forgetMeant,
  isGroupMarked,
  isTermMarked,
  loadSettings,
  markEverywhere,
  markGroup,
  markSite,
  markTerm,
  parseSettings,
  prefer,
  type Settings,
  saidMeant,
  sayMeant,
  watchSettings,
} from '../src/settings.ts';

beforeEach(() => fakeBrowser.reset());

const NONE: ReadonlySet<string> = new Set();
const NOTHING: ReadonlyMap<string, boolean> = new Map();
const MARKED = { id: 'mesh', marked: true };
const UNMARKED = { id: 'people', marked: false };

describe('settings', () => {
  it('mark what the glossary says until something else is chosen', async () => {
    const settings = await loadSettings();
    expect(settings).toEqual({
      ...DEFAULT_PREFERENCES,
      on: true,
      sitesOff: NONE,
      terms: NOTHING,
      groups: NOTHING,
      meant: NOTHING,
      unreadable: [],
    });
    expect(isTermMarked(settings, 'istio', MARKED)).toBe(true);
    expect(isTermMarked(settings, 'liz-rice', UNMARKED)).toBe(false);
  });

  it('keep what was chosen, and forget it when it is taken back', async () => {
    await markEverywhere(false);
    await markSite('example.org', false);
    await markTerm('istio', false, true);
    await markGroup(UNMARKED, true);
    await sayMeant('hubble', 'example.org', false);
    expect(await loadSettings()).toEqual({
      ...DEFAULT_PREFERENCES,
      on: false,
      sitesOff: new Set(['example.org']),
      terms: new Map([['istio', false]]),
      groups: new Map([['people', true]]),
      meant: new Map([['hubble@example.org', false]]),
      unreadable: [],
    });
    await Promise.all([markEverywhere(true), markSite('example.org', true)]);
    await Promise.all([markTerm('istio', true, true), markGroup(UNMARKED, false)]);
    await forgetMeant('hubble', 'example.org');
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });

  it('let a word on a term count more than one on its group', async () => {
    await markGroup(MARKED, false);
    await markTerm('istio', true, false);
    await markTerm('liz-rice', true, false);
    const settings = await loadSettings();
    expect(isGroupMarked(settings, MARKED)).toBe(false);
    expect(isTermMarked(settings, 'istio', MARKED)).toBe(true);
    expect(isTermMarked(settings, 'linkerd', MARKED)).toBe(false);
    expect(isTermMarked(settings, 'liz-rice', UNMARKED)).toBe(true);
  });

  it('let a word on the meaning on a page count more than one on its site, and that more than one on all', async () => {
    const said = async (site: string, address: string) =>
      saidMeant(await loadSettings(), 'hubble', site, address);
    expect(await said('a.org', 'https://a.org/x')).toBeNull();
    await sayMeant('hubble', '', false);
    expect(await said('a.org', 'https://a.org/x')).toBe(false);
    await sayMeant('hubble', 'a.org', true);
    expect(await said('a.org', 'https://a.org/x')).toBe(true);
    expect(await said('b.org', 'https://b.org/x')).toBe(false);
    await sayMeant('hubble', 'https://a.org/x', false);
    expect(await said('a.org', 'https://a.org/x')).toBe(false);
    expect(await said('a.org', 'https://a.org/y')).toBe(true);
  });

  it('bring back what was said of a meaning before, when the last word on it is taken back', async () => {
    const said = async () => (await loadSettings()).meant.get('hubble@a.org');
    await sayMeant('hubble', 'a.org', true);
    const takeBack = await sayMeant('hubble', 'a.org', false);
    expect(await said()).toBe(false);
    await takeBack();
    expect(await said()).toBe(true);
  });

  it('lose nothing when many are changed at once', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, i) => markTerm(`term-${i}`, false, true)));
    expect((await loadSettings()).terms.size).toBe(100);
  });

  it('are not confused by sites and terms with the names of object properties', () => {
    const { sitesOff, terms } = parseSettings(
      JSON.parse('{"site/__proto__":false,"term/constructor":false}'),
    );
    expect([...sitesOff, ...terms.keys()]).toEqual(['__proto__', 'constructor']);
  });

  it('name stored values that make no sense and leave the rest as chosen', () => {
    const stored = { on: 'yes', 'site/a.org': false, 'term/x': null, 'term/y': true, else: 1 };
    expect(parseSettings(stored)).toEqual({
      ...DEFAULT_PREFERENCES,
      on: true,
      sitesOff: new Set(['a.org']),
      terms: new Map([['y', true]]),
      groups: NOTHING,
      meant: NOTHING,
      unreadable: ['on', 'term/x'],
    });
  });

  it('keep what is preferred, store only what departs from the default, and name what is none', async () => {
    await prefer('hoverDelayMs', 0);
    await prefer('heldKey', 'alt');
    await prefer('markStyle', 'tint');
    expect(await loadSettings()).toMatchObject({ hoverDelayMs: 0, heldKey: 'alt', markStyle: 'tint' });
    await Promise.all([
      prefer('hoverDelayMs', 300),
      prefer('heldKey', 'none'),
      prefer('markStyle', 'dotted'),
    ]);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    const stored = { hoverDelayMs: 1_001, heldKey: 'meta', markColour: 'grey', density: null };
    expect(parseSettings(stored)).toMatchObject({
      ...DEFAULT_PREFERENCES,
      markColour: 'grey',
      unreadable: ['hoverDelayMs', 'heldKey', 'density'],
    });
  });

  it('tell who watches, now and after each change, until they stop', async () => {
    const seen: Settings[] = [];
    const life = new AbortController();
    watchSettings(settings => void seen.push(settings), life.signal);
    await expect.poll(() => seen.length).toBe(1);
    await markEverywhere(false);
    await expect.poll(() => seen.at(-1)?.on).toBe(false);
    const told = seen.length;
    life.abort();
    await markEverywhere(true);
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(seen.length).toBe(told);
  });
});
