import * as v from 'valibot';
import type { Form } from '../words/term.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Report } from './problem.ts';
import { lineOfNode, type ProseContext, parseMarkdown, readParagraph, type TermUse } from './prose.ts';
import { httpsUrl, isoDate, words } from './schema.ts';
import type { SourceFile } from './yaml.ts';

/** A definition is read at a glance, in the time a card takes to open. */
const DEFINITION_MAX_CHARS = 160;
/** Long enough to explain, short enough to be read to the end. */
const EXPLANATION_WORDS = { min: 40, max: 90 };

/** Something that happened after the recap was written, in May 2022 or soon after; a bare year may be that year. */
const dateSince = v.pipe(
  isoDate,
  v.check(date => date === '2022' || date >= '2022-05', 'is before the recap'),
);

const form = v.union(
  [
    v.pipe(
      words,
      v.transform((text): Form => ({ text, matchCase: false, needsContext: false })),
    ),
    v.strictObject({
      text: words,
      matchCase: v.optional(v.boolean('must be true or false'), false),
      needsContext: v.optional(v.boolean('must be true or false'), false),
    }),
  ],
  'must be words, or text with matchCase or needsContext',
);

/** When whoever wrote the line opened an address that is not in `glossary/addresses.txt`. */
const seen = v.optional(v.pipe(isoDate, v.description('the day on which you opened this address')));
const cueWords = v.pipe(v.array(words, 'must be a list'), v.nonEmpty('needs at least one word'));

/** The front matter of a term's file; `glossary/README.md` says what the fields mean. */
export const entrySchema = v.strictObject({
  headword: v.pipe(words, v.description('the name as it stands in running text')),
  group: v.pipe(words, v.description('an id of groups.yaml')),
  kind: v.pipe(words, v.description('what sort of thing it is, in a word or four')),
  forms: v.pipe(
    v.array(form, 'must be a list'),
    v.nonEmpty('needs at least one form'),
    v.description('how it is written in prose; plain words are found in any case'),
  ),
  definition: v.pipe(
    words,
    v.description('one sentence that needs no other term'),
    v.maxLength(DEFINITION_MAX_CHARS, `is longer than ${DEFINITION_MAX_CHARS} characters`),
  ),
  recap: v.optional(
    v.pipe(
      v.strictObject({ section: words, text: words, passage: words }),
      v.description('what the recap said of it; every term linked in recap.md has this'),
    ),
  ),
  since: v.optional(
    v.pipe(
      v.array(v.strictObject({ date: dateSince, text: words, source: httpsUrl, seen })),
      v.maxLength(4, 'has more than four facts'),
      v.description('what has changed since May 2022, newest first'),
      v.check(
        facts => facts.every((fact, i) => i === 0 || (facts[i - 1]?.date ?? '') >= fact.date),
        'must have the newest first',
      ),
    ),
    [],
  ),
  links: v.pipe(
    v.array(v.strictObject({ label: words, url: httpsUrl, seen }), 'must be a list'),
    v.nonEmpty('needs at least one link'),
    v.maxLength(4, 'has more than four links'),
    v.description('official ones first'),
  ),
  related: v.optional(v.pipe(v.array(words), v.description('ids of other terms')), []),
  cues: v.pipe(cueWords, v.description('words that stand nearby when this meaning is meant')),
  otherMeanings: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: words,
          topics: v.optional(v.array(words, 'must be a list'), []),
          cues: cueWords,
        }),
      ),
      v.description('what else the word can mean, as it reads after “Not”'),
    ),
    [],
  ),
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
export function readEntryFile(file: SourceFile, report: Report): EntryFile | null {
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
    const { min, max } = EXPLANATION_WORDS;
    const count = countWords(result.paragraphs);
    if (count < min || count > max)
      context.report(front.bodyLine, `the explanation has ${count} words, not ${min} to ${max}`);
    return result;
  };
  return { id, path: file.path, front: front.value, lineOf: front.lineOf, explain };
}

const countWords = (paragraphs: Explanation['paragraphs']): number =>
  paragraphs
    .map(inlines => inlines.map(inline => (typeof inline === 'string' ? inline : inline.text)).join(''))
    .join(' ')
    .match(/\S+/g)?.length ?? 0;
