import * as v from 'valibot';
import type { Report } from './problem.ts';
import { words } from './schema.ts';
import { readYaml, type SourceFile } from './yaml.ts';

const groupsSchema = v.pipe(
  v.array(
    v.strictObject({ id: words, title: words, marked: v.boolean('must be true or false') }),
    'must be a list',
  ),
  v.nonEmpty('must name at least one group'),
  v.check(groups => new Set(groups.map(({ id }) => id)).size === groups.length, 'names a group twice'),
);

export type GroupText = v.InferOutput<typeof groupsSchema>[number];

/** Reads `glossary/groups.yaml`. Returns null after reporting problems. */
export const readGroups = (file: SourceFile, report: Report): GroupText[] | null =>
  readYaml(file, 1, groupsSchema, report)?.value ?? null;
