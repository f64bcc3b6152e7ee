import { join } from 'node:path';
import type { Plugin } from 'vite';
import { glossaryFiles, readGlossaryFolder } from './folder.ts';
import type { Glossary } from './glossary.ts';
import { packTerms } from './pack-terms.ts';
import { GlossaryError } from './problem.ts';

const PREFIX = 'virtual:glossary/';

/**
 * Offers the glossary to the code as modules: `virtual:glossary/packedTerms` and `…/otherTerms` (see
 * `PackedTerms`), `…/lexiconText`, `…/groups`, `…/entries`, `…/recap`.
 * The build stops with file, line and reason when the glossary is wrong.
 * @param folder absolute path of `glossary/`
 */
export function glossaryModules(folder: string): Plugin {
  return {
    name: 'contextual-glossary',
    resolveId: id => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const { terms, ...lists } = glossaryFiles(folder);
      for (const name of [...terms, ...Object.values(lists)]) this.addWatchFile(join(folder, name));
      const part = id.slice(PREFIX.length + 1) as keyof Glossary | 'packedTerms' | 'lexiconText';
      try {
        const glossary = readGlossaryFolder(folder);
        return `export default ${JSON.stringify(moduleOf(glossary, part))}`;
      } catch (error) {
        // The message names file and line; where in our code it was found helps nobody.
        if (error instanceof GlossaryError) this.error({ message: error.message, stack: '' });
        throw error;
      }
    },
  };
}

function moduleOf(glossary: Glossary, part: keyof Glossary | 'packedTerms' | 'lexiconText'): unknown {
  if (part === 'packedTerms') return packTerms(glossary.terms);
  if (part === 'otherTerms') return packTerms(glossary.otherTerms);
  // Text, of half a megabyte: the background is started often, and parses it only when meanings are asked for.
  if (part === 'lexiconText') return JSON.stringify(glossary.lexicon);
  return glossary[part];
}
