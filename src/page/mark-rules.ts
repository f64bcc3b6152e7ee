/** Chroma and hue of each colour that marks can have. */
const COLOURS = {
  teal: [0.1, 180],
  blue: [0.17, 262],
  purple: [0.18, 303],
  orange: [0.13, 55],
  grey: [0.02, 250],
} as const;
type Colour = readonly [chroma: number, hue: number];
const UNSURE = COLOURS.grey;
const LINES = { dotted: 'dotted 2px', solid: 'solid 1.5px' } as const;
/** How much less of a colour the ground of a tint has than a line. */
const TINT_SHARE = 0.35;
/** 1 for dark text and 0 for light text. */
const IS_DARK = 'clamp(0, (0.62 - l) * 1000, 1)';

/**
 * How marks look, as style sheet: every way has its name and its rule from the start, so that the reader's choice only picks
 * names, since adding a `::highlight` rule to a loaded page restyles all of it.
 *
 * A line takes its hue from the reader's choice and its lightness from the text, within bounds in which a hue can be seen: of
 * all texts that have a contrast of 4.5 on their ground, coloured ones too, nearly all then have a mark of 3 (a mix of both
 * colours fails on a fourth of them). A tint is lighter or darker than any text by which it is chosen, and moves the text
 * away from itself, so that the pair has 4.5 whatever the page's colours are.
 * @param inherited whether highlight styles are inherited from the root, as in Chromium and Safari: there rules for the root
 * cost nothing, while the universal form, which Firefox needs, costs a third of the page's style time. There each look is
 * two, one for dark text and one for light (see src/page/mark-names.ts)
 */
export function markRules(inherited: boolean): string {
  const rule = (name: string, declarations: string) =>
    `${inherited ? ':root' : ''}::highlight(contextual-glossary-${name}){${declarations}}`;
  /** A look for any text, or one for dark and one for light text, given what of it depends on that. */
  const look = (name: string, forAny: string, forDark: string, forPale: string) =>
    inherited ? rule(name, forDark) + rule(`${name}-pale`, forPale) : rule(name, forAny);

  const line = (name: string, how: string, [chroma, hue]: Colour) => {
    const of = (lightness: string) =>
      `text-decoration:underline ${how} oklch(${lightness} ${chroma} ${hue});text-underline-offset:3px`;
    return look(name, of('from currentcolor clamp(0.33, l, 0.87)'), of('0.33'), of('0.87'));
  };
  const tint = (name: string, [chroma, hue]: Colour) => {
    const of = (ground: string, text: string) =>
      `background-color:oklch(${ground} ${(TINT_SHARE * chroma).toFixed(3)} ${hue});color:oklch(${text})`;
    const away = `calc(max(l, 0.78) + (min(l, 0.5) - max(l, 0.78)) * ${IS_DARK})`;
    return look(
      name,
      of(`from currentcolor calc(0.27 + 0.66 * ${IS_DARK})`, `from currentcolor ${away} c h`),
      of('0.93', '0.25 0 0'),
      of('0.27', '0.95 0 0'),
    );
  };
  const colours = Object.entries(COLOURS);
  const lines = Object.entries(LINES).flatMap(([style, how]) =>
    colours.map(([name, colour]) => line(`${style}-${name}`, how, colour)),
  );
  const tints = colours.map(([name, colour]) => tint(`tint-${name}`, colour));
  // Where the reader has colours of their own, a tint is not painted.
  const forced = colours.map(([name, colour]) => line(`tint-${name}`, LINES.solid, colour));
  const drawing = rule('drawing', 'background-color:color-mix(in srgb, #0f766e 25%, transparent)');
  const all = [...lines, line('unsure', 'dotted 1px', UNSURE), ...tints, inherited ? drawing : ''];
  return `@media screen{${all.join('')}@media (forced-colors: active){${forced.join('')}}}`;
}
