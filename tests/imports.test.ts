import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * What may import what, as in ARCHITECTURE.md. A part is a folder or file of ours, or a package. "types" says that
 * only types may come from there.
 */
const RULES: Record<string, Record<string, 'all' | 'types'>> = {
  'src/words': { 'src/words': 'all' },
  'src/page': {
    'src/words': 'types',
    'src/findings': 'types',
    'src/page': 'all',
    'src/ui': 'all',
    preact: 'all',
    '@floating-ui/core': 'all',
  },
  'src/ui': { 'src/words': 'types', 'src/ui': 'all', preact: 'all' },
  'src/glossary': {
    'src/words': 'all',
    'src/glossary': 'all',
    valibot: 'all',
    yaml: 'all',
    '@valibot/to-json-schema': 'all',
    'cspell-lib': 'all',
    'flesch-kincaid': 'all',
    syllable: 'all',
    mdast: 'types',
    'mdast-util-from-markdown': 'all',
    vite: 'types',
    node: 'all',
  },
  'src/findings': {},
  'src/native-browser': { 'webextension-polyfill': 'types' },
  'src/listen': { 'webextension-polyfill': 'types' },
  'src/settings': { 'src/listen': 'all', 'webextension-polyfill': 'all' },
  'src/messages': {
    'src/words': 'all',
    'src/findings': 'all',
    'src/listen': 'all',
    'webextension-polyfill': 'all',
  },
  'src/commands': {
    'src/findings': 'all',
    'src/messages': 'all',
    'src/settings': 'all',
    'webextension-polyfill': 'all',
  },
  entrypoints: {
    'src/commands': 'all',
    'src/words': 'all',
    'src/page': 'all',
    'src/ui': 'all',
    'src/findings': 'all',
    'src/settings': 'all',
    'src/messages': 'all',
    entrypoints: 'all',
    'virtual:glossary': 'all',
    preact: 'all',
    'webextension-polyfill': 'all',
    wxt: 'all',
  },
};

const ROOT = join(import.meta.dirname, '..');
const IMPORT = /^(?:import|export)\s+(type\s)?([^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

/** The part that a path from the root, or a package, belongs to. */
function partOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top === 'src') return `src/${second.replace(/\.\w+$/, '')}`;
  if (top.startsWith('@')) return `${top}/${second}`;
  return top.startsWith('node:') ? 'node' : top;
}

/** Every import of a file that the rule does not allow. */
function breaches(file: string, source: string): string[] {
  const allowed = RULES[partOf(file)];
  if (!allowed) return [`${file} belongs to no part`];
  const dynamic = [...source.matchAll(/\bimport\(/g)].map(() => `${file} imports by a call`);
  const imports = [...source.matchAll(IMPORT)].flatMap(([, type, names = '', target = '']) => {
    const part = partOf(target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), target)) : target);
    const typesOnly = type !== undefined || /^\{(\s*type\s[^,}]+,?)+\s*\}\s*from\s+$/.test(names);
    const rule = allowed[part];
    if (rule === 'all' || (rule === 'types' && typesOnly)) return [];
    return [`${file} imports ${rule === 'types' ? 'more than types from ' : ''}${part}`];
  });
  return [...dynamic, ...imports];
}

describe('what may import what', () => {
  const files = ['src', 'entrypoints'].flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map(name => `${folder}/${name}`),
  );

  it('covers the whole code', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(new Set(files.map(partOf))).toEqual(new Set(Object.keys(RULES)));
  });

  it.each(files)('%s', file => {
    expect(breaches(file, readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
  });

  it.each([
    ['src/words/a.ts', "import browser from 'webextension-polyfill';"],
    ['src/page/a.ts', "import { compile } from '../words/matcher.ts';"],
    ['src/page/a.ts', "import { type Match, compile } from '../words/matcher.ts';"],
    ['src/page/a.ts', "import browser from 'webextension-polyfill';"],
    ['src/ui/a.tsx', "import { scan } from '../page/scan.ts';"],
    ['src/settings.ts', "import '../entrypoints/background.ts';"],
    ['src/words/a.ts', "export * from '../page/scan.ts';"],
    ['src/words/a.ts', "const scan = await import('../page/scan.ts');"],
  ])('finds the breach in %s: %s', (file, source) => {
    expect(breaches(file, source)).toHaveLength(1);
  });

  it.each([
    ['src/page/a.ts', "import type { Match } from '../words/term.ts';"],
    ['src/page/a.ts', "import { type Match, type Reading } from '../words/term.ts';"],
  ])('allows in %s: %s', (file, source) => {
    expect(breaches(file, source)).toEqual([]);
  });
});
