import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from '../browsers/find.ts';
import { ROOT } from '../browsers/packed.ts';

// Draws src/ui/icon.svg as the PNG files that browsers ask for, in colour and dimmed ("off on this site").
const SIZES = [16, 32, 48, 128];
const KINDS = { icon: 'none', off: 'grayscale(1) opacity(0.6)' };

const browser = await chromium.launch({ executablePath: findBrowser('chromium'), args: ['--no-sandbox'] });
const svg = readFileSync(join(ROOT, 'src/ui/icon.svg'), 'utf8');
const page = await browser.newPage();
for (const [kind, filter] of Object.entries(KINDS))
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:100vw;filter:${filter}}</style>${svg}`,
    );
    await page.screenshot({ path: join(ROOT, `src/public/icon/${kind}-${size}.png`), omitBackground: true });
  }
await browser.close();
