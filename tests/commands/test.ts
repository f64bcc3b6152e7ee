import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../browsers/find.ts';
import { ROOT } from '../browsers/packed.ts';
import { sayErrors } from './say.ts';

// Runs every check there is, in order of price, and ends with the line "N passed, N failed". A step that counts its
// own tests writes them to a report; any other step is one check.

interface Counts {
  passed: number;
  failed: number;
}

const UNIT_REPORT = 'test-results/unit.json';
const E2E_REPORT = 'test-results/e2e.json';

const total: Counts = { passed: 0, failed: 0 };
rmSync(join(ROOT, 'test-results'), { recursive: true, force: true });
step('types');
step('lint');
step('unit', () => {
  const { numPassedTests, numFailedTests, numTotalTests } = readReport(UNIT_REPORT);
  return { passed: numPassedTests, failed: numFailedTests + missing(numTotalTests) };
});
step('zip');
// Both are needed below, and one that is missing is said before minutes pass.
await sayErrors(() => {
  for (const name of ['chromium', 'firefox'] as const) findBrowser(name);
});
step('e2e', () => {
  const { expected, unexpected, flaky, skipped } = readReport(E2E_REPORT).stats;
  if (flaky > 0) console.log(`${flaky} passed at the second try only; the list above names them`);
  return { passed: expected + flaky, failed: unexpected + skipped + missing(expected) };
});
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Runs one of package.json's scripts. It has failed if it says so or if any of its tests did. */
function step(script: string, count?: () => Counts): void {
  console.log(`\n— ${script}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ok = status === 0;
  const counts = count?.() ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  total.passed += counts.passed;
  total.failed += counts.failed + (!ok && counts.failed === 0 ? 1 : 0);
}

/** A report that is not there, or that counts nothing, is a failure. */
function missing(tests: number): number {
  return tests > 0 ? 0 : 1;
}

function readReport(path: string) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  } catch {
    return {
      ...{ numPassedTests: 0, numFailedTests: 0, numTotalTests: 0 },
      stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    };
  }
}
