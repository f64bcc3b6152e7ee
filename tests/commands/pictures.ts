import { join } from 'node:path';
import { createAsker } from '../browsers/ask.ts';
import { launch, type Tab } from '../browsers/launch.ts';
import { openCard } from '../browsers/marks.ts';
import { packIfStale, ROOT } from '../browsers/packed.ts';
import { addressOf } from './scan-pages.ts';

// Takes the pictures in docs/: npm run pictures -- [PAGE [WORDS]], a page on which WORDS are marked.
const [page = 'tests/pages/sample.html', words = 'Cilium'] = process.argv.slice(2);

/** Longer than what moves when something opens. */
const STILL_MS = 400;

packIfStale('chrome');
for (const dark of [false, true]) {
  const reader = await launch('chromium', { dark });
  const asker = await createAsker(reader);
  const save = async (tab: Tab, name: string) => {
    await new Promise(resolve => setTimeout(resolve, STILL_MS));
    await tab.screenshot(join(ROOT, `docs/${name}-${dark ? 'dark' : 'light'}.png`));
  };

  const { tab, number } = await asker.numberOf(reader.newTab);
  await tab.resize(1000, 860);
  await tab.goto(addressOf(page));
  await asker.findings(number);
  await openCard(tab, words);
  await save(tab, 'card');
  await tab.move(1, 1);

  const popup = await reader.openOwnPage('popup.html');
  await popup.resize(380, 560);
  await save(popup, 'popup-page');
  for (const [name, i] of [
    ['recap', 1],
    ['terms', 2],
  ] as const) {
    await popup.evaluate(index => document.querySelectorAll<HTMLElement>('[role=tab]')[index]?.click(), i);
    await save(popup, `popup-${name}`);
  }

  const recap = await reader.openOwnPage('reader.html#names');
  await recap.resize(1280, 800);
  await save(recap, 'reader');
  await recap.resize(320, 640);
  await recap.evaluate(() => document.querySelector('[data-arrived]')?.scrollIntoView(), null);
  await save(recap, 'reader-narrow');

  const options = await reader.openOwnPage('options.html');
  await options.resize(760, 800);
  await save(options, 'options');
  await reader.close();
}
