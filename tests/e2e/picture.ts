import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tab } from '../browsers/launch.ts';

/** What a tab shows, for comparing: a mark is painted when the picture is another one without it. */
export async function pictureOf(tab: Tab): Promise<string> {
  const path = join(tmpdir(), `contextual-glossary-picture-${process.pid}.png`);
  await tab.screenshot(path);
  const picture = readFileSync(path, 'base64');
  rmSync(path);
  return picture;
}
