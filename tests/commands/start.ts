import { join, relative } from 'node:path';
import { createAsker } from '../browsers/ask.ts';
import { findBrowser } from '../browsers/find.ts';
import { launch, type Tab } from '../browsers/launch.ts';
import { openCard } from '../browsers/marks.ts';
import { builtFolder, pack, ROOT } from '../browsers/packed.ts';
import { describePage } from './describe-page.ts';
import { sayErrors } from './say.ts';
import { addressOf, scanPage } from './scan-pages.ts';

const SAMPLE = 'tests/pages/sample.html';
const PICTURE = '.output/sample.png';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const pages = process.argv.slice(2);

await sayErrors(async () => {
  findBrowser('chromium');
  pack('chrome');
  await (hasDisplay ? showInWindow : showWithoutDisplay)(pages.length > 0 ? pages : [SAMPLE]);
});

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

/** Reads the pages in a browser without a window, with a picture of an open card if the sample is among them. */
async function showWithoutDisplay(pages: string[]): Promise<void> {
  const reader = await launch('chromium');
  try {
    const asker = await createAsker(reader);
    for (const page of pages) {
      const { tab, number } = await asker.numberOf(reader.newTab);
      const scanned = await scanPage(page, tab, number, asker);
      console.log(describePage(scanned));
      if (scanned.error !== undefined) process.exitCode = 1;
      else if (page === SAMPLE) await takePicture(tab);
    }
  } finally {
    await reader.close();
  }
  const folder = relative(ROOT, builtFolder('chrome'));
  console.log(`
There is no display here.${pages.includes(SAMPLE) ? ` ${PICTURE} shows the page with an open card.` : ''}
The built extension is in ${folder}. To load it by hand in Chrome or Edge: open chrome://extensions,
switch on “Developer mode”, press “Load unpacked” and choose that folder. README.md tells of Firefox and Safari.`);
}

async function takePicture(tab: Tab): Promise<void> {
  await openCard(tab, 'Cilium');
  await new Promise(resolve => setTimeout(resolve, 200)); // the card rises for 120 ms
  await tab.screenshot(join(ROOT, PICTURE));
}
