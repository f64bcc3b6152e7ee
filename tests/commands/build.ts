import { parseArgs } from 'node:util';
import { build } from 'wxt';
import { pack, ROOT, TARGETS } from '../browsers/packed.ts';

const { values } = parseArgs({ options: { zip: { type: 'boolean', default: false } } });

for (const browser of TARGETS)
  if (values.zip) await pack(browser);
  else await build({ root: ROOT, browser, manifestVersion: 3 });
