import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packIfStale, ROOT, unpack } from '../browsers/packed.ts';

/** An extension to measure, laid out in a folder. */
export interface Build {
  name: 'ours' | 'before';
  folder: string;
  /** Removes what was made for it. */
  remove: () => void;
}

export function buildOurs(): Build {
  packIfStale('chrome');
  const folder = unpack('chrome');
  return { name: 'ours', folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** How much is told of why a build stopped. */
const SAID_CHARS = 600;

/** Builds another revision, with the packages that are installed here. */
export function buildRevision(revision: string): Build {
  const parent = mkdtempSync(join(tmpdir(), 'contextual-glossary-before-'));
  const checkout = join(parent, 'checkout');
  git('worktree', 'add', '--detach', checkout, revision);
  const remove = () => {
    git('worktree', 'remove', '--force', checkout);
    rmSync(parent, { recursive: true, force: true });
  };
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
    const options = { cwd: checkout, env: { ...process.env, CI: '1' }, stdio: 'pipe' } as const;
    execFileSync(join(ROOT, 'node_modules/.bin/wxt'), ['build', '--browser', 'chrome', '--mv3'], options);
    return { name: 'before', folder: join(checkout, '.output/chrome-mv3'), remove };
  } catch (error) {
    remove();
    const said = String((error as { stderr?: Buffer }).stderr ?? error);
    throw new Error(`${revision} cannot be built here:\n${said.slice(0, SAID_CHARS)}`);
  }
}

export const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
