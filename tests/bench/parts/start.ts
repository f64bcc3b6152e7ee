import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packedBytes } from '../../browsers/packed.ts';
import { costOfLoad, interleave } from '../measure.ts';
import { browserOf, namesOf, type Part } from './part.ts';

const FRAMES = 200;

/** What a page without anything to read pays. */
export const start: Part = {
  name: 'start',
  async run(bench) {
    const names = ['none', 'empty', 'text-length', ...namesOf(bench)];
    const blank = await interleave(names, 2 * bench.repeats.many, name =>
      costOfLoad(browserOf(bench, name), `${name}/made/blank.html`),
    );
    const frames = await interleave(names, bench.repeats.few, async name => {
      const tab = await browserOf(bench, name).open();
      try {
        return await tab.trace(() => tab.goto(`${name}/made/frames.html?${FRAMES}`));
      } finally {
        await tab.close();
      }
    });
    const bytes = bench.builds.map(({ folder }) => gzipped(folder));
    const ratio = (name: string) => (blank.get(name)?.tasks ?? 0) / (blank.get('empty')?.tasks ?? 0);
    return {
      goals: [
        {
          what: 'blank page',
          how: 'tasks of the content script, of empty',
          reached: ratio('ours'),
          barest: ratio('text-length'),
          limit: 2,
          unit: '×',
        },
        {
          what: 'what every page loads',
          how: 'gzip',
          reached: (bytes[0] ?? 0) / 1_000,
          limit: 20,
          unit: 'kB',
        },
      ],
      tables: [
        {
          title: `Blank page, and a page with ${FRAMES} small frames, ms`,
          notes: [`What every page loads, gzip: ${bytes.map(size => `${size} bytes`).join(', before: ')}.`],
          head: [
            '',
            ...['blank', 'frames'].flatMap(page => [
              `${page}: script`,
              `${page}: its tasks`,
              `${page}: main thread`,
            ]),
          ],
          rows: names.map(name => [
            name,
            ...[blank, frames].flatMap(of => {
              const { script, tasks, main } = of.get(name) ?? { script: 0, tasks: 0, main: 0 };
              return [script, tasks, main];
            }),
          ]),
        },
      ],
    };
  },
};

/** The bytes of all that the manifest puts into every page, compressed. */
function gzipped(folder: string): number {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const files: string[] = manifest.content_scripts.flatMap((script: { js?: string[]; css?: string[] }) => [
    ...(script.js ?? []),
    ...(script.css ?? []),
  ]);
  return files.reduce((sum, file) => sum + packedBytes(readFileSync(join(folder, file))), 0);
}
