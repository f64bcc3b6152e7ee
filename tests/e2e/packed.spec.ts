import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { createInstance } from 'addons-linter';
import { packedFile, packIfStale, TARGETS, unpack } from '../browsers/packed.ts';

/**
 * What the page pays for the script and style that run in every frame, compressed as the store sends it: some 23 kB
 * of code and 4 kB of forms.
 */
const EVERY_PAGE_MAX_BYTES = 28_000;
/** Ways in which a script can reach the network or run text as code. */
const FORBIDDEN =
  /\bfetch\(|XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|importScripts|RTCPeerConnection|\beval\(|new Function\b|document\.write|insertAdjacentHTML|outerHTML|innerHTML/;

for (const target of TARGETS)
  test.describe(`packed for ${target}`, () => {
    let folder = '';
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    test.beforeAll(() => {
      packIfStale(target);
      folder = unpack(target);
    });
    test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('asks for nothing but storage, and shows nothing to pages', () => {
      const manifest = JSON.parse(read('manifest.json'));
      expect(manifest.manifest_version).toBe(3);
      expect(manifest.permissions).toEqual(['storage']);
      for (const key of [
        'host_permissions',
        'optional_permissions',
        'optional_host_permissions',
        'web_accessible_resources',
        'externally_connectable',
      ])
        expect(manifest[key], key).toBeUndefined();
      expect(manifest.content_scripts).toEqual([
        {
          matches: ['<all_urls>'],
          js: ['glossary.js'],
          css: ['assets/marks.css'],
          all_frames: true,
          match_about_blank: true,
          match_origin_as_fallback: true,
          run_at: 'document_idle',
        },
      ]);
      expect(manifest.content_security_policy.extension_pages).toMatch(
        /^default-src 'none'; script-src 'self';/,
      );
      expect(manifest.action.default_popup).toBe('popup.html');
    });

    test('holds no code that reaches the network or runs text', () => {
      const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
        name.endsWith('.js'),
      );
      expect(scripts.length).toBeGreaterThanOrEqual(3);
      for (const script of scripts) expect(FORBIDDEN.exec(read(script))?.[0], script).toBeUndefined();
    });

    test('holds every file that its manifest names', () => {
      const named = read('manifest.json').match(/[\w/.-]+\.(?:js|css|html|png)/g) ?? [];
      expect(named.length).toBeGreaterThan(8);
      for (const name of named) expect(statSync(join(folder, name)).size, name).toBeGreaterThan(0);
    });

    test(`loads at most ${EVERY_PAGE_MAX_BYTES} bytes into every page`, () => {
      const bytes = ['glossary.js', 'assets/marks.css'].map(name => gzipSync(read(name)).length);
      expect(bytes.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(EVERY_PAGE_MAX_BYTES);
    });
  });

test('Mozilla’s linter finds nothing to say', async () => {
  const linter = createInstance({
    config: { _: [packedFile('firefox')], logLevel: 'fatal', output: 'none' },
    runAsBinary: false,
  });
  const { errors, warnings, notices } = await linter.run();
  expect({ errors, warnings, notices }).toEqual({ errors: [], warnings: [], notices: [] });
});
