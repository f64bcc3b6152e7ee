import { compile } from '../../src/words/matcher.ts';
import { drawnLines, TERMS, unescaped } from './matching.ts';

// What is found in every drawn line, and the locale under which it was: run in a process for each locale.
const { find } = compile(TERMS);
const lines = drawnLines().flatMap(([, lines]) =>
  lines.map(line => unescaped(line.replaceAll(/[[\]]/g, ''))),
);
const { locale } = new Intl.NumberFormat().resolvedOptions();
console.log(JSON.stringify({ locale, found: lines.map(find) }));
