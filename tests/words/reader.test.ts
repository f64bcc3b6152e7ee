import { describe, expect, it, vi } from 'vitest';
import { compile } from '../../src/words/matcher.ts';
import { type Answer, isQuestion, LISTEN_CHARS, type Question, SPOTS_MAX } from '../../src/words/question.ts';
import { createReader } from '../../src/words/reader.ts';
import type { Form, Reading, Term } from '../../src/words/term.ts';

const form = (text: string, needsContext = false): Form => ({ text, matchCase: false, needsContext });
const TERMS: Term[] = [
  { id: 'kubernetes', forms: [form('Kubernetes')] },
  { id: 'hubble', forms: [form('Hubble')], ambiguous: ['hubble'] },
  { id: 'pod', forms: [form('pod', true)] },
];

/** Answers that the page speaks for a term by so much, and every place by nothing. */
function answers(pages: Record<string, number>) {
  return vi.fn(async ({ heard, spots, terms }: Question): Promise<Answer> => {
    const verdict = (score: number) => ({ score, because: ['Cilium'], otherwise: 'a telescope' });
    return {
      heard,
      pages: Object.fromEntries(terms.map(id => [id, verdict(pages[id] ?? 0)])),
      spots: spots.map(() => verdict(-0.5)),
    };
  });
}

function start(ask: (question: Question) => Promise<Answer>) {
  const reader = createReader({
    matcher: compile(TERMS),
    terms: new Map(TERMS.map(term => [term.id, term])),
    ask,
    about: () => 'A page',
    pause: async () => undefined,
  });
  const all: Reading[] = [];
  const read = (text: string): Reading[] => {
    reader.listen(text);
    const readings = reader.read(text);
    all.push(...readings);
    return readings;
  };
  return { read, judge: () => reader.judge(() => all), ready: reader.ready, forget: reader.forget };
}
const meanings = (readings: Reading[]) => readings.map(({ meaning }) => meaning);

describe('a reader', () => {
  it('takes what has but one meaning as meant at once, and asks nobody', async () => {
    const ask = answers({});
    const { read, judge, ready } = start(ask);
    expect(meanings(read('Kubernetes'))).toEqual(['meant']);
    expect(await judge()).toBe(false);
    expect(ready()).toBe(true);
    expect(ask).not.toHaveBeenCalled();
  });

  it('takes what can mean several things for something else until it is judged', async () => {
    const ask = answers({ hubble: 3, pod: 0.25 });
    const { read, judge, ready } = start(ask);
    const readings = read('Hubble sees a pod of Kubernetes');
    expect(meanings(readings)).toEqual(['other', 'other', 'meant']);
    expect(ready()).toBe(false);
    expect(await judge()).toBe(true);
    expect(meanings(readings)).toEqual(['meant', 'other', 'meant']);
    expect(readings[0]).toMatchObject({ because: ['Cilium'], otherwise: 'a telescope' });
    expect(ready()).toBe(true);
  });

  it('leaves names unsure, and everyday words alone, where little speaks', async () => {
    const { read, judge } = start(answers({}));
    const readings = read('Hubble, pod');
    await judge();
    expect(meanings(readings)).toEqual(['unsure', 'other']);
  });

  it('asks what a message may carry, and what it was told before', async () => {
    const ask = answers({ hubble: 3 });
    const { read, judge } = start(ask);
    read('Hubble '.repeat(SPOTS_MAX + 1));
    await judge();
    read('More of it, and Hubble');
    await judge();
    const questions = ask.mock.calls.map(([question]) => question);
    expect(questions.map(({ spots }) => spots.length)).toEqual([SPOTS_MAX, 1, 1]);
    expect(questions.map(({ about }) => about)).toEqual(['A page', '', '']);
    expect(questions.map(({ texts }) => texts.length)).toEqual([1, 0, 1]);
    for (const question of questions) expect(isQuestion(question)).toBe(true);
  });

  it('judges all again when the page speaks of something else', async () => {
    const pages = { hubble: -3 };
    const { read, judge } = start(answers(pages));
    const first = read('Hubble');
    await judge();
    expect(meanings(first)).toEqual(['other']);
    pages.hubble = 3;
    read('Clouds, and no word of ours');
    expect(await judge()).toBe(true);
    expect(meanings(first)).toEqual(['meant']);
  });

  it('reads again without a flicker: a word is what it was until it is judged anew', async () => {
    const { read, judge } = start(answers({ hubble: 3 }));
    read('Hubble');
    await judge();
    expect(meanings(read('Hubble once more'))).toEqual(['meant']);
  });

  it('forgets what it heard, and judges all by what it hears then', async () => {
    const pages = { hubble: 3 };
    const ask = answers(pages);
    const { read, judge, ready, forget } = start(ask);
    const first = read('Hubble'.padEnd(LISTEN_CHARS + 1));
    await judge();
    pages.hubble = -3;
    forget();
    expect(ready()).toBe(false);
    expect(meanings(first)).toEqual(['meant']); // no flicker while it is asked
    read('Stars');
    expect(await judge()).toBe(true);
    expect(meanings(first)).toEqual(['other']);
    expect(ask.mock.lastCall?.[0]).toMatchObject({ about: 'A page', texts: ['Stars'], heard: { page: [] } });
    expect(ready()).toBe(true);
  });

  it('does not hear an answer to what was asked before it forgot', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const ask = vi.fn(async ({ spots, terms, texts }: Question): Promise<Answer> => {
      if (texts[0]?.startsWith('Hubble')) await promise;
      const verdict = { score: 3, because: [], otherwise: '' };
      const heard = { about: [], page: texts.map((text): [number, string] => [1, text]) };
      return {
        heard,
        pages: Object.fromEntries(terms.map(id => [id, verdict])),
        spots: spots.map(() => verdict),
      };
    });
    const { read, judge, forget } = start(ask);
    read('Hubble');
    const judged = judge();
    forget();
    resolve();
    read('Stars');
    await judged;
    expect(ask.mock.lastCall?.[0]).toMatchObject({ about: 'A page', texts: ['Stars'], heard: { page: [] } });
  });

  it('asks once more when nobody answered', async () => {
    const ask = answers({ hubble: 3 });
    ask.mockRejectedValueOnce(new Error('gone'));
    const { read, judge } = start(ask);
    const readings = read('Hubble');
    await expect(judge()).rejects.toThrow('gone');
    expect(meanings(readings)).toEqual(['other']);
    await judge();
    expect(meanings(readings)).toEqual(['meant']);
    expect(ask.mock.calls[1]?.[0]).toEqual(ask.mock.calls[0]?.[0]);
  });
});
