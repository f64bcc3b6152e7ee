import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { entryJsonSchema } from '../../src/glossary/json-schema.ts';
import { readKnownLines } from '../../src/glossary/known-lines.ts';
import { notOnce } from '../../src/glossary/passages.ts';
import { ROOT } from '../browsers/packed.ts';
import { describeGlossary } from './describe-glossary.ts';
import { sayErrors } from './say.ts';

const USAGE = 'npm run glossary [-- --schema | --original FILE]';
const FOLDER = join(ROOT, 'glossary');
const PASSAGES = join(FOLDER, 'passages.txt');

// For those who maintain the words: what there is, and what is missing.
await sayErrors(() => {
  const { schema, original } = readArguments();
  if (schema)
    writeFileSync(join(FOLDER, 'entry.schema.json'), `${JSON.stringify(entryJsonSchema(), null, 2)}\n`);
  else if (original !== undefined) checkPassages(readFileSync(original, 'utf8'));
  else console.log(describeGlossary(readGlossaryFolder(FOLDER), new Date()));
});

/** Every passage must be in the original post exactly once, or its link would lead to another place or to none. */
function checkPassages(original: string): void {
  const passages = readKnownLines({ path: PASSAGES, text: readFileSync(PASSAGES, 'utf8') });
  const wrong = notOnce(original, passages);
  if (wrong.length > 0)
    throw new Error(wrong.map(({ passage, times }) => `“${passage}” is there ${times} times`).join('\n'));
  console.log(`${passages.size} passages, each there once`);
}

function readArguments() {
  try {
    const options = { schema: { type: 'boolean' }, original: { type: 'string' } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\nusage: ${USAGE}`);
  }
}
