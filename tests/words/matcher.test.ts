import { describe, expect, it } from 'vitest';
import { compile } from '../../src/words/matcher.ts';
import type { Form } from '../../src/words/term.ts';
import { drawnLines, TERMS, unescaped } from './matching.ts';

const matcher = compile(TERMS);
const compileForms = (...forms: (Omit<Form, 'needsContext'> | string)[]) =>
  compile(
    forms.map(form => ({
      id: typeof form === 'string' ? form : form.text,
      forms: [
        { needsContext: false, ...(typeof form === 'string' ? { text: form, matchCase: false } : form) },
      ],
    })),
  );

/** Draws a text again, with what is found in brackets. */
function draw(text: string): string {
  let drawn = text;
  for (const { from, to } of matcher.find(text).toReversed())
    drawn = `${drawn.slice(0, from)}[${drawn.slice(from, to)}]${drawn.slice(to)}`;
  return drawn;
}

/** Checks that exactly the words in brackets are found. */
function finds(drawn: string): void {
  const text = unescaped(drawn.replaceAll(/[[\]]/g, ''));
  expect(draw(text)).toBe(unescaped(drawn));
  const candidates = [...matcher.candidates(text)];
  for (const { from } of matcher.find(text)) expect(candidates).toContain(from);
}

describe('find', () => {
  describe.each(drawnLines())('%s', (_, lines) => {
    it.each(lines)('%s', finds);
  });

  it('has been drawn more than a thousand lines, none of them twice', () => {
    const lines = drawnLines().flatMap(([, lines]) => lines);
    expect(lines.length).toBeGreaterThan(1000);
    expect(lines.filter((line, i) => lines.indexOf(line) !== i)).toEqual([]);
  });

  it('says where, which term, and whether the form needs context', () => {
    expect(matcher.find('no Envoy, zero trust')).toEqual([
      { from: 3, to: 8, term: 'envoy', needsContext: false },
      { from: 10, to: 20, term: 'zero-trust', needsContext: true },
    ]);
  });

  it('prefers the form that is written so to one with a hyphen or other case', () => {
    expect(matcher.find('zero-trust')).toMatchObject([{ needsContext: false }]);
    expect(matcher.find('Zero trust')).toMatchObject([{ needsContext: false }]);
    const echo = compileForms('echo', { text: 'eCHO', matchCase: true });
    expect(echo.find('eCHO Echo echo').map(({ term }) => term)).toEqual(['eCHO', 'echo', 'echo']);
  });

  it('takes a form of a glossary of before for one that needs no context', () => {
    const old = { id: 'pod', forms: [{ text: 'pod', matchCase: false }] };
    expect(compile(JSON.parse(JSON.stringify([old]))).find('pod')).toMatchObject([{ needsContext: false }]);
  });

  it('finds nothing when there are no terms, or none that say anything', () => {
    for (const none of [compile([]), compileForms('', ' ', '\u00AD')]) {
      expect(none.find('Cilium \u00AD')).toEqual([]);
      expect([...none.candidates('Cilium \u00AD')]).toEqual([]);
    }
  });

  it.each([
    '(',
    '.*',
    '[a-z]',
    '$^',
    '\\b',
    'a|b',
    'x{2}',
    '(?:)',
    '__proto__',
    'constructor',
    'a.b',
    '-race',
  ])('takes the form %j as it is written', form => {
    expect(compileForms(form).find(`a ${form} b`)).toMatchObject([{ from: 2, to: 2 + form.length }]);
    expect(compileForms(form).find('some other text, abc')).toEqual([]);
  });

  it('leaves white space around a form out', () => {
    expect(compileForms(' Cilium ').find('x Cilium y')).toMatchObject([{ from: 2, to: 8 }]);
    expect(compileForms({ text: ' Cilium\n', matchCase: true }).find('x Cilium y')).toHaveLength(1);
    expect(compileForms('a-').find('x a y')).toEqual([]);
    expect(compileForms('-a').find('x a y')).toEqual([]);
  });
});

describe('candidates', () => {
  it('do not look at word edges, so that text glued together hides nothing', () => {
    expect([...matcher.candidates('endCiliumstart')]).toEqual([3]);
    expect([...matcher.candidates('endKUBERN\u00ADETESstart')]).toEqual([3]);
    expect([...matcher.candidates('docs.istiod.io/a_service\n-mesh')]).toEqual([5]);
    expect([...matcher.candidates('xL7')]).toEqual([1]);
  });

  it('are written in a case in which they count', () => {
    expect([...matcher.candidates('cilium, CILIUM and C\u00ADilium')]).toEqual([19]);
  });

  it('are as lazy as whoever asks', () => {
    const [first] = matcher.candidates(`Cilium ${'pod '.repeat(1_000_000)}`);
    expect(first).toBe(0);
  });

  it('are none in a text without the letters of a term, whatever its case', () => {
    for (const text of [
      '',
      ' \n',
      'A page of other things.',
      'hubble of cosmology',
      'a capital l 7',
      'Vibert',
    ])
      expect([text, [...matcher.candidates(text)]]).toEqual([text, []]);
    expect([...compile([]).candidates('Cilium')]).toEqual([]);
  });

  it('are where letters of a term stand, however they are written', () => {
    for (const [text, at] of [
      ['endCiliumstart', 3],
      ['Cil\u00ADium', 0],
      ['KUBE \n PROXY', 0],
      ['kube\u2011proxy', 0],
    ] as const)
      expect([text, [...matcher.candidates(text)]]).toEqual([text, [at]]);
  });
});
