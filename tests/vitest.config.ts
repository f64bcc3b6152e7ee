import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { glossaryModules } from '../src/glossary/vite-plugin.ts';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  root,
  plugins: [glossaryModules(join(root, 'glossary'))],
  resolve: { alias: { 'webextension-polyfill': join(root, 'tests/fake-browser.ts') } },
  test: {
    restoreMocks: true,
    include: ['tests/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
