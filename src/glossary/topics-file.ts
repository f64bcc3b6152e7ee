import * as v from 'valibot';
import type { Topic } from '../words/term.ts';
import type { Report } from './problem.ts';
import { words } from './schema.ts';
import { readYaml, type SourceFile } from './yaml.ts';

const cues = v.record(words, v.pipe(v.array(words, 'must be a list'), v.nonEmpty('needs at least one word')));
const topicsSchema = v.strictObject({ ours: cues, others: cues, languages: v.optional(cues, {}) });

/** Reads `glossary/topics.yaml`. Returns null after reporting problems. */
export function readTopics(file: SourceFile, report: Report): Topic[] | null {
  const topics = readYaml(file, 1, topicsSchema, report)?.value;
  if (!topics) return null;
  const list = (side: Topic['side']): Topic[] =>
    Object.entries(topics[side]).map(([id, cues]) => ({ id, side, cues }));
  return [...list('ours'), ...list('others'), ...list('languages')];
}
