import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import packageJson from '../../package.json' with { type: 'json' };

/** The stores we build for. */
export const TARGETS = ['chrome', 'edge', 'firefox', 'safari'] as const;
export type Target = (typeof TARGETS)[number];

export const ROOT = join(import.meta.dirname, '../..');
const OUTPUT = join(ROOT, '.output');
/** What a build is made of; anything newer than the packed file asks for a new one. */
const SOURCES = ['entrypoints', 'src', 'glossary', 'package.json', 'wxt.config.ts'];

/** Where the built extension lies as a folder, for loading by hand. */
export const builtFolder = (target: Target): string => join(OUTPUT, `${target}-mv3`);

/** The file that is handed to the store. */
export const packedFile = (target: Target): string =>
  join(OUTPUT, `${packageJson.name}-${packageJson.version}-${target}.zip`);

/**
 * Builds the extension for one store, and packs it.
 * @throws when the build stops; what it said is on standard error
 */
export function pack(target: Target): void {
  runWxt('zip', target);
}

/** Runs a command of the build tool; it speaks only when something is wrong. */
export function runWxt(command: 'build' | 'zip', target: Target): void {
  const wxt = join(ROOT, 'node_modules/.bin/wxt');
  const { status, stdout, stderr } = spawnSync(wxt, [command, '--browser', target, '--mv3'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CI: '1' }, // no spinner
  });
  if (status === 0) return;
  console.error(stdout + stderr);
  throw new Error(`The build for ${target} stopped.`);
}

/** Packs what is not packed yet, or was before a source changed. */
export function packIfStale(target: Target): void {
  const packedMs = modifiedMs(packedFile(target));
  if (SOURCES.some(source => modifiedMs(join(ROOT, source)) > packedMs)) pack(target);
}

/** WXT's own level, for what goes to the stores. */
const PACKED_LEVEL = 9;
/** How many bytes a file weighs as it is sent. */
export const packedBytes = (content: string | Buffer): number =>
  gzipSync(content, { level: PACKED_LEVEL }).length;

/** Lays out the packed file's content in a new folder: what is loaded is what would be handed to the store. */
export function unpack(target: Target): string {
  const folder = mkdtempSync(join(tmpdir(), `contextual-glossary-${target}-`));
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(packedFile(target))))) {
    if (name.endsWith('/')) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** When a file, or the newest thing in a folder, was last changed; 0 for what does not exist. */
function modifiedMs(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder counts as well: its own time tells of files that were removed from it.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map(name => modifiedMs(join(path, name))));
}
