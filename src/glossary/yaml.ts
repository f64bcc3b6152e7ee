import * as v from 'valibot';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Report } from './problem.ts';

/** A text file of the glossary; `path` is how problems name it. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Line in the file (from 1) on which the value at a path of keys stands, or the nearest one above it. */
export type LineOf = (path: readonly (string | number)[]) => number;

/**
 * Reads YAML and checks it against a schema. Returns null after reporting problems.
 * @param firstLine line of the file on which the YAML starts
 */
export function readYaml<Schema extends v.GenericSchema>(
  { path: file, text }: SourceFile,
  firstLine: number,
  schema: Schema,
  report: Report,
): { value: v.InferOutput<Schema>; lineOf: LineOf } | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fileLine = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  if (document.errors.length > 0) {
    for (const error of document.errors)
      report({ file, line: fileLine(error.pos[0]), reason: `not valid YAML: ${error.code}` });
    return null;
  }

  const lineOf: LineOf = path => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return fileLine(node.range[0]);
    }
    return 1;
  };
  const result = v.safeParse(schema, document.toJS());
  if (result.success) return { value: result.output, lineOf };
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map(item => item.key as string | number);
    const unknown = issue.expected === 'never' && 'is not a known field';
    const missing = issue.received === 'undefined' && 'is missing';
    const where = path.length > 0 ? path.join('.') : 'the file';
    report({ file, line: lineOf(path), reason: `${where}: ${unknown || missing || issue.message}` });
  }
  return null;
}
