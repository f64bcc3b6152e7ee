import type { Nodes, Paragraph, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Inline } from '../words/term.ts';
import { isHttps } from './schema.ts';

/** A use of `[[id]]` or `[[id|words]]`, and its line in the file. */
export interface TermUse {
  id: string;
  line: number;
}

/** Prose before its term links are given the words they show. */
export interface Prose {
  inlines: Inline[];
  uses: TermUse[];
}

/** What the parser of one file needs to know to speak of lines and headwords. */
export interface ProseContext {
  /** Line of the file on which the Markdown starts. */
  firstLine: number;
  /** The words shown for `[[id]]`. An unknown id yields undefined; whoever reads the uses reports it. */
  headwordOf: (id: string) => string | undefined;
  report: (line: number, reason: string) => void;
}

const TERM_LINK = /\[\[([^\]|]*)(?:\|([^\]]*))?\]\]/g;

/** The blocks of a Markdown text, with positions. */
export const parseMarkdown = (markdown: string): RootContent[] => fromMarkdown(markdown).children;

/** Line of the file on which a Markdown node starts. */
export const lineOfNode = (node: Nodes, context: ProseContext): number =>
  (node.position?.start.line ?? 1) + context.firstLine - 1;

/** Reads one paragraph: plain text, `[[id]]`, `[[id|words]]` and Markdown links; nothing else is allowed. */
export function readParagraph(paragraph: Paragraph, context: ProseContext): Prose {
  const prose: Prose = { inlines: [], uses: [] };
  for (const child of paragraph.children) {
    const line = lineOfNode(child, context);
    if (child.type === 'text') readText(child.value, line, context, prose);
    else if (child.type === 'link' && child.children.every(part => part.type === 'text')) {
      if (!isHttps(child.url)) context.report(line, `link is not https: ${child.url}`);
      prose.inlines.push({ url: child.url, text: child.children.map(part => part.value).join('') });
    } else context.report(line, `prose holds plain words, [[terms]] and links, not ${child.type}`);
  }
  return prose;
}

function readText(text: string, line: number, context: ProseContext, prose: Prose): void {
  let from = 0;
  const push = (words: string) => {
    if (words) prose.inlines.push(words.replace(/\s+/g, ' '));
  };
  for (const link of text.matchAll(TERM_LINK)) {
    const [whole, id = '', words] = link;
    push(text.slice(from, link.index));
    from = link.index + whole.length;
    prose.uses.push({ id, line: line + text.slice(0, link.index).split('\n').length - 1 });
    prose.inlines.push({ term: id, text: (words ?? context.headwordOf(id) ?? id).replace(/\s+/g, ' ') });
  }
  push(text.slice(from));
}
