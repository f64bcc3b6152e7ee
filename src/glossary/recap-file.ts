import type { Heading } from 'mdast';
import * as v from 'valibot';
import type { Inline, Section } from '../words/term.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Report } from './problem.ts';
import { lineOfNode, type ProseContext, parseMarkdown, readParagraph, type TermUse } from './prose.ts';
import { httpsUrl, words } from './schema.ts';
import type { SourceFile } from './yaml.ts';

const recapSchema = v.strictObject({
  title: words,
  author: words,
  publisher: words,
  url: httpsUrl,
});

/** A section as written; `passage` holds words of the original, not yet an address. */
export interface SectionText extends Omit<Section, 'terms'> {
  line: number;
  passageLine: number;
  /** The terms of the recap itself. */
  uses: TermUse[];
  /** The terms of our notes on it. */
  noteUses: TermUse[];
}

export interface RecapFile {
  path: string;
  front: v.InferOutput<typeof recapSchema>;
  sections: SectionText[];
}

const HEADING = /^(.+?)\s*\{#([a-z0-9-]+)\}$/;
/** `> Label: text`. The label "Passage" quotes the words of the original that the section is about. */
const NOTE_LABEL = /^([^:]{2,40}):\s+/;

/** Reads `glossary/recap.md`. Returns null after reporting problems. */
export function readRecapFile(
  file: SourceFile,
  headwordOf: ProseContext['headwordOf'],
  report: Report,
): RecapFile | null {
  const front = readFrontMatter(file, recapSchema, report);
  if (!front) return null;
  const context: ProseContext = {
    firstLine: front.bodyLine,
    headwordOf,
    report: (line, reason) => report({ file: file.path, line, reason }),
  };

  const sections: SectionText[] = [];
  for (const node of parseMarkdown(front.body)) {
    const line = lineOfNode(node, context);
    const section = sections.at(-1);
    if (node.type === 'heading') {
      const opened = openSection(node, line);
      if (opened) sections.push(opened);
      else context.report(line, 'a section starts with “## Title {#id}”');
    } else if (!section) context.report(line, 'text before the first section');
    else if (node.type === 'paragraph') {
      const { inlines, uses } = readParagraph(node, context);
      section.paragraphs.push(inlines);
      section.uses.push(...uses);
    } else if (
      node.type === 'blockquote' &&
      node.children.length === 1 &&
      node.children[0]?.type === 'paragraph'
    ) {
      const { inlines, uses } = readParagraph(node.children[0], context);
      section.noteUses.push(...uses);
      addNote(section, inlines, line, reason => context.report(line, reason));
    } else
      context.report(
        line,
        `a section holds paragraphs and “> Label: text”, a paragraph each, not ${node.type}`,
      );
  }
  for (const section of sections) {
    if (section.paragraphs.length === 0) context.report(section.line, `section ${section.id} is empty`);
    if (!section.passage)
      context.report(section.line, `section ${section.id} has no “> Passage: words of the original”`);
  }
  if (sections.length === 0) context.report(front.bodyLine, 'there is no section');
  return { path: file.path, front: front.value, sections };
}

function openSection(node: Heading, line: number): SectionText | null {
  const only = node.children.length === 1 ? node.children[0] : undefined;
  const [, title, id] = (only?.type === 'text' && HEADING.exec(only.value)) || [];
  if (node.depth !== 2 || !title || !id) return null;
  return {
    id,
    title,
    line,
    paragraphs: [],
    notes: [],
    passage: '',
    passageLine: line,
    uses: [],
    noteUses: [],
  };
}

function addNote(
  section: SectionText,
  inlines: Inline[],
  line: number,
  report: (reason: string) => void,
): void {
  const [first, ...rest] = inlines;
  const [whole, label] = (typeof first === 'string' && NOTE_LABEL.exec(first)) || [];
  if (typeof first !== 'string' || !whole || !label) {
    report('a note starts with its label: “> Since then: …”');
    return;
  }
  const opening = first.slice(whole.length);
  const capital = opening.charAt(0).toUpperCase() + opening.slice(1);
  if (label !== 'Passage') section.notes.push({ label, text: [capital, ...rest] });
  else if (rest.length > 0) report('a passage is plain words');
  else if (section.passage) report('a section has one passage');
  else {
    section.passage = opening;
    section.passageLine = line;
  }
}
