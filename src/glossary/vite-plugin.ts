import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import type { SourceFile } from './front-matter.ts';
import { type Glossary, readGlossary } from './glossary.ts';
import { GlossaryError } from './problem.ts';

const PREFIX = 'virtual:glossary/';

/**
 * Offers the glossary to the code as modules: `virtual:glossary/terms`, `…/entries`, `…/recap`.
 * The build stops with file, line and reason when the glossary is wrong.
 * @param folder absolute path of `glossary/`
 */
export function glossaryModules(folder: string): Plugin {
  return {
    name: 'contextual-glossary',
    resolveId: id => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      for (const path of glossaryPaths(folder)) this.addWatchFile(path);
      const part = id.slice(PREFIX.length + 1) as keyof Glossary;
      try {
        return `export default ${JSON.stringify(readGlossaryFolder(folder)[part])}`;
      } catch (error) {
        // The message names file and line; where in our code it was found helps nobody.
        if (error instanceof GlossaryError) this.error({ message: error.message, stack: '' });
        throw error;
      }
    },
  };
}

/**
 * Reads `recap.md` and every file below `terms/`.
 * @throws GlossaryError naming every problem with its file and line.
 */
export function readGlossaryFolder(folder: string): Glossary {
  const read = (path: string): SourceFile => ({
    path: relative(join(folder, '..'), path),
    text: readFileSync(path, 'utf8'),
  });
  const [recap, ...terms] = glossaryPaths(folder).map(read);
  if (!recap) throw new Error(`${folder} holds no glossary`);
  return readGlossary(terms, recap);
}

const glossaryPaths = (folder: string): string[] => [
  join(folder, 'recap.md'),
  ...readdirSync(join(folder, 'terms'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(name => join(folder, 'terms', name)),
];
