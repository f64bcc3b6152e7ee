import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  answerGoTo,
  answerPages,
  askCard,
  askEntry,
  askLexicon,
  askOtherTerms,
  askReader,
  tellChanged,
} from '../src/messages.ts';
import type { Entry } from '../src/words/term.ts';

beforeEach(() => fakeBrowser.reset());

const ENTRY = { id: 'cilium' } as Entry;
const LEXICON = { terms: [], topics: [] };
const FROM = { tab: { id: 1 } };

/** Connects the background's side of the messages to the pages' side, as browsers with promises do. */
function connect() {
  const calls = {
    entry: vi.fn(() => ENTRY),
    otherTerms: vi.fn(() => []),
    lexicon: vi.fn(() => LEXICON),
    card: vi.fn(),
    openReader: vi.fn(),
    changed: vi.fn(),
  };
  const listening = vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener');
  answerPages(calls);
  const listener = listening.mock.lastCall?.[0] as unknown as (
    message: unknown,
    from: unknown,
  ) => Promise<unknown>;
  const send = (message: unknown) => listener(message, FROM);
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(send as never);
  return { calls, send };
}

describe('the background', () => {
  it('answers the calls of pages', async () => {
    const { calls } = connect();
    expect(await askEntry('cilium')).toEqual(ENTRY);
    expect(await askOtherTerms()).toEqual([]);
    expect(await askLexicon()).toEqual(LEXICON);
    await askCard();
    await askReader('debate');
    await tellChanged();
    expect(calls.entry).toHaveBeenCalledExactlyOnceWith('cilium', FROM);
    expect(calls.card).toHaveBeenCalledExactlyOnceWith('', FROM);
    expect(calls.openReader).toHaveBeenCalledExactlyOnceWith('debate', FROM);
    expect(calls.changed).toHaveBeenCalledExactlyOnceWith('', FROM);
  });

  it.each([
    null,
    'entry',
    [],
    {},
    { call: 'entry' },
    { call: 'entry', argument: 7 },
    { call: 'entry', argument: 'x'.repeat(101) },
    { call: 'constructor', argument: 'x' },
    { call: 'goTo', argument: 'x' },
    { call: ['entry'], argument: 'x' },
  ])('refuses %j', async message => {
    const { calls, send } = connect();
    await expect(send(message)).rejects.toThrow('not a message of this extension');
    for (const call of Object.values(calls)) expect(call).not.toHaveBeenCalled();
  });
});

describe('a frame', () => {
  it('goes where it is told, and nowhere when told nonsense, until its life ends', async () => {
    const life = new AbortController();
    const goTo = vi.fn();
    answerGoTo(goTo, life.signal);
    const send = (message: unknown) => fakeBrowser.runtime.onMessage.trigger(message, {}, () => undefined);
    const place = { frame: 'f', term: 'cilium', index: 1 };
    for (const nonsense of [
      null,
      { call: 'goTo' },
      { call: 'goTo', argument: { ...place, index: '1' } },
      { call: 'x', argument: place },
    ])
      await send(nonsense);
    expect(goTo).not.toHaveBeenCalled();
    await send({ call: 'goTo', argument: place });
    expect(goTo).toHaveBeenCalledExactlyOnceWith(place);
    life.abort();
    await send({ call: 'goTo', argument: place }).catch(() => null); // nobody listens any more
    expect(goTo).toHaveBeenCalledOnce();
  });
});
