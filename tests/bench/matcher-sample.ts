import { readFileSync } from 'node:fs';
import { compile } from '../../src/words/matcher.ts';

/** What one process is to do. */
export interface Task {
  contender: Contender;
  terms: string[];
  text: string;
}

/** How long it took: building and the first call, and the shortest call after many. In milliseconds. */
export interface Sample {
  cold: number;
  warm: number;
}

export const CONTENDERS = ['matcher', 'alternation', 'whole words'] as const;
export type Contender = (typeof CONTENDERS)[number];

const WARM_CALLS = 40;

if (import.meta.main) {
  const { contender, terms, text }: Task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  const forms = terms.map(text => ({ id: text, forms: [{ text, matchCase: false, needsContext: false }] }));
  const start = performance.now();
  const count = build();
  count(text);
  const cold = performance.now() - start;
  let warm = Infinity;
  for (let i = 0; i < WARM_CALLS; i++) {
    const start = performance.now();
    count(text);
    warm = Math.min(warm, performance.now() - start);
  }
  console.log(JSON.stringify({ cold, warm } satisfies Sample));

  function build(): (text: string) => number {
    if (contender === 'matcher') {
      const { candidates } = compile(forms);
      return text => [...candidates(text)].length;
    }
    const escaped = terms.map(term => term.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('|');
    const pattern = new RegExp(contender === 'alternation' ? escaped : `\\b(?:${escaped})\\b`, 'gi');
    return text => {
      let found = 0;
      pattern.lastIndex = 0;
      while (pattern.test(text)) found++;
      return found;
    };
  }
}
