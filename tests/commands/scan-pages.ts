import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FoundTerm } from '../../src/findings.ts';
import { type Asker, createAsker } from '../browsers/ask.ts';
import type { BrowserName } from '../browsers/find.ts';
import { launch, TARGET_OF, type Tab } from '../browsers/launch.ts';
import { packIfStale } from '../browsers/packed.ts';

/** What a scan says of one page. */
export interface ScannedPage {
  /** As it was given. */
  page: string;
  terms: FoundTerm[];
  /** Why the page could not be read. */
  error?: string;
}

export interface ScanOptions {
  browser: BrowserName;
  /** Folder for a picture of each page. */
  screenshots?: string;
  onPage?: (done: number, page: ScannedPage) => void;
}

/** Opens pages one after the other in a browser with the packed extension, and asks what it found. */
export async function scanPages(pages: string[], options: ScanOptions): Promise<ScannedPage[]> {
  packIfStale(TARGET_OF[options.browser]);
  const reader = await launch(options.browser);
  try {
    const asker = await createAsker(reader);
    let { tab, number } = await asker.numberOf(reader.newTab);
    if (options.screenshots) mkdirSync(options.screenshots, { recursive: true });
    const scanned: ScannedPage[] = [];
    for (const page of pages) {
      const result = await scanPage(page, tab, number, asker);
      if (result.error !== undefined) {
        // What failed to open may still be on its way there, so the next page gets another tab.
        const failed = tab;
        ({ tab, number } = await asker.numberOf(reader.newTab));
        await failed.close();
      } else if (options.screenshots)
        await tab.screenshot(join(options.screenshots, `${scanned.length + 1}-${fileNameOf(page)}.png`));
      scanned.push(result);
      options.onPage?.(scanned.length, result);
    }
    return scanned;
  } finally {
    await reader.close();
  }
}

/** Opens one page in a tab and asks what was found there. */
export async function scanPage(page: string, tab: Tab, number: number, asker: Asker): Promise<ScannedPage> {
  try {
    await tab.goto(addressOf(page));
    return { page, terms: (await asker.findings(number)).terms };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { page, terms: [], error: said.split('\n')[0] ?? '' };
  }
}

/** The address of a page given as an address or as a file. */
export const addressOf = (page: string): string =>
  /^[a-z][a-z0-9+.-]+:/i.test(page) && !existsSync(page) ? page : pathToFileURL(resolve(page)).href;

const fileNameOf = (page: string): string => page.replace(/[^a-z0-9.]+/gi, '-').slice(-80);
