import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { type Corpus, findCorpus } from '../browsers/debian.ts';
import { ROOT } from '../browsers/packed.ts';
import { plainPage } from '../commands/plain-page.ts';
import { scanPage } from '../commands/scan-pages.ts';
import { expect, test } from './fixtures.ts';

// Real pages from Debian's packages: what they must and must not have marked is told by the words themselves.

const pagesOf = (name: Corpus): { path: string; html: string }[] => {
  const folder = findCorpus(name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.html'))
    .sort()
    .map(file => ({ path: join(folder, file), html: readFileSync(join(folder, file), 'utf8') }));
};
const word = (text: string) => new RegExp(`(?<![\\p{L}\\p{N}_])${text}(?![\\p{L}\\p{N}_])`, 'u');

/** Pages with a word in prose of their own, not only in what stands on many of them (menus). */
function pagesWith(name: Corpus, text: string): string[] {
  const wanted = word(text);
  const pages = pagesOf(name)
    .filter(({ html }) => html.includes(text))
    .map(({ path, html }) => ({ path, blocks: plainPage(html).blocks.filter(block => wanted.test(block)) }));
  const uses = Map.groupBy(
    pages.flatMap(({ blocks }) => [...new Set(blocks)]),
    block => block,
  );
  const isOwn = (block: string) => (uses.get(block)?.length ?? 0) <= MENU_PAGES;
  return pages.filter(({ blocks }) => blocks.some(isOwn)).map(({ path }) => path);
}

/** Ids of the terms that have a form with a word in it. */
const termsWith = (text: string): Set<string> =>
  new Set(
    readGlossaryFolder(join(ROOT, 'glossary'))
      .terms.flatMap(group => group.terms)
      .filter(({ forms }) => forms.some(form => word(text).test(form.text)))
      .map(({ id }) => id),
  );

/** What stands on more pages than this is a menu. */
const MENU_PAGES = 8;

test.describe('real pages', () => {
  test.setTimeout(300_000);

  test('of astronomers: no Hubble is marked', async ({ numberedTab: { tab, number }, asker }) => {
    const pages = pagesWith('python-astropy-doc', 'Hubble');
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) {
      const { terms, error } = await scanPage(page, tab, number, asker);
      expect(error, page).toBeUndefined();
      expect(
        terms.map(({ id }) => id),
        page,
      ).not.toContain('hubble');
    }
  });

  test('of the kernel’s documentation: eBPF is marked wherever prose speaks of it', async ({
    numberedTab: { tab, number },
    asker,
  }) => {
    // The longer term wins: “eBPF bytecode” is not eBPF.
    const withEbpf = termsWith('eBPF');
    const pages = pagesWith('linux-doc-6.1', 'eBPF');
    expect(pages.length).toBeGreaterThan(20);
    for (const page of pages) {
      const { terms, error } = await scanPage(page, tab, number, asker);
      expect(error, page).toBeUndefined();
      expect(
        terms.some(({ id }) => withEbpf.has(id)),
        page,
      ).toBe(true);
    }
  });

  test('of an administrator’s handbook: containers and NAT are marked, other clusters, nodes and hooks are not', async ({
    numberedTab: { tab, number },
    asker,
  }) => {
    const markedOn = async (page: string) => {
      const { terms, error } = await scanPage(page, tab, number, asker);
      expect(error, page).toBeUndefined();
      return terms.filter(({ count, unsure }) => count > unsure).map(({ id }) => id);
    };
    const folder = findCorpus('debian-handbook');
    expect(await markedOn(join(folder, 'sect.virtualization.html'))).toEqual(
      expect.arrayContaining(['container', 'nat']),
    );
    expect(await markedOn(join(folder, 'network-infrastructure.html'))).toContain('nat');
    const pages = ['cluster', 'clusters', 'node', 'nodes', 'pod', 'helm'].flatMap(text =>
      pagesWith('debian-handbook', text),
    );
    expect(pages.length).toBeGreaterThan(3);
    for (const page of new Set(pages))
      for (const id of await markedOn(page))
        expect(['cluster', 'node', 'pod', 'helm'], page).not.toContain(id);
  });

  for (const name of ['dict-gcide', 'dict-wn'] as const)
    test(`of a dictionary: no everyday word of ${name} is marked`, async ({
      numberedTab: { tab, number },
      asker,
    }) => {
      const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-dictionary-'));
      try {
        const entries = EVERYDAY.flatMap(word => entriesOf(name, word));
        expect(entries.length).toBeGreaterThan(EVERYDAY.length / 2);
        for (const [i, entry] of entries.entries()) {
          const file = join(folder, `${i}.html`);
          writeFileSync(file, `<!doctype html><meta charset="utf-8"><p>${entry.replaceAll('<', '&lt;')}</p>`);
          const { terms, error } = await scanPage(file, tab, number, asker);
          expect(error, entry).toBeUndefined();
          const marked = terms.filter(({ count, unsure }) => count > unsure).map(({ id }) => id);
          expect(marked, entry).toEqual([]);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
});

const EVERYDAY = [
  ...[
    'Calico',
    'Cilium',
    'Cluster',
    'Consul',
    'Container',
    'Envoy',
    'Falco',
    'Flannel',
    'Helm',
    'Hook',
    'Ingress',
  ],
  ...['Mesh', 'Node', 'Pixie', 'Pod', 'Sidecar', 'Tetragon', 'Tracing', 'Verifier'],
];

/** A dictionary's entries for a headword, from its index: headword, offset and length, numbers in base 64. */
function entriesOf(name: 'dict-gcide' | 'dict-wn', headword: string): string[] {
  const file = findCorpus(name);
  const text = gunzipSync(readFileSync(file));
  return readFileSync(file.replace('.dict.dz', '.index'), 'utf8')
    .split('\n')
    .map(line => line.split('\t'))
    .filter(([word]) => word?.toLowerCase() === headword.toLowerCase())
    .map(([, from = '', length = '']) =>
      text.subarray(number64(from), number64(from) + number64(length)).toString('utf8'),
    );
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const number64 = (written: string): number =>
  [...written].reduce((sum, digit) => sum * 64 + DIGITS.indexOf(digit), 0);
