import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, firefox } from '@playwright/test';

export type BrowserName = 'chromium' | 'firefox';

const KNOWN = {
  chromium: {
    variable: 'CHROMIUM_BIN',
    commands: ['chromium', 'chromium-browser'],
    playwright: chromium,
    debian: ['chromium', 'chromium-browser'],
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    commands: ['firefox-esr', 'firefox'],
    playwright: firefox,
    debian: ['firefox-esr', 'firefox'],
  },
} as const;

export const isBrowserName = (name: string): name is BrowserName => Object.hasOwn(KNOWN, name);

/**
 * Path of a browser that can be driven: the one an environment variable names, else the system's, else
 * Playwright's own, else, as root on Debian or Ubuntu, the distribution's, installed now.
 * @throws with one sentence that says what to install
 */
export function findBrowser(name: BrowserName): string {
  const { variable, commands, playwright, debian } = KNOWN[name];
  const named = process.env[variable];
  if (named) {
    if (!isExecutable(named)) throw new Error(`${variable} names ${named}, which is no program.`);
    return named;
  }
  const system = () => commands.map(inPath).find(path => path !== null);
  const found =
    system() ?? (existsSync(playwright.executablePath()) ? playwright.executablePath() : undefined);
  if (found) return found;
  if (isDebian() && process.getuid?.() === 0) {
    console.error(`Installing ${name}, since there is none here …`);
    apt('update');
    for (const wanted of debian) {
      const installed = apt('install', '--yes', '--no-install-recommends', wanted) && system();
      if (installed) return installed;
    }
  }
  throw new Error(
    `No ${name} found: install ${commands.join(' or ')}, run “npx playwright install ${name}”, or name one in ${variable}.`,
  );
}

/** Runs the distribution's package manager and says whether it did as it was told. */
function apt(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env }).status === 0;
}

function inPath(command: string): string | null {
  const paths = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, command));
  return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
}
