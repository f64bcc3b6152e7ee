import type { Page } from '@playwright/test';
import { compile } from '../../../src/words/matcher.ts';
import { scanPages } from '../../commands/scan-pages.ts';
import { type Contender, patternOf, readForms, readMarkedTerms } from '../contenders/contenders.ts';
import { PAGES } from '../pages.ts';
import type { Bench, Part } from './part.ts';

/** What the extension does not read; the others do. */
const NOT_PROSE = 'pre,code,kbd,samp,tt,textarea,input,select,option,script,style,noscript,template,svg,math';
const AROUND_CHARS = 60;
const COUNTED: Contender[] = ['walker-pattern', 'mark-pattern', 'find-and-replace'];

/** Whether all find the same, and why not. */
export const counts: Part = {
  name: 'counts',
  async run(bench) {
    const pages = PAGES.filter(({ kind }) => kind !== 'full');
    const address = (name: string, path: string) =>
      `http://counts.localhost:${bench.server.port}/${name}/${path}`;
    const scanned = await scanPages(
      pages.map(({ path }) => address('none', path)),
      { browser: 'chromium' },
    );
    const rows: (string | number)[][] = [];
    for (const [i, { id, path }] of pages.entries()) {
      bench.say(id);
      const error = scanned[i]?.error;
      if (error !== undefined) throw new Error(`${id}: ${error}`);
      const ours = scanned[i]?.terms.reduce((sum, { count }) => sum + count, 0) ?? 0;
      const others: number[] = [];
      for (const name of COUNTED) others.push(await countMarks(bench, `${name}/${path}`));
      const { code, hidden, edges, prose } = await explain(bench, `none/${path}`);
      rows.push([id, ...others, ours, code, hidden, edges, prose, ours - prose]);
    }
    return {
      goals: [],
      tables: [
        {
          title: 'Matches found, and where they differ',
          notes: [
            'The three contenders look at single text nodes; findAndReplaceDOMText, told to read prose, joins inline elements and marks a broken term twice.',
            '“in code”, “hidden”, “no word”: what the regular expression finds in code and form fields, in what is not displayed, and in addresses, paths, identifiers and parts of words, which the extension leaves alone. “prose”: what is left for it to find. “by context”: the extension’s count less that: forms that count only where the page speaks of the field, less what was judged to mean something else, more what runs over several elements.',
          ],
          head: ['', ...COUNTED, 'ours', 'in code', 'hidden', 'no word', 'prose', 'by context'],
          rows,
        },
      ],
    };
  },
};

async function onPage<Value>(
  bench: Bench,
  path: string,
  run: (page: Page) => Promise<Value>,
): Promise<Value> {
  const tab = await bench.peers.open();
  try {
    await tab.goto(path);
    return await run(tab.page);
  } finally {
    await tab.close();
  }
}

const countMarks = (bench: Bench, path: string): Promise<number> =>
  onPage(bench, path, page =>
    page.evaluate(() => {
      const registered = [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);
      return registered + document.querySelectorAll('mark').length;
    }),
  );

/** What becomes of the pattern's matches when the extension's rules are asked. */
async function explain(bench: Bench, path: string) {
  const matcher = compile(readMarkedTerms());
  const matches = await onPage(bench, path, page =>
    page.evaluate(
      ([source, notProse, chars]) => {
        const all: { place: 'code' | 'hidden' | 'prose'; text: string; at: number }[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const pattern = new RegExp(source, 'g');
        while (walker.nextNode()) {
          const { nodeValue, parentElement } = walker.currentNode;
          for (const { index } of (nodeValue ?? '').matchAll(pattern)) {
            const from = Math.max(0, index - chars);
            const isShown = parentElement?.checkVisibility({ visibilityProperty: true });
            const place = parentElement?.closest(notProse) ? 'code' : isShown ? 'prose' : 'hidden';
            all.push({ place, text: (nodeValue ?? '').slice(from, index + chars), at: index - from });
          }
        }
        return all;
      },
      [patternOf(readForms()), NOT_PROSE, AROUND_CHARS] as const,
    ),
  );
  const isMatch = ({ text, at }: { text: string; at: number }) =>
    matcher.find(text).some(({ from, to }) => from <= at && at < to);
  const prose = matches.filter(({ place }) => place === 'prose');
  const words = prose.filter(isMatch);
  return {
    code: matches.filter(({ place }) => place === 'code').length,
    hidden: matches.filter(({ place }) => place === 'hidden').length,
    edges: prose.length - words.length,
    prose: words.length,
  };
}
