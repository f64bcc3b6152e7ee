import { describe, expect, it } from 'vitest';
import { finder } from './matching.ts';

const isFound = (form: string, text: string) => finder(form).find(text).length === 1;
const isWhole = (form: string, text: string) =>
  finder(form)
    .find(text)
    .some(({ from, to }) => from === 0 && to === text.length);

/** Every character but surrogates. */
const CHARACTERS = Array.from({ length: 0x110000 }, (_, point) => point)
  .filter(point => point < 0xd800 || point > 0xdfff)
  .map(point => String.fromCodePoint(point));
const name = (char: string) =>
  `U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')} ${char}`;
const named = (chars: string[]) => chars.map((char): [string, string] => [name(char), char]);
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

describe('case', () => {
  /** Where ignoring case in patterns and changing case disagree. */
  const disputed = CHARACTERS.filter(char =>
    [char.toLowerCase(), char.toUpperCase()].some(
      other => other !== char && !new RegExp(`^${escaped(other)}$`, 'iu').test(char),
    ),
  );

  it('is disputed for 104 characters', () => {
    expect(disputed).toHaveLength(104);
  });

  it.each(named(disputed))('%s is found as it is, and as no other', (_, char) => {
    expect(isWhole(`q${char}q`, `q${char}q`)).toBe(true);
    expect(isWhole(`q${char}q`, `Q${char}Q`)).toBe(true);
    for (const other of [char.toLowerCase(), char.toUpperCase()].filter(other => other !== char)) {
      const apart = (text: string) => text.normalize('NFD').toLowerCase();
      // The capital of "ǰ" is "J̌", which is the same as the letter written apart.
      const isSame = apart(other) === apart(char) && other === other.normalize('NFD');
      expect(isFound(`q${char}q`, `q${other}q`)).toBe(isSame);
      if (!isSame) expect(isFound(`q${other}q`, `q${char}q`)).toBe(false);
    }
  });

  it.each([
    ['k', '\u212A'],
    ['s', '\u017F'],
    ['i', '\u0131'],
    ['i', '\u0130'],
    ['I', '\u0131'],
    ['I', '\u0130'],
    ['ss', 'ß'],
    ['SS', 'ẞ'],
    ['ß', 'ẞ'],
    ['fi', 'ﬁ'],
    ['st', 'ﬆ'],
    ['σ', 'ς'],
    ['Σ', 'ς'],
    ['µ', 'μ'],
    ['å', '\u212B'],
    ['ω', '\u2126'],
    ['a', 'ａ'],
    ['a', 'а'],
    ['a', 'ª'],
    ['n', 'ⁿ'],
    ['dž', 'ǆ'],
    ['\u{10428}', '\u{10400}'],
  ])('%s is not %s', (a, b) => {
    expect(isFound(`q${a}q`, `q${b}q`)).toBe(false);
  });

  it('is folded for all pairs of single units, and for nothing else that is ASCII', {
    timeout: 30_000,
  }, () => {
    const letters = CHARACTERS.filter(char => char.length === 1 && /\p{L}/u.test(char));
    const pairs = letters
      .map(char => [char, char.toLowerCase()] as const)
      .filter(([upper, lower]) => lower !== upper && lower.length === 1 && lower.toUpperCase() === upper);
    expect(pairs.length).toBeGreaterThan(1_000);
    const upper = finder(...pairs.map(([upper]) => `q${upper}q`));
    const lower = finder(...pairs.map(([, lower]) => `q${lower}q`));
    for (const [a, b] of pairs) {
      expect(upper.find(`q${b}q`)).toMatchObject([{ term: `q${a}q` }]);
      expect(lower.find(`q${a}q`)).toMatchObject([{ term: `q${b}q` }]);
    }
    const ascii = finder(...Array.from('abcdefghijklmnopqrstuvwxyz', letter => `q${letter}q`));
    for (const letter of letters)
      expect(ascii.find(`q${letter}q`)).toHaveLength(/[a-z]/i.test(letter) ? 1 : 0);
    for (const pair of ['@`', '[{', '\\|', ']}', '^~'])
      expect(isFound(`q${pair.charAt(0)}q`, `q${pair.charAt(1)}q`)).toBe(false);
  });

  it('does not depend on the locale', () => {
    expect(isWhole('TITLE', 'title')).toBe(true);
    expect('TITLE'.toLocaleLowerCase('tr')).not.toBe('title');
  });
});

describe('white space, hyphens and apostrophes', () => {
  const spaces = CHARACTERS.filter(char => /\s/.test(char) && char !== '\uFEFF');
  it.each(named(spaces))('%s is a space', (_, char) => {
    expect(isWhole('service mesh', `service${char}mesh`)).toBe(true);
    expect(isWhole('service mesh', `service ${char}${char} mesh`)).toBe(true);
    expect(isWhole('service-mesh', `service${char}mesh`)).toBe(true);
  });

  it.each(named(CHARACTERS.filter(char => /\p{Dash}/u.test(char))))('%s is a hyphen or a dash', (_, char) => {
    const isHyphen = ['-', '\u2010', '\u2011'].includes(char);
    expect(isWhole('service mesh', `service${char}mesh`)).toBe(isHyphen);
    expect(isWhole('service-mesh', `service${char}mesh`)).toBe(isHyphen);
    expect(isWhole(`service${char}mesh`, `service${char}mesh`)).toBe(true);
    expect(isFound('mesh', `service${char}mesh`)).toBe(true);
  });

  it.each(named([..."'‘’ʼ＇"]))('%s is an apostrophe', (_, char) => {
    expect(isWhole("Vibert's blog", `Vibert${char}s blog`)).toBe(true);
    expect(isFound('Vibert', `Vibert${char}s`)).toBe(true);
  });

  it.each(named([...'`´′‛"”ʹˈ']))('%s is none', (_, char) => {
    expect(isFound("Vibert's blog", `Vibert${char}s blog`)).toBe(false);
  });
});

describe('hidden characters', () => {
  const SEEN_THROUGH = ['\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'];

  it('are seen through if they are there for the sake of line breaks, and no others are', () => {
    const ignorable = CHARACTERS.filter(char => /\p{Default_Ignorable_Code_Point}/u.test(char));
    expect(ignorable.length).toBeGreaterThan(4_000);
    const { find } = finder('Cilium');
    const through = [...ignorable, '\uFEFF'].filter(char => find(`Cil${char}ium`).length > 0);
    expect(new Set(through)).toEqual(new Set(SEEN_THROUGH));
  });

  it.each(named(SEEN_THROUGH))('%s is seen through wherever it stands', (_, char) => {
    for (let at = 1; at < 6; at++)
      expect(isWhole('Cilium', `Cilium`.slice(0, at) + char + 'Cilium'.slice(at))).toBe(true);
    expect(isWhole('service mesh', `service${char} ${char}mesh`)).toBe(true);
    expect(isFound('Cilium', `Cilium${char}s`)).toBe(false);
    expect(isFound('Cilium', `x${char}Cilium`)).toBe(false);
    expect(finder('Cilium').find(`${char}Cilium `)).toMatchObject([{ from: 1, to: 7 }]);
    expect(isWhole(`Ci${char}lium`, 'Cilium')).toBe(true);
  });
});

describe('edges', () => {
  const SPACELESS =
    /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
  const characters = new Intl.Segmenter();
  const areApart = (pair: string) => [...characters.segment(pair)].length > 1;
  const isHidden = (char: string) => /[\0\u00AD\u200B-\u200D\u2060\uFEFF]|[\uFE00-\uFE0F]/.test(char);

  it('are where a letter, mark or digit of any script is not, but for scripts without spaces', {
    timeout: 30_000,
  }, () => {
    const { find } = finder('Cilium');
    const some = CHARACTERS.filter(
      (char, i) => (i < 0x600 || (i < 0x20000 && i % 7 === 0)) && !isHidden(char),
    );
    const wrong = some.filter(char => {
      const joins = /[\p{L}\p{M}\p{Nd}\p{Nl}_]/u.test(char) && !SPACELESS.test(char) && char !== '\u02BC';
      const before = !(joins && !/\p{Me}/u.test(char)) && areApart(`${char}C`) && !/[@$=~\\./-]/.test(char);
      const after = !joins && areApart(`m${char}`) && !/[@$=~\\]/.test(char);
      return find(`${char}Cilium`).length > 0 !== before || find(`Cilium${char}`).length > 0 !== after;
    });
    expect(wrong.map(name)).toEqual([]);
  });
});

describe('time', () => {
  const LONG = 1_000_000;
  const { find, candidates } = finder('Cilium', 'service mesh', 'aaaaaaaaab', 'a b', 'pod', 'x-x-x-y');
  it.each([
    ['a', 'x'],
    ['a', 'a'],
    ['a name', 'Cilium'],
    ['a path', '/Cilium'],
    ['a host', 'cilium.'],
    ['hyphens', 'Cilium-'],
    ['options', '--pod'],
    ['at', 'pod@'],
    ['URLs', 'https://pod.'],
    ['colons', 'pod:'],
    ['schemes', '://pod '],
    ['hidden', '\u200B'],
    ['hidden in names', 'Ci\u00ADlium\u200B'],
    ['spaces', ' '],
    ['openings and spaces', 'service '],
    ['letters and spaces', 'a '],
    ['hyphenated', 'x-'],
    ['marks', 'e\u0301'],
    ['marks alone', '\u0301'],
    ['joiners', '\u200D'],
    ['selectors', '\uFE0F'],
    ['CJK', '使用Cilium的'],
    ['emoji', '👩‍🔬'],
    ['flags', '🇪🇺'],
    ['half pairs', '\uD83D'],
    ['dots', '.'],
    ['slashes', '/'],
    ['signs', '@'],
    ['quotes', '"pod'],
  ])('is linear for a million times %s: %j', { timeout: 30_000 }, (_, piece) => {
    const time = (length: number) => {
      const text = `Cilium${piece.repeat(length / piece.length)}service`;
      const start = performance.now();
      find(text);
      for (const _ of candidates(text));
      return performance.now() - start;
    };
    // A tenth of it first: what grew with the square would take a hundred times as long.
    const tenth = Math.min(time(LONG / 10), time(LONG / 10));
    expect(Math.min(time(LONG), time(LONG))).toBeLessThan(40 * Math.max(tenth, 10));
  });
});
