import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Whether packages of Debian or Ubuntu can be installed here: only their root may. */
export function canInstall(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release) && process.getuid?.() === 0;
}

export const updateLists = (): boolean => apt('update');

/** Installs packages and says whether it could. */
export const install = (...packages: string[]): boolean =>
  apt('install', '--yes', '--no-install-recommends', ...packages);

function apt(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env }).status === 0;
}

/** Debian's packages of real pages and dictionaries that tests read, and what each brings. */
const CORPORA = {
  'linux-doc-6.1': '/usr/share/doc/linux-doc-6.1/html',
  'python-astropy-doc': '/usr/share/doc/python-astropy-doc/html',
  'debian-handbook': '/usr/share/doc/debian-handbook/html/en-US',
  'dict-gcide': '/usr/share/dictd/gcide.dict.dz',
  'dict-wn': '/usr/share/dictd/wn.dict.dz',
} as const;
export type Corpus = keyof typeof CORPORA;

/**
 * Path of what a package brings; it is installed where it can be.
 * @throws with one sentence that says what to install
 */
export function findCorpus(name: Corpus): string {
  const path = CORPORA[name];
  if (!existsSync(path) && canInstall()) {
    const missing = (Object.keys(CORPORA) as Corpus[]).filter(each => !existsSync(CORPORA[each]));
    console.error(`Installing ${missing.join(', ')} …`);
    updateLists();
    install(...missing);
  }
  if (!existsSync(path)) throw new Error(`No ${path}: install Debian’s package ${name}.`);
  return path;
}
