import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Glossary, readGlossary } from './glossary.ts';
import type { SourceFile } from './yaml.ts';

/**
 * Reads every file of the glossary.
 * @throws GlossaryError naming every problem with its file and line.
 */
export function readGlossaryFolder(folder: string): Glossary {
  const read = (name: string): SourceFile => ({
    path: `${basename(folder)}/${name}`,
    text: readFileSync(join(folder, name), 'utf8'),
  });
  const { terms, ...lists } = glossaryFiles(folder);
  return readGlossary({
    terms: terms.map(read),
    recap: read(lists.recap),
    groups: read(lists.groups),
    topics: read(lists.topics),
    addresses: read(lists.addresses),
    passages: read(lists.passages),
  });
}

/** The files of a glossary by what they hold, as paths from its folder. */
export const glossaryFiles = (folder: string) => ({
  recap: 'recap.md',
  groups: 'groups.yaml',
  topics: 'topics.yaml',
  addresses: 'addresses.txt',
  passages: 'passages.txt',
  terms: readdirSync(join(folder, 'terms'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(name => `terms/${name}`),
});
