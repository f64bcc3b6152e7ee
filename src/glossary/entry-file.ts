import * as v from 'valibot';
import type { Form } from '../words/term.ts';
import { readFrontMatter, type SourceFile } from './front-matter.ts';
import type { Problem } from './problem.ts';
import { lineOfNode, type ProseContext, parseMarkdown, readParagraph, type TermUse } from './prose.ts';
import { httpsUrl, words } from './schema.ts';

/** A definition is read at a glance, in the time a card takes to open. */
const DEFINITION_MAX_CHARS = 160;
/** Long enough to explain, short enough to be read to the end. */
const EXPLANATION_WORDS = { min: 40, max: 90 };

const isoDate = v.pipe(
  v.union([v.string(), v.number()], 'must be a date'),
  v.transform(String),
  v.regex(/^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'must be 2022, 2022-05 or 2022-05-16'),
);
const form = v.union(
  [
    v.pipe(
      words,
      v.transform((text): Form => ({ text, matchCase: false })),
    ),
    v.strictObject({ text: words, matchCase: v.boolean('must be true or false') }),
  ],
  'must be words, or text with matchCase',
);

export const entrySchema = v.strictObject({
  headword: words,
  kind: words,
  forms: v.pipe(v.array(form, 'must be a list'), v.nonEmpty('needs at least one form')),
  definition: v.pipe(
    words,
    v.maxLength(DEFINITION_MAX_CHARS, `is longer than ${DEFINITION_MAX_CHARS} characters`),
  ),
  recap: v.strictObject({ section: words, text: words, passage: words }),
  since: v.optional(
    v.pipe(
      v.array(v.strictObject({ date: isoDate, text: words, source: httpsUrl })),
      v.maxLength(4, 'has more than four facts'),
      v.check(
        facts => facts.every((fact, i) => i === 0 || (facts[i - 1]?.date ?? '') >= fact.date),
        'must have the newest first',
      ),
    ),
    [],
  ),
  links: v.pipe(
    v.array(v.strictObject({ label: words, url: httpsUrl }), 'must be a list'),
    v.nonEmpty('needs at least one link'),
    v.maxLength(4, 'has more than four links'),
  ),
  related: v.optional(v.array(words), []),
  otherMeanings: v.optional(v.array(words), []),
});

/** A term's file, read and checked for itself; what it says of other files is not checked yet. */
export interface EntryFile {
  id: string;
  path: string;
  front: v.InferOutput<typeof entrySchema>;
  lineOf: (path: readonly (string | number)[]) => number;
  /** Reads the explanation, once all headwords are known. */
  explain: (headwordOf: ProseContext['headwordOf']) => Explanation;
}

export interface Explanation {
  paragraphs: ReturnType<typeof readParagraph>['inlines'][];
  uses: TermUse[];
}

const FILE_NAME = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/;

/** Reads `glossary/terms/<id>.md`. Returns null after reporting problems. */
export function readEntryFile(file: SourceFile, report: (problem: Problem) => void): EntryFile | null {
  const id = FILE_NAME.exec(file.path.split('/').at(-1) ?? '')?.[1];
  if (!id) {
    report({
      file: file.path,
      line: 1,
      reason: 'a term’s file is named in lower case with hyphens, like service-mesh.md',
    });
    return null;
  }
  const front = readFrontMatter(file, entrySchema, report);
  if (!front) return null;

  const count = front.body.replaceAll(/[[\]|]/g, ' ').match(/\S+/g)?.length ?? 0;
  if (count < EXPLANATION_WORDS.min || count > EXPLANATION_WORDS.max) {
    const { min, max } = EXPLANATION_WORDS;
    const reason = `the explanation has ${count} words, not ${min} to ${max}`;
    report({ file: file.path, line: front.bodyLine, reason });
  }
  const explain = (headwordOf: ProseContext['headwordOf']): Explanation => {
    const context: ProseContext = {
      firstLine: front.bodyLine,
      headwordOf,
      report: (line, reason) => report({ file: file.path, line, reason }),
    };
    const result: Explanation = { paragraphs: [], uses: [] };
    for (const node of parseMarkdown(front.body)) {
      if (node.type !== 'paragraph') {
        context.report(lineOfNode(node, context), `the explanation holds paragraphs, not ${node.type}`);
        continue;
      }
      const { inlines, uses } = readParagraph(node, context);
      result.paragraphs.push(inlines);
      result.uses.push(...uses);
    }
    return result;
  };
  return { id, path: file.path, front: front.value, lineOf: front.lineOf, explain };
}
