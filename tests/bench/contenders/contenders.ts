import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { readGlossaryFolder } from '../../../src/glossary/folder.ts';
import type { Form, Term } from '../../../src/words/term.ts';
import { ROOT } from '../../browsers/packed.ts';

/** What is measured beside the extension: each is a content script that runs where the address begins with its name. */
export const CONTENDERS = {
  empty: 'a content script that does nothing',
  observer: 'a content script that is told of every change, and does nothing about it',
  'text-length': '`textContent`, not looked at',
  'text-pattern': '`textContent` and one regular expression',
  walker: 'a walk over all text nodes that reads `nodeValue`',
  'walker-pattern': 'such a walk with one regular expression, painted as highlights in one go',
  'mark-pattern': 'mark.js in its fastest mode, `markRegExp`',
  'mark-default': 'mark.js as it is: one search for each form',
  'find-and-replace': 'findAndReplaceDOMText with one regular expression',
  'highlight-search-term': 'highlight-search-term, which looks for one form at a time',
  burn: 'a script that is known to take 100 ms, to check the measuring',
};
export type Contender = keyof typeof CONTENDERS;
const NAMES = Object.keys(CONTENDERS) as Contender[];

/** The terms that every page looks for. */
export const readMarkedTerms = (): Term[] =>
  readGlossaryFolder(join(ROOT, 'glossary'))
    .terms.filter(group => group.marked)
    .flatMap(group => group.terms);

/** Those of their forms that need no context. */
export const readForms = (): Form[] =>
  readMarkedTerms()
    .flatMap(term => term.forms)
    .filter(form => !form.needsContext);

/** All forms as one regular expression: the longest first, whole words, case as each form has it. */
export function patternOf(forms: Form[]): string {
  const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
  const alternatives = [...forms]
    .sort((a, b) => b.text.length - a.text.length)
    .map(({ text, matchCase }) => (matchCase ? escaped(text) : `(?i:${escaped(text)})`));
  return `\\b(?:${alternatives.join('|')})\\b`;
}

/** Builds the contenders as one extension and says in which folder it lies. */
export async function buildContenders(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-contenders-'));
  const forms = readForms();
  for (const name of NAMES)
    await build({
      configFile: false,
      logLevel: 'error',
      define: {
        FORMS: JSON.stringify(forms.map(form => form.text)),
        PATTERN: JSON.stringify(patternOf(forms)),
      },
      build: {
        outDir: folder,
        emptyOutDir: false,
        lib: {
          entry: join(import.meta.dirname, `${name}.ts`),
          formats: ['iife'],
          name: 'contender',
          fileName: () => `${name}.js`,
        },
      },
    });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest()));
  return folder;
}

const manifest = () => ({
  manifest_version: 3,
  name: 'Contenders',
  version: '1',
  browser_specific_settings: { gecko: { id: 'contenders@contextual-glossary.org' } },
  content_scripts: NAMES.map(name => ({
    matches: [`*://*/${name}/*`],
    js: [`${name}.js`],
    all_frames: true,
    run_at: 'document_idle',
  })),
});
