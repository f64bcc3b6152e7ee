import * as v from 'valibot';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problem.ts';

/** A text file of the glossary; `path` is how problems name it. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface FrontMatter<Value> {
  value: Value;
  /** Line in the file (from 1) on which the value at a path of keys stands, or the nearest one above it. */
  lineOf: (path: readonly (string | number)[]) => number;
  /** What follows the front matter, and the line of the file on which it starts. */
  body: string;
  bodyLine: number;
}

const FENCE = /^---\r?\n([\s\S]*?)^---\r?\n?/m;

/** Reads the YAML at the head of a file and checks it against a schema. Returns null after reporting problems. */
export function readFrontMatter<Schema extends v.GenericSchema>(
  file: SourceFile,
  schema: Schema,
  report: (problem: Problem) => void,
): FrontMatter<v.InferOutput<Schema>> | null {
  const text = file.text.replace(/^\uFEFF/, '');
  const fence = FENCE.exec(text);
  if (fence?.index !== 0) {
    report({ file: file.path, line: 1, reason: 'must begin with front matter between two lines of ---' });
    return null;
  }
  const yaml = fence[1] ?? '';
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  // Line 1 of the YAML is line 2 of the file, after the opening fence.
  const fileLine = (offset: number) => lines.linePos(offset).line + 1;
  if (document.errors.length > 0) {
    for (const error of document.errors)
      report({ file: file.path, line: fileLine(error.pos[0]), reason: `not valid YAML: ${error.code}` });
    return null;
  }

  const lineOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return fileLine(node.range[0]);
    }
    return 1;
  };
  const result = v.safeParse(schema, document.toJS());
  if (!result.success) {
    for (const issue of result.issues) {
      const path = (issue.path ?? []).map(item => item.key as string | number);
      const unknown = issue.expected === 'never' && 'is not a known field';
      const missing = issue.received === 'undefined' && 'is missing';
      const reason = unknown || missing || issue.message;
      report({
        file: file.path,
        line: lineOf(path),
        reason: `${path.join('.') || 'front matter'}: ${reason}`,
      });
    }
    return null;
  }
  const body = text.slice(fence[0].length);
  return { value: result.output, lineOf, body, bodyLine: fence[0].split('\n').length };
}
