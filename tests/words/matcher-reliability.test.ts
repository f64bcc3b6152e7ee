import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { listClues } from '../../src/words/clues.ts';
import type { Matcher } from '../../src/words/matcher.ts';
import { finder } from './matching.ts';

const cilium = finder('Cilium');
const found = ({ find }: Matcher, text: string) => find(text).map(({ from, to }) => text.slice(from, to));
const name = (char: string) => `U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;

describe('U1: what changes its length when folded', () => {
  it.each([
    '\u0130',
    'ß',
    'ﬁ',
    'ﬄ',
    'ΐ',
    'e\u0301',
    'n\u0303\u0323',
    '\u1E9E',
    '\u0149',
    'ǰ',
    '\u212B',
    '각',
  ])('moves no offset behind %j', char => {
    for (const times of [1, 2, 50])
      expect(found(cilium, `${char.repeat(times)} Cilium ${char}`)).toEqual(['Cilium']);
  });
});

describe('U2: hidden characters', () => {
  const BREAKS = ['\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'];
  /** These say something or part words, and are left alone. */
  const OTHERS = ['\u034F', '\u180E', '\u2061', '\u200E', '\u202E', '\u2066'];
  const POSITIONS = [1, 2, 3, 4, 5];
  const inside = (char: string, at: number) => `Cilium`.slice(0, at) + char + 'Cilium'.slice(at);

  it.each(BREAKS.map(char => [name(char), char]))('%s is covered at each of five positions', (_, char) => {
    for (const at of POSITIONS) expect(found(cilium, `a ${inside(char, at)}.`)).toEqual([inside(char, at)]);
  });
  it.each(OTHERS.map(char => [name(char), char]))('%s parts what it stands in', (_, char) => {
    for (const at of POSITIONS) expect(found(cilium, `a ${inside(char, at)}.`)).toEqual([]);
  });
  it('are no line breaks in emoji and in scripts that need them', () => {
    expect(found(finder('👩'), '👩\u200D🔬')).toEqual([]);
    expect(found(finder('👩\u200D🔬'), '👩🔬 👩\u200D🔬')).toEqual(['👩\u200D🔬']);
    expect(found(finder('क्ष'), 'क्\u200Dष')).toEqual([]);
  });
});

describe('U3: hyphens', () => {
  it.each([
    ['-', true],
    ['\u2010', true],
    ['\u2011', true],
    ['\u2013', false],
    ['\u2212', false],
  ])('%j stands for a space, and for another: %j', (char, isHyphen) => {
    const text = `service${char}mesh`;
    expect(found(finder('service mesh'), text)).toEqual(isHyphen ? [text] : []);
    expect(found(finder('service-mesh'), text)).toEqual(isHyphen ? [text] : []);
  });
});

describe('U4: accents', () => {
  it('are part of their letters, apart or not', () => {
    expect(found(finder('cafe'), 'cafe\u0301 caf\u00E9 cafe')).toEqual(['cafe']);
    for (const form of ['caf\u00E9', 'cafe\u0301'])
      expect(found(finder(form), 'cafe\u0301 caf\u00E9 cafe')).toEqual(['cafe\u0301', 'caf\u00E9']);
    expect(found(cilium, 'Cilium\u0301 Cilium')).toEqual(['Cilium']);
  });
});

describe('U5: every reader’s language', () => {
  const folder = join(import.meta.dirname, '../../src/words');

  it('is none to the matcher: nothing it calls depends on it', () => {
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(
        /toLocale|localeCompare|Collator|Segmenter\((?!'und')/,
      );
  });

  it('gets the same answers', { timeout: 60_000 }, async () => {
    const under = async (locale: string) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(import.meta.dirname, 'matcher-locale.ts')],
        { env: { ...process.env, LC_ALL: locale, LANG: locale }, maxBuffer: 2 ** 24 },
      );
      return JSON.parse(stdout);
    };
    const english = await under('en_US.UTF-8');
    for (const locale of ['tr_TR', 'az_AZ', 'lt_LT', 'el_GR', 'de_DE']) {
      const answers = await under(`${locale}.UTF-8`);
      expect(answers).toEqual({ locale: locale.replace('_', '-'), found: english.found });
    }
  });
});

describe('U6: pairs and clusters', () => {
  it.each([
    ['\u{10400}', '\u{10400}\u{10401} \u{10400}', ['\u{10400}']],
    ['🦀', '🦀\u200D🔬 🦀🏽 🦀', ['🦀']],
    ['🇪🇺', '🇩🇪🇺🇸 🇪🇺', ['🇪🇺']],
    ['Cilium', 'Cilium\u20E3 Cilium\uFE0F!', ['Cilium\uFE0F']],
    ['\uD83E', '🦀', []],
    ['\uDD80', '🦀', []],
  ])('%j is never cut out of what readers see as one', (form, text, expected) => {
    expect(found(finder(form), text)).toEqual(expected);
  });
});

describe('U7: edges', () => {
  const JOINING = 'aZß9éøжЖλאعकबࠀаᎣ٣३Ⅷªʰ_\u0301\u0308\u094D𝐀𐐀';
  const FREE =
    '的是使を、。カ은한กทที่ລာ…—–“”«»‹›„‘’()[]{}<>,;!?"\'*|^`+&%#•·→≈×™®©§¶†²①♥🚀✓€¥£«±÷∞ \n\t\u00A0\u3000';

  it('are kept in a table of two hundred pairs', () => {
    let pairs = 0;
    for (const char of JOINING) {
      expect([char, found(cilium, `x Cilium${char}x`)]).toEqual([char, []]);
      if (/\p{M}/u.test(char)) continue;
      expect([char, found(cilium, `x ${char}Cilium`)]).toEqual([char, []]);
      pairs += 2;
    }
    for (const char of FREE) {
      expect([char, found(cilium, `${char}Cilium`)]).toEqual([char, ['Cilium']]);
      if (/\p{M}/u.test(char)) continue; // goes with the letter before
      expect([char, found(cilium, `Cilium${char}`)]).toEqual([char, ['Cilium']]);
      pairs += 2;
    }
    for (const text of [
      'theCilium',
      'CiliumAgent',
      'my_Cilium',
      '/etc/Cilium',
      'https://Cilium.io',
      'a@Cilium.io',
    ]) {
      expect([text, found(cilium, text)]).toEqual([text, []]);
      pairs++;
    }
    expect(pairs).toBeGreaterThanOrEqual(200);
  });
});

/** The shortest of several runs: what else the machine does only ever makes one longer. */
function shortest(run: () => void): number {
  let best = Infinity;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

describe('U8: a token of a megabyte', () => {
  it.each(['x', 'Cilium', '/Cilium', 'Cilium.', '-', '\u200B', 'e\u0301', '://', '的', '🦀'])(
    'of %j takes no more than three times the time for each character than a quarter of it',
    { timeout: 60_000 },
    piece => {
      const read = (length: number) => {
        const text = piece.repeat(length / piece.length);
        return shortest(() => {
          cilium.find(text);
          for (const _ of cilium.candidates(text));
        });
      };
      read(250_000);
      // Four times would be quadratic.
      expect(read(1_000_000)).toBeLessThan(12 * read(250_000));
    },
  );
});

describe('X9: terms made to look like patterns', () => {
  const SIGNS = ['(a+)+$', '.*', '[^]*', '(?=x)', '\\', '$&', 'a{1,9}', '(', '[', '|', '^', '\\b', '*+?'];
  const PROSE =
    'The agent of a node reads what the kernel says of aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (a+)+ and writes. ';

  it('are found as they are written', () => {
    const matcher = finder(...SIGNS);
    for (const sign of SIGNS) {
      expect(found(finder(sign), `x ${sign} x`)).toEqual([sign]);
      expect(found(matcher, `x ${sign} x`)).toEqual([sign]);
    }
    expect(found(matcher, 'plain words, aaa')).toEqual([]);
  });

  it('may be ten thousand characters long', () => {
    const long = `${'service mesh '.repeat(770)}end`;
    expect(found(finder(long), `a ${long.replaceAll(' ', '\n ')} b`)).toHaveLength(1);
    expect(found(finder(long), long.slice(0, -1))).toEqual([]);
  });

  it('cost no more than two and a half times the time of as many plain ones', { timeout: 60_000 }, () => {
    const ends = Array.from({ length: 30_000 }, (_, i) => i.toString(36).padStart(4, 'q'));
    const plain = finder(...ends.map(end => `${end} word`));
    const signs = finder(...ends.map((end, i) => `${end}${SIGNS[i % SIGNS.length]}`));
    const text = PROSE.repeat(5_000);
    const read = (matcher: Matcher) => shortest(() => matcher.find(text));
    read(plain);
    read(signs);
    expect(read(signs)).toBeLessThan(2 * read(plain) + read(plain) / 2);
  });
});

describe('U9: controls of direction', () => {
  const CONTROLS = [
    '\u200E',
    '\u200F',
    '\u061C',
    '\u202A',
    '\u202B',
    '\u202D',
    '\u202E',
    '\u2066',
    '\u2067',
    '\u2068',
  ];

  it.each(CONTROLS.map(char => [name(char), char]))('%s around a term is no part of it', (_, char) => {
    expect(found(cilium, `a ${char}Cilium\u202C\u2069 b`)).toEqual(['Cilium']);
  });

  it.each(CONTROLS.map(char => [name(char), char]))(
    '%s is in no word that a card shows of a page',
    (_, char) => {
      const term = {
        id: 'hubble',
        forms: [],
        group: 'core',
        tells: true,
        cues: ['service map', 'flow*'],
        others: [],
      };
      const { listen } = listClues({ terms: [term], groups: [], topics: [] });
      const text = `${char}service map${char} and ${char}flows${char}, fl${char}ows`;
      expect(listen(text).map(([, words]) => words)).toEqual(['service map', 'flow']);
    },
  );
});

describe('U10: look-alikes', () => {
  it.each([
    ['a Cyrillic letter', '\u0421ilium'],
    ['a Greek letter', 'C\u03B9lium'],
    ['a letter of full width', '\uFF23ilium'],
    ['a mathematical letter', '\u{1D402}ilium'],
    ['a Kelvin sign', '\u212Aubernetes'],
  ])('%s makes another word', (_, word) => {
    expect(found(finder('Cilium', 'Kubernetes'), word)).toEqual([]);
  });
});
