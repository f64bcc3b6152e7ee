import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type Page as PlaywrightPage,
  type Worker,
} from '@playwright/test';
import puppeteer, { type Browser, type Page as PuppeteerPage } from 'puppeteer-core';
import { type BrowserName, findBrowser } from './find.ts';
import { type Target, unpack } from './packed.ts';

/** A browser with the packed extension in it, driven alike whichever it is. */
export interface Reader {
  name: BrowserName;
  newTab: () => Promise<Tab>;
  /** Opens one of the extension's own pages, such as "reader.html#names", in a tab. */
  openOwnPage: (path: string) => Promise<Tab>;
  /** Tabs that are open, whoever opened them. */
  tabs: () => Promise<Tab[]>;
  /** Gives one of the extension's commands in the tab in front, as its key does: no driver presses keys of the browser. */
  command: (name: string) => Promise<void>;
  /** Has the extension's background stopped, as browsers do when it has no work. Firefox needs `idleSoon` for it. */
  stopBackground: () => Promise<void>;
  close: () => Promise<void>;
}

export interface Tab {
  /** Goes to an address and waits until it is loaded. @throws when it cannot be opened */
  goto: (url: string) => Promise<void>;
  url: () => Promise<string>;
  /** Runs a function in the page; it and its argument are copied there. */
  evaluate: <Argument, Result>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ) => Promise<Result>;
  move: (x: number, y: number) => Promise<void>;
  click: (x: number, y: number) => Promise<void>;
  press: (key: string) => Promise<void>;
  /** Holds a key, or lets go of it. */
  hold: (key: 'Alt' | 'Control' | 'Shift', down: boolean) => Promise<void>;
  /** Holds the mouse button, or lets go of it. */
  button: (down: boolean) => Promise<void>;
  /** Moves a finger from point to point, rests it there, and lifts it; a tap when there is one point and no rest. */
  touch: (points: readonly (readonly [x: number, y: number])[], restMs?: number) => Promise<void>;
  /** Pastes what is on the clipboard. */
  paste: () => Promise<void>;
  resize: (width: number, height: number) => Promise<void>;
  /** A picture of what is in view, as PNG. */
  screenshot: (path: string) => Promise<void>;
  toFront: () => Promise<void>;
  /** What assistive technology is told of what is in a dialog, as "role name"; null where the browser does not say. */
  spoken: () => Promise<string[] | null>;
  onError: (listener: (text: string) => void) => void;
  close: () => Promise<void>;
}

export interface LaunchOptions {
  /** In a window, for a person to use; else without one. */
  window?: boolean;
  dark?: boolean;
  /** With the reader's own few colours in place of the page's. */
  forcedColours?: boolean;
  /** With more contrast, and less motion. */
  calm?: boolean;
  /** Firefox stops the extension's background after a second without work; else, as Chromium, after half a minute. */
  idleSoon?: boolean;
  /** Folders of further extensions. */
  alongside?: string[];
  /** Folder of a profile to keep; else a new one is made and removed. */
  profile?: string;
  /** Folder of the extension, or null for a browser without it; else the packed file is laid out in a new one. */
  extension?: string | null;
}

export const TARGET_OF = { chromium: 'chrome', firefox: 'firefox' } as const satisfies Record<
  BrowserName,
  Target
>;

/** A host name of this machine that browsers do not take for it: its pages are no secure context, as over plain http. */
export const PLAIN_HOST = 'plain.example';

const LOAD_TIMEOUT_MS = 30_000;

export async function launch(name: BrowserName, options: LaunchOptions = {}): Promise<Reader> {
  const unpacked = options.extension === undefined ? unpack(TARGET_OF[name]) : null;
  const extension = options.extension ?? unpacked;
  const folders = [...(extension ? [extension] : []), ...(options.alongside ?? [])];
  const reader = await (name === 'chromium' ? launchChromium : launchFirefox)(folders, options);
  return {
    ...reader,
    async close() {
      await reader.close();
      if (unpacked) rmSync(unpacked, { recursive: true, force: true });
    },
  };
}

/** How Chromium is started with extensions in it. */
export const chromiumOptions = (
  extensions: string[],
  options: LaunchOptions,
): Parameters<typeof chromium.launchPersistentContext>[1] & object => {
  const folders = extensions.join();
  return {
    executablePath: findBrowser('chromium'),
    headless: false, // said below: Playwright's own headless mode loads no extensions
    viewport: options.window ? null : { width: 1280, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    forcedColors: options.forcedColours ? 'active' : 'none',
    contrast: options.calm ? 'more' : 'no-preference',
    reducedMotion: options.calm ? 'reduce' : 'no-preference',
    args: [
      ...(options.window ? [] : ['--headless=new', '--disable-gpu']),
      // A container's root cannot have Chromium's sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...[
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
      ],
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
      ...['--disable-sync', `--disable-extensions-except=${folders}`, `--load-extension=${folders}`],
    ],
  };
};

async function launchChromium(extensions: string[], options: LaunchOptions): Promise<Reader> {
  const context = await chromium.launchPersistentContext(
    options.profile ?? '',
    chromiumOptions(extensions, options),
  );
  return {
    name: 'chromium',
    newTab: async () => chromiumTab(await context.newPage()),
    async openOwnPage(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${await chromiumId(context)}/${path}`);
      return chromiumTab(page);
    },
    tabs: async () => context.pages().map(chromiumTab),
    async command(name) {
      const worker = await chromiumWorker(context);
      await worker.evaluate(async name => {
        const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
        const { onCommand } = chrome.commands as unknown as {
          onCommand: { dispatch: (name: string, tab: unknown) => void };
        };
        onCommand.dispatch(name, tab);
      }, name);
    },
    async stopBackground() {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${await chromiumId(context)}/reader.html`);
      const session = await context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await page.waitForFunction(isBackgroundStopped);
      await page.close();
    },
    close: () => context.close(),
  };
}

/** Runs in one of the extension's pages. */
const isBackgroundStopped = async (): Promise<boolean> => {
  const api = (globalThis.browser ?? chrome) as unknown as typeof chrome;
  const contexts = await api.runtime.getContexts({ contextTypes: ['BACKGROUND'] });
  return contexts.length === 0;
};

/** The id under which Chromium has our extension: that of the worker which is ours by name. */
const chromiumId = async (context: BrowserContext): Promise<string> =>
  new URL((await chromiumWorker(context)).url()).host;

async function chromiumWorker(context: BrowserContext): Promise<Worker> {
  const ours = (url: string) => url.endsWith('/background.js');
  return (
    context.serviceWorkers().find(candidate => ours(candidate.url())) ??
    (await context.waitForEvent('serviceworker', candidate => ours(candidate.url())))
  );
}

const rest = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

function chromiumTab(page: PlaywrightPage): Tab {
  let screen: Promise<CDPSession> | undefined;
  /** Kept: a session that ends takes with it what a finger has begun. */
  const touchScreen = () => {
    screen ??= page
      .context()
      .newCDPSession(page)
      .then(async session => {
        await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
        return session;
      });
    return screen;
  };
  return {
    async goto(url) {
      const response = await page.goto(url, { timeout: LOAD_TIMEOUT_MS });
      refuseErrorStatus(response?.status());
    },
    url: async () => page.url(),
    evaluate: (run, argument) => page.evaluate(run as never, argument),
    move: (x, y) => page.mouse.move(x, y),
    click: (x, y) => page.mouse.click(x, y),
    press: key => page.keyboard.press(key),
    hold: (key, down) => (down ? page.keyboard.down(key) : page.keyboard.up(key)),
    button: down => (down ? page.mouse.down() : page.mouse.up()),
    async touch([start = [0, 0], ...points], restMs = 0) {
      const session = await touchScreen();
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly [number, number] | null) =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] });
      await touch('touchStart', start);
      for (const point of points) await touch('touchMove', point);
      await rest(restMs);
      await touch('touchEnd', null);
    },
    paste: () => page.keyboard.press('Control+v'),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: async path => void (await page.screenshot({ path })),
    toFront: () => page.bringToFront(),
    spoken: () => spokenDialog(page),
    onError: listener => void page.on('pageerror', error => listener(error.message)),
    close: () => page.close(),
  };
}

/** What Chromium tells of the first dialog and what is in it, without what is passed over. */
async function spokenDialog(page: PlaywrightPage): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map(node => [node.nodeId, node]));
  const tell = (node: (typeof nodes)[number]): string[] => {
    const role = String(node.role?.value);
    const below = (node.childIds ?? []).flatMap(id => tell(byId.get(id) ?? node));
    if (node.ignored || role === 'generic' || role === 'none') return below;
    if (role === 'InlineTextBox' || role === 'LineBreak') return [];
    return [`${role} ${node.name?.value ?? ''}`.trim(), ...below];
  };
  const dialog = nodes.find(node => node.role?.value === 'dialog');
  return dialog ? tell(dialog) : [];
}

const GECKO_ID = 'contextual-glossary@contextual-glossary.org';
/** Any will do: it is set so that the addresses of our pages are known. */
const GECKO_UUID = '6d9d7a4e-0c55-4f5c-9c43-5a2a1a3cf6d1';

async function launchFirefox(extensions: string[], options: LaunchOptions): Promise<Reader> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox'),
    headless: !options.window,
    ...(options.profile && { userDataDir: options.profile }),
    defaultViewport: options.window ? null : { width: 1280, height: 800 },
    // Without it the protocol does not navigate to pages of extensions.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: GECKO_UUID }),
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      'network.dns.localDomains': PLAIN_HOST,
      // As if the reader had allowed local files in the add-on's settings.
      'extensions.webextensions.fileSchemeAccess.requireOptIn': false,
      'layout.css.prefers-color-scheme.content-override': options.dark ? 0 : 1,
      ...(options.forcedColours && { 'browser.display.document_color_use': 2 }),
      ...(options.calm && { 'ui.prefersReducedMotion': 1, 'ui.prefersContrast': 1 }),
      ...(options.idleSoon && { 'extensions.background.idle.timeout': 1_000 }),
    },
  });
  for (const folder of extensions) await browser.installExtension(folder);
  return {
    name: 'firefox',
    newTab: async () => puppeteerTab(await browser.newPage()),
    openOwnPage: path => openFirefoxPage(browser, `moz-extension://${GECKO_UUID}/${path}`),
    tabs: async () => (await browser.pages()).map(puppeteerTab),
    command: name => pressFirefoxKey(browser, keyOf(extensions, name)),
    async stopBackground() {
      const own = await openFirefoxPage(browser, `moz-extension://${GECKO_UUID}/reader.html`);
      while (!(await own.evaluate(isBackgroundStopped, null)))
        await new Promise(resolve => setTimeout(resolve, 100));
      await own.close();
    },
    close: () => browser.close(),
  };
}

/** The letter of a command's key. */
function keyOf([extension = '']: string[], command: string): string {
  const { commands } = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  return commands[command].suggested_key.default.split('+').at(-1);
}

/** Does what Firefox's window does when the key of an extension's command is pressed. */
async function pressFirefoxKey(browser: Browser, letter: string): Promise<void> {
  // Not part of what puppeteer knows: contexts of the browser's own windows.
  const { connection } = browser as unknown as {
    connection: { send: (method: string, params: object) => Promise<{ result: never }> };
  };
  const tree: { contexts: { context: string }[] } = (
    await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
  ).result;
  const press = (letter: string) => {
    const keys = [...document.querySelectorAll('keyset[id^="ext-keyset"] key')];
    const key = keys.find(key => key.getAttribute('key')?.toUpperCase() === letter);
    if (!key) throw new Error(`no command has the key ${letter}`);
    (key as unknown as { doCommand: () => void }).doCommand();
  };
  for (const { context } of tree.contexts)
    await connection.send('script.evaluate', {
      ...{ expression: `(${press})('${letter}')`, target: { context }, awaitPromise: false },
    });
}

/** Such a page changes process while it opens, and the protocol never says that it has loaded; so it is asked. */
async function openFirefoxPage(browser: Browser, url: string): Promise<Tab> {
  const page = await browser.newPage();
  const going = page.goto(url).catch(() => null);
  for (let tries = 0; tries < 100; tries++) {
    await new Promise(resolve => setTimeout(resolve, 50));
    const arrived = await page
      .evaluate(() => document.readyState === 'complete' && location.protocol === 'moz-extension:')
      .catch(() => false);
    if (arrived) return puppeteerTab(page);
  }
  await going;
  throw new Error(`${url} did not open`);
}

export function puppeteerTab(page: PuppeteerPage): Tab {
  return {
    async goto(url) {
      const response = await page.goto(url, { timeout: LOAD_TIMEOUT_MS });
      refuseErrorStatus(response?.status());
    },
    url: () => page.evaluate(() => location.href),
    evaluate: (run, argument) => page.evaluate(run as never, argument) as never,
    move: (x, y) => page.mouse.move(x, y),
    click: (x, y) => page.mouse.click(x, y),
    press: key => page.keyboard.press(key as never),
    hold: (key, down) => (down ? page.keyboard.down(key) : page.keyboard.up(key)),
    button: down => (down ? page.mouse.down() : page.mouse.up()),
    async touch([start = [0, 0], ...points], restMs = 0) {
      const finger = await page.touchscreen.touchStart(...start);
      for (const point of points) await finger.move(...point);
      await rest(restMs);
      await finger.end();
    },
    async paste() {
      await page.keyboard.down('Control');
      await page.keyboard.press('v');
      await page.keyboard.up('Control');
    },
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async path => void (await page.screenshot({ path: path as `${string}.png` })),
    toFront: () => page.bringToFront(),
    spoken: async () => null,
    onError: listener => void page.on('pageerror', error => listener(String(error))),
    close: () => page.close(),
  };
}

function refuseErrorStatus(status: number | undefined): void {
  if (status !== undefined && status >= 400) throw new Error(`the server answered ${status}`);
}
