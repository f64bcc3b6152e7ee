import { describe, expect, it } from 'vitest';
import { compile } from '../../src/words/matcher.ts';
import type { Term } from '../../src/words/term.ts';

const TERMS: Term[] = [
  { id: 'ebpf', forms: ['eBPF', 'extended BPF'].map(text => ({ text, matchCase: false })) },
  { id: 'envoy', forms: [{ text: 'Envoy', matchCase: true }] },
  { id: 'mesh', forms: ['service mesh', 'service meshes'].map(text => ({ text, matchCase: false })) },
  { id: 'cilium', forms: [{ text: 'Cilium', matchCase: true }] },
  { id: 'cilium-mesh', forms: [{ text: 'Cilium Service Mesh', matchCase: true }] },
  { id: 'bpf', forms: ['BPF', 'BPF map', 'map of BPF'].map(text => ({ text, matchCase: true })) },
  { id: 'cpp', forms: ['C++ (language)', 'multi-cluster'].map(text => ({ text, matchCase: false })) },
];
const matcher = compile(TERMS);

/** Checks that exactly the words in brackets are found. */
function finds(drawn: string): void {
  const text = drawn.replaceAll(/[[\]]/g, '');
  let drawnAgain = text;
  for (const { from, to } of matcher.find(text).toReversed())
    drawnAgain = `${drawnAgain.slice(0, from)}[${drawnAgain.slice(from, to)}]${drawnAgain.slice(to)}`;
  expect(drawnAgain).toBe(drawn);
}

describe('find', () => {
  it.each([
    '[eBPF] in prose, [ebpf] and [EBPF] too',
    'the [service mesh], two [service meshes], a [Service Mesh]',
    'a [service\n    mesh] broken over lines, a [service\u00A0mesh] held together',
    'a service, a mesh, a service-mesh, a servicemesh',
    '[Envoy] the proxy, but an envoy or ENVOY is none',
    'inside longer words: meBPF, eBPFs, Envoyé, Envoy_x, xEnvoy, Envoy2, éEnvoy, Envoy\u0301',
    'beside marks: ([Envoy]), “[Envoy]”, [Envoy]’s, [eBPF]-based, [Envoy]/[Cilium], [Envoy].',
    'at the ends: [Cilium]',
    '[Cilium]',
    'the longer form wins: [Cilium Service Mesh], while [Cilium] [service mesh] is two',
    'marks in a form are no pattern: [C++ (language)], CCC language, [multi-cluster]',
    'the shorter form is left where the longer one is part of a word: [BPF] mapper, [BPF map]',
    'a form that overlaps one that is part of a word: xmap of [BPF map]',
    'nothing to be found',
    '',
  ])('%j', finds);

  it('says where, and which term', () => {
    expect(matcher.find('no Envoy, eBPF')).toEqual([
      { from: 3, to: 8, term: 'envoy' },
      { from: 10, to: 14, term: 'ebpf' },
    ]);
  });

  it('finds nothing when there are no terms', () => {
    expect(compile([]).find('Cilium')).toEqual([]);
    expect([...compile([]).candidates('Cilium')]).toEqual([]);
  });
});

describe('candidates', () => {
  it('are there wherever something is found', () => {
    const text = 'so a Cilium Service Mesh, ENVOY, eBPF';
    const candidates = [...matcher.candidates(text)];
    for (const { from } of matcher.find(text)) expect(candidates).toContain(from);
  });

  it('do not look at word edges, so that text glued together hides nothing', () => {
    expect([...matcher.candidates('endCiliumstart')]).toEqual([3]);
  });
});
