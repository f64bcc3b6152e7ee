import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, firefox } from '@playwright/test';
import { canInstall, install, updateLists } from './debian.ts';

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
  if (canInstall()) {
    console.error(`Installing ${name}, since there is none here …`);
    updateLists();
    for (const wanted of debian) {
      const installed = install(wanted) && system();
      if (installed) return installed;
    }
  }
  throw new Error(
    `No ${name} found: install ${commands.join(' or ')}, run “npx playwright install ${name}”, or name one in ${variable}.`,
  );
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
