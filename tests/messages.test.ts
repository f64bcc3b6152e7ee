import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Step } from '../src/messages.ts';
import {
  answerPages,
  askCard,
  askEntry,
  askMeanings,
  askOtherTerms,
  askReader,
  askStepOn,
  followCall,
  hearCalls,
  tellChanged,
} from '../src/messages.ts';
import type { Answer, Question } from '../src/words/question.ts';
import type { Entry } from '../src/words/term.ts';

beforeEach(() => fakeBrowser.reset());

const ENTRY = { id: 'cilium' } as Entry;
const HEARD = { about: [], page: [[3, 'pods']] } satisfies Answer['heard'];
const QUESTION: Question = {
  ...{ about: 'Hubble', texts: ['of pods'], heard: HEARD, terms: ['hubble'] },
  spots: [{ term: 'hubble', text: 'Hubble', from: 0, to: 6, needsContext: false }],
};
const ANSWER: Answer = { heard: HEARD, pages: {}, spots: [] };
const STEP: Step = { to: 'next', entered: 0, before: 0, total: 3 };
const FROM = { tab: { id: 1 } };

/** Connects the background's side of the messages to the pages' side, as browsers with promises do. */
function connect() {
  const calls = {
    entry: vi.fn(() => ENTRY),
    otherTerms: vi.fn(() => '-people'),
    judge: vi.fn(() => ANSWER),
    card: vi.fn(),
    openReader: vi.fn(),
    marksSheet: vi.fn(() => ''),
    stepOn: vi.fn(),
    explainAbove: vi.fn(),
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
    expect(await askOtherTerms()).toBe('-people');
    expect(await askMeanings(QUESTION)).toEqual(ANSWER);
    await askCard();
    await askReader('debate');
    await askStepOn('next', 'f', 2);
    await tellChanged();
    expect(calls.entry).toHaveBeenCalledExactlyOnceWith('cilium', FROM);
    expect(calls.card).toHaveBeenCalledExactlyOnceWith('', FROM);
    expect(calls.openReader).toHaveBeenCalledExactlyOnceWith('debate', FROM);
    expect(calls.stepOn).toHaveBeenCalledExactlyOnceWith('next f 2', FROM);
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
    { call: 'judge', argument: '' },
    { call: 'judge', argument: { ...QUESTION, texts: 'pods' } },
    { call: 'judge', argument: { ...QUESTION, heard: null } },
    { call: 'judge', argument: { ...QUESTION, heard: { about: [['3', 'pods']], page: [] } } },
    { call: 'judge', argument: { ...QUESTION, spots: [{ ...QUESTION.spots[0], from: 0.5 }] } },
    { call: 'judge', argument: { ...QUESTION, spots: Array(501).fill(QUESTION.spots[0]) } },
    { call: 'judge', argument: { ...QUESTION, about: 'x'.repeat(16_001) } },
  ])('refuses %j', async message => {
    const { calls, send } = connect();
    await expect(send(message)).rejects.toThrow('not a message of this extension');
    for (const call of Object.values(calls)) expect(call).not.toHaveBeenCalled();
  });
});

describe('a frame', () => {
  const heard = (name: string) => {
    const life = new AbortController();
    const onCall = vi.fn();
    hearCalls(name, onCall, life.signal);
    return { life, onCall };
  };
  const send = (message: unknown) => fakeBrowser.runtime.onMessage.trigger(message, {}, () => undefined);

  it('hears what it is told itself, until its life ends', async () => {
    vi.stubGlobal('window', { top: null });
    const { life, onCall } = heard('f');
    const call = { frame: 'f', call: 'explain', argument: 'cilium' };
    for (const other of [null, 'f', {}, { ...call, frame: 'g' }, { ...call, frame: '' }]) await send(other);
    expect(onCall).not.toHaveBeenCalled();
    await send(call);
    expect(onCall).toHaveBeenCalledExactlyOnceWith(call);
    life.abort();
    await send(call).catch(() => null); // nobody listens any more
    expect(onCall).toHaveBeenCalledOnce();
  });

  it('hears what the page is told where it is the page', async () => {
    const page = { top: null as unknown };
    page.top = page;
    vi.stubGlobal('window', page);
    const { onCall } = heard('f');
    await send({ frame: '' });
    expect(onCall).toHaveBeenCalledOnce();
  });

  const place = { term: 'cilium', index: 1 };
  it.each([
    ['goTo', place],
    ['step', STEP],
    ['explain', 'cilium'],
  ])('does what it is told: %s', (call, argument) => {
    const calls = { goTo: vi.fn(), step: vi.fn(), explain: vi.fn() };
    followCall({ call, argument }, calls);
    expect(calls[call as keyof typeof calls]).toHaveBeenCalledExactlyOnceWith(argument);
  });

  it.each([
    null,
    { call: 'goTo' },
    { call: 'goTo', argument: { ...place, index: '1' } },
    { call: 'x', argument: place },
    { call: 'step', argument: place },
    { call: 'step', argument: { ...STEP, to: 'back' } },
    { call: 'step', argument: { ...STEP, total: 1.5 } },
    { call: 'explain', argument: place },
  ])('does nothing when it is told nonsense: %j', nonsense => {
    const calls = { goTo: vi.fn(), step: vi.fn(), explain: vi.fn() };
    followCall(nonsense, calls);
    for (const call of Object.values(calls)) expect(call).not.toHaveBeenCalled();
  });
});
