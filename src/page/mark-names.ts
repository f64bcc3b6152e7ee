/** How the reader wants marks to look. */
export interface Look {
  markStyle: 'dotted' | 'solid' | 'tint';
  markColour: string;
}

/**
 * What is painted apart. `pale` is for light text: in Chromium `currentcolor` is the colour of the root wherever a mark's colour
 * is made of it (measured, version 156), so a mark by style sheet alone would be dark on a dark page whose root has no colour.
 * `drawing` is laid over the words of drawings besides: Chromium draws no line under those, but a ground (measured).
 */
export const LAYERS = import.meta.env.FIREFOX
  ? (['meant', 'unsure'] as const)
  : (['meant', 'unsure', 'meant-pale', 'unsure-pale', 'drawing'] as const);
export type Layer = 'meant' | 'unsure' | 'meant-pale' | 'unsure-pale' | 'drawing';

/**
 * The name under which a layer is painted: each has its rule in the manifest's style sheet from the start, so that another
 * choice restyles nothing. What is unsure is grey and thin in every look.
 */
export const nameOf = ({ markStyle, markColour }: Look, layer: Layer): string =>
  `contextual-glossary-${layer.replace('meant', `${markStyle}-${markColour}`)}`;

/** From this luminance on, by squares of parts, a text is for dark ground: darker ones have 4.5 on white (#767676). */
const PALE_FROM = 0.215;

/** Whether a computed colour of a text is a light one. */
export function isPale(colour: string): boolean {
  const [first = 0, second = 0, third = 0] = colour.match(/\b[\d.]+/g)?.map(Number) ?? [];
  if (/^(ok)?l/.test(colour)) return first > (colour.startsWith('ok') ? 0.56 : 50); // lightness itself
  const most = colour.startsWith('rgb') ? 255 : 1;
  return 0.21 * first ** 2 + 0.72 * second ** 2 + 0.07 * third ** 2 > PALE_FROM * most ** 2;
}
