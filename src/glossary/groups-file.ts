import * as v from 'valibot';
import type { Report } from './problem.ts';
import { words } from './schema.ts';
import { readYaml, type SourceFile } from './yaml.ts';

const groupsSchema = v.pipe(
  v.array(
    v.strictObject({
      id: words,
      title: words,
      marked: v.boolean('must be true or false'),
      topics: v.optional(v.array(words, 'must be a list'), []),
    }),
    'must be a list',
  ),
  v.nonEmpty('must name at least one group'),
  v.check(groups => new Set(groups.map(({ id }) => id)).size === groups.length, 'names a group twice'),
);

type GroupFields = v.InferOutput<typeof groupsSchema>[number];

export interface GroupText extends GroupFields {
  path: string;
  /** Where its topics are named. */
  line: number;
}

/** Reads `glossary/groups.yaml`. Returns null after reporting problems. */
export function readGroups(file: SourceFile, report: Report): GroupText[] | null {
  const read = readYaml(file, 1, groupsSchema, report);
  if (!read) return null;
  return read.value.map((group, i) => ({ ...group, path: file.path, line: read.lineOf([i, 'topics']) }));
}
