import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  loadSettings,
  markEverywhere,
  markSite,
  markTerm,
  parseSettings,
  type Settings,
  watchSettings,
} from '../src/settings.ts';

beforeEach(() => fakeBrowser.reset());

const NONE: ReadonlySet<string> = new Set();

describe('settings', () => {
  it('mark everything until something else is chosen', async () => {
    expect(await loadSettings()).toEqual({ on: true, sitesOff: NONE, mutedTerms: NONE, unreadable: [] });
  });

  it('keep what was chosen, and forget it when it is taken back', async () => {
    await markEverywhere(false);
    await markSite('example.org', false);
    await markTerm('cilium', false);
    expect(await loadSettings()).toEqual({
      on: false,
      sitesOff: new Set(['example.org']),
      mutedTerms: new Set(['cilium']),
      unreadable: [],
    });
    await Promise.all([markEverywhere(true), markSite('example.org', true), markTerm('cilium', true)]);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });

  it('lose nothing when many are changed at once', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, i) => markTerm(`term-${i}`, false)));
    expect((await loadSettings()).mutedTerms.size).toBe(100);
  });

  it('are not confused by sites and terms with the names of object properties', () => {
    const { sitesOff, mutedTerms } = parseSettings(
      JSON.parse('{"site/__proto__":false,"term/constructor":false}'),
    );
    expect([...sitesOff, ...mutedTerms]).toEqual(['__proto__', 'constructor']);
  });

  it('name stored values that make no sense and leave the rest as chosen', () => {
    const stored = { on: 'yes', 'site/a.org': false, 'term/x': null, 'term/y': true, else: 1 };
    expect(parseSettings(stored)).toEqual({
      on: true,
      sitesOff: new Set(['a.org']),
      mutedTerms: NONE,
      unreadable: ['on', 'term/x'],
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
