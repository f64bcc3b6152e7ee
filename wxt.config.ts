import { join } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { glossaryModules } from './src/glossary/vite-plugin.ts';
import { markRules } from './src/page/mark-rules.ts';

/** The oldest browsers with everything that is used; also said in the manifest and in README.md. */
const OLDEST: Record<string, string> = { firefox: 'firefox140', safari: 'safari18.4' };
const OLDEST_CHROMIUM = 'chrome126';

const sizes = (name: string) =>
  Object.fromEntries([16, 32, 48, 128].map(size => [size, `icon/${name}-${size}.png`]));

/**
 * Keys that no browser uses itself: with Ctrl nearly all letters are taken, with Alt alone they open menus. Chromium takes
 * four suggestions at most. Readers can change them.
 */
const COMMANDS = {
  'next-term': { suggested_key: { default: 'Alt+Shift+J' }, description: 'Go to the next term' },
  'previous-term': { suggested_key: { default: 'Alt+Shift+K' }, description: 'Go to the previous term' },
  'explain-here': {
    suggested_key: { default: 'Alt+Shift+L' },
    description: 'Explain the term at the caret, selection or focus',
  },
  'mark-site': { suggested_key: { default: 'Alt+Shift+M' }, description: 'Mark terms on this site, or stop' },
};

export default defineConfig({
  // Imports are how the parts of this project are seen: none come from nowhere.
  imports: false,
  manifestVersion: 3,
  publicDir: 'src/public',
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}',
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: ({ browser }) => ({
    plugins: [
      glossaryModules(join(import.meta.dirname, 'glossary')),
      markSheet(browser),
      bareStart(),
      textOnlyPreact(),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // The polyfill for modulepreload would be the only fetch() in the extension; every browser meant has it built in.
    build: { target: OLDEST[browser] ?? OLDEST_CHROMIUM, modulePreload: { polyfill: false } },
  }),
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      if (!entrypoints.some(({ name }) => name === 'glossary' || name === 'card')) return;
      const alias = { 'webextension-polyfill': join(import.meta.dirname, 'src/native-browser.ts') };
      config.resolve = { ...config.resolve, alias: { ...config.resolve?.alias, ...alias } };
    },
  },
  zip: { artifactTemplate: '{{name}}-{{version}}-{{browser}}.zip' },
  manifest: ({ browser }) => ({
    name: 'Contextual Glossary',
    description: 'Marks cloud-native terms on the pages you read and explains the one under the pointer.',
    // The reader's choices are stored. The script that explains terms is put into a frame when one is pointed at there,
    // which needs `scripting` and, in words of its own, the sites that the content script names already.
    permissions: ['storage', 'scripting'],
    host_permissions: ['<all_urls>'],
    icons: sizes('icon'),
    action: { default_title: 'Contextual Glossary', default_icon: sizes('icon') },
    commands: COMMANDS,
    content_scripts: [
      {
        matches: ['<all_urls>'],
        js: ['glossary.js'],
        css: ['assets/marks.css'],
        all_frames: true,
        match_about_blank: true,
        match_origin_as_fallback: true,
        run_at: 'document_idle',
      },
    ],
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'",
    },
    // The oldest versions with the Highlight API and the other things used.
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'contextual-glossary@contextual-glossary.org',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : browser === 'safari'
        ? { browser_specific_settings: { safari: { strict_min_version: '18.4' } } }
        : { minimum_chrome_version: '126' }),
  }),
});

/** Fills in the manifest's style sheet, in the form that the browser needs. */
function markSheet(browser: string): Plugin {
  return {
    name: 'mark-sheet',
    enforce: 'pre',
    transform: (_, id) =>
      id.endsWith('/entrypoints/marks.css')
        ? { code: markRules(browser !== 'firefox'), map: null }
        : undefined,
  };
}

/** Starts the scripts of pages without WXT's wrapper, which only catches what goes wrong to throw it again: 200 bytes in each frame. */
function bareStart(): Plugin {
  return {
    name: 'bare-start',
    transform(code, id) {
      if (id.endsWith('/wxt/dist/utils/define-unlisted-script.mjs'))
        return { code: 'export const defineUnlistedScript = main => ({ main });', map: null };
      if (!id.includes('virtual:wxt-unlisted-script-entrypoint')) return undefined;
      const script = /^import definition from .*$/m.exec(code)?.[0];
      if (!script) this.error('WXT starts scripts in another way: this plugin needs a look.');
      return { code: `${script}\nexport default definition.main();`, map: null };
    },
  };
}

/**
 * Takes the one way in which Preact can turn text into HTML out of it: what `dangerouslySetInnerHTML` is given is
 * set as text. Nothing here uses it; now nothing can, and the stores' linters have nothing to warn of.
 */
function textOnlyPreact(): Plugin {
  return {
    name: 'text-only-preact',
    transform(code, id) {
      if (!/\/preact\/dist\/preact\.m?js/.test(id)) return undefined;
      if (!code.includes('.innerHTML')) this.error('Preact sets no innerHTML any more: this plugin can go.');
      return { code: code.replaceAll('.innerHTML', '.textContent'), map: null };
    },
  };
}
