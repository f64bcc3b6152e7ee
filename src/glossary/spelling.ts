import { join } from 'node:path';
import { type CSpellSettings, loadConfig, spellCheckDocument } from 'cspell-lib';
import type { Problem } from './problem.ts';
import type { SourceFile } from './yaml.ts';

/**
 * Finds the words of a glossary's files that neither the dictionary of British English nor that of this project knows.
 * @param root absolute path of the folder that holds `.cspell.json` and the files
 */
export async function findMisspelled(root: string, files: SourceFile[]): Promise<Problem[]> {
  const settings: CSpellSettings = await loadConfig(join(root, '.cspell.json'));
  const problems: Problem[] = [];
  for (const { path, text } of files) {
    const document = { uri: `file://${join(root, path)}`, text, languageId: 'markdown' };
    const options = { generateSuggestions: false, noConfigSearch: true };
    const { issues, errors } = await spellCheckDocument(document, options, settings);
    if (errors?.length) throw new Error(`${path} could not be checked: ${errors.join(', ')}`);
    for (const { text: word, offset } of issues)
      problems.push({
        file: path,
        line: text.slice(0, offset).split('\n').length,
        reason: `“${word}” is in no dictionary: misspelled, or for glossary/dictionary.txt`,
      });
  }
  return problems;
}
