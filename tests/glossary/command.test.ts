import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { notOnce } from '../../src/glossary/passages.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'contextual-glossary-'));
afterAll(() => rmSync(folder, { recursive: true }));

function glossary(...args: string[]) {
  const command = join(ROOT, 'tests/commands/glossary.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  return { stdout, stderr, status };
}

describe('npm run glossary', () => {
  it('lists every entry with its forms, sections, sources and age, and what is worth a look', () => {
    const { stdout, status } = glossary();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^The six at the heart \(core, 6, marked\)$/m);
    expect(stdout).toMatch(/^ {2}cilium +\d+(?:\+\d+)? +names adopters clouds debate +\d+ +\d+$/m);
    expect(stdout).toMatch(/^Worth a look\n {2}[a-z0-9-]+: /m);
    expect(stdout).toMatch(/^\d+ entries; definitions: median reading grade \d/m);
  });

  it('refuses a text that does not hold the passages', () => {
    const path = join(folder, 'original.txt');
    writeFileSync(path, 'Another post.');
    const { stderr, status } = glossary('--original', path);
    expect(status).toBe(1);
    expect(stderr).toContain('“Cilium is clearly being adopted” is there 0 times');
  });

  it('names an option that it does not know', () => {
    const { stderr, status } = glossary('--orignal', 'x');
    expect(status).toBe(1);
    expect(stderr).toContain('usage: npm run glossary');
  });
});

describe('passages', () => {
  it('are those that a text holds exactly once, however its lines break', () => {
    expect(notOnce('one two\n  three, two four', new Set(['one', 'two three', 'two', 'five']))).toEqual([
      { passage: 'two', times: 2 },
      { passage: 'five', times: 0 },
    ]);
  });
});
