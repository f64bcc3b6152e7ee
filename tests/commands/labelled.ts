import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';

/** What a term means in a document of a public repository: a line of a file of labels. */
export interface Label {
  repo: string;
  commit: string;
  path: string;
  format: string;
  term: string;
  label: 'cloud-native' | 'other' | 'mixed';
  sense: string;
  why: string;
  hard: boolean;
  lang?: string;
}

/** Terms that are called otherwise in the labels than in the glossary. */
const IDS: Record<string, string> = { 'service mesh': 'service-mesh', mesh: 'service-mesh' };
export const termOf = ({ term }: Label): string => IDS[term] ?? term;

/** Reads files of labels. @throws naming the file and line of what is no label */
export const readLabels = (files: string[]): Label[] =>
  files.flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, i) => (line === '' ? [] : [parseLabel(line, `${file}:${i + 1}`)])),
  );

function parseLabel(line: string, where: string): Label {
  let label: Partial<Label>;
  try {
    label = JSON.parse(line);
  } catch {
    throw new Error(`${where}: no JSON`);
  }
  for (const field of ['repo', 'commit', 'path', 'format', 'term', 'label'] as const)
    if (typeof label[field] !== 'string') throw new Error(`${where}: ${field} is missing`);
  return label as Label;
}

/**
 * Whether the weights may be learned from a repository: true for about half of all. The others only ever tell how well
 * they serve, so that no document of theirs, nor a sister of it, was seen before.
 */
export const isLearnedFrom = ({ repo }: Label): boolean =>
  (createHash('sha256').update(repo).digest()[0] ?? 0) % 2 === 0;

/** The labels of each document. */
export const byDocument = (labels: Label[]): Label[][] => [
  ...Map.groupBy(labels, ({ repo, commit, path }) => `${repo}@${commit}:${path}`).values(),
];

/** A document as the page a reader would meet. Text without markup becomes paragraphs. */
export function readPage(label: Label, checkouts: string): string {
  const { format, path } = label;
  const source = readDocument(label, checkouts);
  if (format === 'html') return source;
  const front = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(source);
  const title = /^title:\s*["']?(.*?)["']?\s*$/m.exec(front?.[1] ?? '')?.[1] ?? path.split('/').at(-1) ?? '';
  const body = source.slice(front?.[0].length ?? 0);
  const html = /^(?:md|mdx|markdown)$/.test(format)
    ? (marked.parse(body, { async: false }) as string)
    : body
        .split(/\n\s*\n/)
        .map(paragraph => `<p>${escapeHtml(paragraph)}</p>`)
        .join('\n');
  return `<!doctype html><meta charset="utf-8"><title>${escapeHtml(title)}</title>\n${html}`;
}

function readDocument({ repo, commit, path }: Label, checkouts: string): string {
  const folders = [join(checkouts, repo), join(checkouts, repo.replace('/', '+'), 'repo')];
  const folder = folders.find(existsSync);
  if (!folder) throw new Error(`${repo} is not checked out in ${checkouts}`);
  return execFileSync('git', ['-C', folder, 'show', `${commit}:${path}`], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
