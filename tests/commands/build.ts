import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { builtFolder, packedFile, ROOT, runWxt, TARGETS } from '../browsers/packed.ts';
import { sayErrors } from './say.ts';

const { values } = parseArgs({ options: { zip: { type: 'boolean', default: false } } });

await sayErrors(() => {
  for (const target of TARGETS) {
    runWxt(values.zip ? 'zip' : 'build', target);
    console.log(relative(ROOT, values.zip ? packedFile(target) : builtFolder(target)));
  }
});
