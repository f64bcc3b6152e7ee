import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Step } from '../src/messages.ts';
import {
  answerGoing,
  answerPages,
  askCard,
  askEntry,
  askMeanings,
  askOtherTerms,
  askReader,
  askStepOn,
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
const STEP: Step = { frame: 'f', to: 'next', enters: false, before: 0, total: 3 };
const FROM = { tab: { id: 1 } };

/** Connects the background's side of the messages to the pages' side, as browsers with promises do. */
function connect() {
  const calls = {
    entry: vi.fn(() => ENTRY),
    otherTerms: vi.fn(() => []),
    judge: vi.fn(() => ANSWER),
    card: vi.fn(),
    openReader: vi.fn(),
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
    expect(await askOtherTerms()).toEqual([]);
    expect(await askMeanings(QUESTION)).toEqual(ANSWER);
    await askCard();
    await askReader('debate');
    await askStepOn('next', 'f');
    await tellChanged();
    expect(calls.entry).toHaveBeenCalledExactlyOnceWith('cilium', FROM);
    expect(calls.card).toHaveBeenCalledExactlyOnceWith('', FROM);
    expect(calls.openReader).toHaveBeenCalledExactlyOnceWith('debate', FROM);
    expect(calls.stepOn).toHaveBeenCalledExactlyOnceWith('next f', FROM);
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
  it('goes where it is told, and nowhere when told nonsense, until its life ends', async () => {
    const life = new AbortController();
    const goTo = vi.fn();
    const step = vi.fn();
    answerGoing({ goTo, step }, life.signal);
    const send = (message: unknown) => fakeBrowser.runtime.onMessage.trigger(message, {}, () => undefined);
    const place = { frame: 'f', term: 'cilium', index: 1 };
    for (const nonsense of [
      null,
      { call: 'goTo' },
      { call: 'goTo', argument: { ...place, index: '1' } },
      { call: 'x', argument: place },
      { call: 'step', argument: place },
      { call: 'step', argument: { ...STEP, to: 'back' } },
      { call: 'step', argument: { ...STEP, total: 1.5 } },
    ])
      await send(nonsense);
    expect(step).not.toHaveBeenCalled();
    await send({ call: 'step', argument: STEP });
    expect(step).toHaveBeenCalledExactlyOnceWith(STEP);
    expect(goTo).not.toHaveBeenCalled();
    await send({ call: 'goTo', argument: place });
    expect(goTo).toHaveBeenCalledExactlyOnceWith(place);
    life.abort();
    await send({ call: 'goTo', argument: place }).catch(() => null); // nobody listens any more
    expect(goTo).toHaveBeenCalledOnce();
  });
});
