import { elementsAround } from './stage.ts';

/** From this luminance on, black text reads better on a colour than white: both have a contrast of 4.6 there. */
const LIGHT_FROM = 0.18;
/** A background less opaque than this tells little of what is seen. */
const OPAQUE_FROM = 0.5;

/**
 * Whether a word stands on dark ground, so that its card is dark beside it: told by the first background around it that
 * is a plain colour. Where a picture comes first, or nothing is painted, the text's own colour tells, since pages see to it
 * that their text can be read.
 * @param normal turns any colour of CSS into `color(srgb …)`; it needs a place in a document
 */
export function isOnDark(word: Node, normal: (colour: string) => string): boolean {
  let text: string | null = null;
  for (const element of elementsAround(word)) {
    const { backgroundColor, backgroundImage, color } = getComputedStyle(element);
    text ??= color;
    if (backgroundImage !== 'none') break;
    const ground = luminanceOf(normal(backgroundColor));
    if (ground && ground.alpha >= OPAQUE_FROM) return ground.luminance < LIGHT_FROM;
  }
  const ink = text === null ? null : luminanceOf(normal(text));
  return ink ? ink.luminance >= LIGHT_FROM : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** The relative luminance of WCAG for `color(srgb r g b / a)`; null for what is none. */
function luminanceOf(colour: string): { luminance: number; alpha: number } | null {
  const numbers = /^color\(srgb ([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+)(?: \/ ([\d.e+-]+))?\)$/.exec(colour);
  if (!numbers) return null;
  const [red = 0, green = 0, blue = 0] = numbers.slice(1, 4).map(part => linear(Number(part)));
  return { luminance: 0.2126 * red + 0.7152 * green + 0.0722 * blue, alpha: Number(numbers[4] ?? 1) };
}

const linear = (part: number): number =>
  part <= 0.04045 ? Math.max(part, 0) / 12.92 : ((Math.min(part, 1) + 0.055) / 1.055) ** 2.4;
