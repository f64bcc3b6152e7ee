import { parseArgs } from 'node:util';
import { type BrowserName, isBrowserName } from '../browsers/find.ts';
import { describePage } from './describe-page.ts';
import { sayErrors } from './say.ts';
import { type ScannedPage, scanPages } from './scan-pages.ts';

const USAGE = 'npm run scan -- [--json] [--screenshot DIR] [--browser chromium|firefox] PAGE...';

const { values, positionals } = readArguments();
const { browser } = values;
if (!isBrowserName(browser)) fail(`--browser ${browser}?`);
else if (positionals.length === 0) fail('no page given');
else await sayErrors(() => scan(positionals, browser));

async function scan(wanted: string[], browser: BrowserName): Promise<void> {
  const pages = await scanPages(wanted, {
    browser,
    ...(values.screenshot && { screenshots: values.screenshot }),
    onPage(done, page) {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${done}/${wanted.length} ${page.page}`);
      if (!values.json) console.log(describePage(page));
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  if (values.json) console.log(JSON.stringify({ pages: pages.map(asJson) }));
  if (pages.some(page => page.error !== undefined)) process.exitCode = 1;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        screenshot: { type: 'string' },
        browser: { type: 'string', default: 'chromium' },
      },
    });
  } catch (error) {
    fail((error as Error).message);
    process.exit();
  }
}

function fail(reason: string): void {
  console.error(`${reason}\nusage: ${USAGE}`);
  process.exitCode = 2;
}

function asJson({ page, terms, error }: ScannedPage) {
  return {
    page,
    terms: terms.map(({ id, count, unsure }) => ({ id, count, unsure })),
    ...(error && { error }),
  };
}
