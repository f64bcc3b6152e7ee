import type * as v from 'valibot';
import type { Report } from './problem.ts';
import { type LineOf, readYaml, type SourceFile } from './yaml.ts';

export interface FrontMatter<Value> {
  value: Value;
  lineOf: LineOf;
  /** What follows the front matter, and the line of the file on which it starts. */
  body: string;
  bodyLine: number;
}

const FENCE = /^---\r?\n([\s\S]*?)^---\r?\n?/m;

/** Reads the YAML at the head of a file and checks it against a schema. Returns null after reporting problems. */
export function readFrontMatter<Schema extends v.GenericSchema>(
  file: SourceFile,
  schema: Schema,
  report: Report,
): FrontMatter<v.InferOutput<Schema>> | null {
  const text = file.text.replace(/^\uFEFF/, '');
  const fence = FENCE.exec(text);
  if (fence?.index !== 0) {
    report({ file: file.path, line: 1, reason: 'must begin with front matter between two lines of ---' });
    return null;
  }
  // The YAML follows the opening fence.
  const front = readYaml({ path: file.path, text: fence[1] ?? '' }, 2, schema, report);
  if (!front) return null;
  return { ...front, body: text.slice(fence[0].length), bodyLine: fence[0].split('\n').length };
}
