import { defineConfig } from '@playwright/test';

// The same tests in both browsers: each test drives `reader` (fixtures.ts), which is Chromium through Playwright or
// Firefox through WebDriver BiDi, with the packed extension in it.
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './pack.ts',
  // Most of a test is waiting, so two take hardly longer than one on two cores.
  workers: 2,
  // Of hundreds of tests in real browsers one may meet a busy moment of the machine; the list names it as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
  projects: [
    { name: 'packed', testMatch: 'packed.spec.ts' },
    { name: 'chromium', testIgnore: 'packed.spec.ts', use: { browserName: 'chromium' } },
    { name: 'firefox', testIgnore: 'packed.spec.ts', use: { browserName: 'firefox' } },
  ],
});
