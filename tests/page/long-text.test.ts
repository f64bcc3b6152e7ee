import { describe, expect, it } from 'vitest';
import { firstCandidates, readLongText } from '../../src/page/long-text.ts';
import { compile } from '../../src/words/matcher.ts';
import type { Reading } from '../../src/words/term.ts';

const matcher = compile([
  { id: 'mesh', forms: [{ text: 'service mesh', matchCase: false, needsContext: false }] },
  { id: 'pod', forms: [{ text: 'pod', matchCase: false, needsContext: false }] },
  { id: 'etcd', forms: [{ text: 'etcd', matchCase: false, needsContext: false }] },
  { id: 'tc', forms: [{ text: 'tc', matchCase: false, needsContext: false }] },
]);
const read = (text: string): Reading[] =>
  matcher
    .find(text)
    .map(match => ({ ...match, judged: false, meaning: 'meant', because: [], otherwise: '' }));

function readInParts(text: string): { readings: Reading[]; pauses: number } {
  const work = readLongText(read, text);
  for (let pauses = 0; ; pauses++) {
    const { done, value } = work.next();
    if (done) return { readings: value, pauses };
  }
}

const firstIn = (text: string, max: number): number[] => {
  const work = firstCandidates(matcher.candidates, text, max);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
};

describe('the candidates of a long text', () => {
  it('are those of the whole, wherever the parts end', () => {
    for (let shift = 0; shift < 14; shift++) {
      const text = `pod${' '.repeat(131_060 + shift)}etcd, a service mesh, a pod`;
      const all = [...matcher.candidates(text)];
      expect(all.length).toBe(5);
      expect(firstIn(text, 9)).toEqual(all);
    }
  });

  it('are so many at most', () => {
    expect(firstIn('pod, pod, pod', 2)).toEqual([0, 5]);
  });
});

describe('a long text', () => {
  it('is read in parts as it is in one go, wherever the parts end', () => {
    for (let shift = 0; shift < 31; shift++) {
      const filler = 'word '.repeat(3_000);
      const text = `${'x'.repeat(shift)} ${filler}${'a service mesh, podlike, a pod '.repeat(600)}${filler}`;
      const { readings, pauses } = readInParts(text);
      expect(readings).toEqual(read(text));
      expect(pauses).toBeGreaterThan(1);
    }
  });

  it('is read at once when it is short', () => {
    expect(readInParts('a pod')).toMatchObject({ readings: [{ from: 2, to: 5 }], pauses: 0 });
  });
});
