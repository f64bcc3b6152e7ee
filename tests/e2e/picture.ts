import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tab } from '../browsers/launch.ts';
import type { Box } from '../browsers/marks.ts';

/** What a tab shows, for comparing: a mark is painted when the picture is another one without it. */
export async function pictureOf(tab: Tab): Promise<string> {
  const path = join(tmpdir(), `contextual-glossary-picture-${process.pid}.png`);
  await tab.screenshot(path);
  const picture = readFileSync(path, 'base64');
  rmSync(path);
  return picture;
}

/** How many pixels of a box of one picture are others than those of an equally large box of another. */
export const differences = (
  tab: Tab,
  [before, from]: readonly [picture: string, box: Box],
  [after, to]: readonly [picture: string, box: Box],
): Promise<number> =>
  tab.evaluate(
    async ({ before, from, after, to }) => {
      const pixels = async (picture: string, { x, y, width, height }: Box) => {
        const image = new Image();
        image.src = `data:image/png;base64,${picture}`;
        await image.decode();
        const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d');
        drawing?.drawImage(image, 0, 0);
        return (
          drawing?.getImageData(Math.round(x), Math.round(y), Math.floor(width), Math.floor(height)).data ??
          []
        );
      };
      const [a, b] = [await pixels(before, from), await pixels(after, to)];
      let count = Math.abs(a.length - b.length) / 4;
      for (let i = 0; i < a.length; i += 4)
        if (a[i] !== b[i] || a[i + 1] !== b[i + 1] || a[i + 2] !== b[i + 2]) count++;
      return count;
    },
    { before, from, after, to },
  );
