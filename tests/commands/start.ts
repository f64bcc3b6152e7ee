import { relative } from 'node:path';
import { createAsker } from '../browsers/ask.ts';
import { findBrowser } from '../browsers/find.ts';
import { launch } from '../browsers/launch.ts';
import { openCard } from '../browsers/marks.ts';
import { builtFolder, pack, ROOT } from '../browsers/packed.ts';
import { describePage } from './describe-page.ts';
import { addressOf } from './scan-pages.ts';

const SAMPLE = 'tests/pages/sample.html';
const PICTURE = '.output/sample.png';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const pages = process.argv.slice(2);

findBrowser('chromium');
pack('chrome');
if (hasDisplay) await showInWindow(pages.length > 0 ? pages : [SAMPLE]);
else await showWithoutDisplay(pages.length > 0 ? pages : [SAMPLE]);

/** Opens the pages in a browser window with the extension and waits until the reader closes it. */
async function showInWindow(pages: string[]): Promise<void> {
  const reader = await launch('chromium', { window: true });
  for (const page of pages) {
    const tab = await reader.newTab();
    await tab.goto(addressOf(page)).catch(error => console.error(`${page}: ${error.message}`));
  }
  console.log('Rest the pointer on a marked word. Close the window to end.');
  while ((await reader.tabs()).length > 0) await new Promise(resolve => setTimeout(resolve, 500));
  await reader.close();
}

/** Reads the pages in a browser without a window, with a picture of an open card on the first. */
async function showWithoutDisplay(pages: string[]): Promise<void> {
  const reader = await launch('chromium');
  const asker = await createAsker(reader);
  for (const [i, page] of pages.entries()) {
    const { tab, number } = await asker.numberOf(reader.newTab);
    await tab.goto(addressOf(page));
    const { terms } = await asker.findings(number);
    console.log(describePage({ page, terms }));
    if (i > 0) continue;
    await openCard(tab, 'Cilium').catch(error => console.error(error.message));
    await new Promise(resolve => setTimeout(resolve, 200)); // the card rises for 120 ms
    await tab.screenshot(PICTURE);
  }
  await reader.close();
  const folder = relative(ROOT, builtFolder('chrome'));
  console.log(`
There is no display here. ${PICTURE} shows the page with an open card.
The built extension is in ${folder}. To load it by hand in Chrome or Edge: open chrome://extensions,
switch on “Developer mode”, press “Load unpacked” and choose that folder. README.md tells of Firefox and Safari.`);
}
