import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../browsers/packed.ts';
import { expect, test } from './fixtures.ts';

/** Runs one of our commands as npm would, where there is no display. */
function run(...args: string[]): Promise<{ status: number | null; output: string; errors: string }> {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd: ROOT, env });
  const heard = { output: '', errors: '' };
  child.stdout.on('data', data => {
    heard.output += data;
  });
  child.stderr.on('data', data => {
    heard.errors += data;
  });
  return new Promise(resolve => child.on('close', status => resolve({ status, ...heard })));
}

const SCAN = 'tests/commands/scan.ts';

test('scan --json says what is on each page, goes on after one that cannot be opened, and exits with 1', async ({
  browserName,
  site,
}) => {
  const pages = [
    'tests/pages/sample.html',
    'no-such-file.html',
    `${site}/framed.html`,
    `${site}/not-there.html`,
  ];
  const { status, output } = await run(SCAN, '--json', '--browser', browserName, ...pages);
  const result = JSON.parse(output);
  expect(result).toEqual({
    pages: [
      {
        page: pages[0],
        terms: [
          { id: 'cilium', count: 2, unsure: 0 },
          { id: 'ebpf', count: 2, unsure: 0 },
          { id: 'envoy', count: 2, unsure: 0 },
          { id: 'service-mesh', count: 2, unsure: 0 },
          { id: 'hubble', count: 1, unsure: 0 },
          { id: 'tetragon', count: 1, unsure: 0 },
        ],
      },
      { page: pages[1], terms: [], error: expect.stringMatching(/FILE_NOT_FOUND/) },
      { page: pages[2], terms: [{ id: 'hubble', count: 1, unsure: 1 }] },
      { page: pages[3], terms: [], error: 'the server answered 404' },
    ],
  });
  expect(status).toBe(1);
});

test('scan prints a line a term with its first place, and takes pictures', async ({ browserName }) => {
  const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-pictures-'));
  const { status, output } = await run(
    SCAN,
    ...['--screenshot', folder, '--browser', browserName, 'tests/pages/framed.html'],
  );
  expect(output).toBe(
    'tests/pages/framed.html\n  hubble             1 (1 unsure)  A frame of the same origin speaks of Hubble.\n',
  );
  expect(status).toBe(0);
  expect(readdirSync(folder)).toEqual(['1-tests-pages-framed.html.png']);
  rmSync(folder, { recursive: true });
});

test('scan says how it is used when it is used otherwise', async () => {
  for (const args of [[], ['--browser', 'lynx', 'x.html'], ['--bogus']]) {
    const { status, errors } = await run(SCAN, ...args);
    expect(status).toBe(2);
    expect(errors).toContain('npm run scan -- [--json]');
  }
});

test('start reads the sample page, takes a picture of a card, and says how to load the extension', async () => {
  const before = Date.now();
  const { status, output } = await run('tests/commands/start.ts');
  expect(output).toMatch(/^tests\/pages\/sample.html\n {2}cilium +2 /);
  expect(output).toContain('Load unpacked');
  expect(status).toBe(0);
  const picture = join(ROOT, '.output/sample.png');
  expect(statSync(picture).mtimeMs).toBeGreaterThan(before);
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
});
