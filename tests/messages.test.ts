import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerExtension, answerPages, askEntry, askReader, tellChanged } from '../src/messages.ts';
import type { Entry } from '../src/words/term.ts';

beforeEach(() => fakeBrowser.reset());

const ENTRY = { id: 'cilium' } as Entry;
const handlers = () => ({ entry: vi.fn(() => ENTRY), openReader: vi.fn(), changed: vi.fn() });

describe('the background', () => {
  it('answers the three calls of pages', async () => {
    const calls = handlers();
    answerPages(calls);
    expect(await askEntry('cilium')).toEqual(ENTRY);
    await askReader('debate');
    await tellChanged();
    expect(calls.entry).toHaveBeenCalledWith('cilium', expect.anything());
    expect(calls.openReader).toHaveBeenCalledWith('debate', expect.anything());
    expect(calls.changed).toHaveBeenCalledOnce();
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
    const calls = handlers();
    answerPages(calls);
    await expect(fakeBrowser.runtime.sendMessage(message)).rejects.toThrow('not a message of this extension');
    for (const call of Object.values(calls)) expect(call).not.toHaveBeenCalled();
  });
});

describe('a frame', () => {
  it('goes where it is told, and nowhere when told nonsense, until its life ends', async () => {
    const life = new AbortController();
    const connections = { addListener: vi.fn(), removeListener: vi.fn() };
    Object.assign(fakeBrowser.runtime.onConnect, connections); // the one part of the fake that is missing
    const goTo = vi.fn();
    answerExtension({ goTo, findings: () => expect.fail('nobody asked') }, life.signal);
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
