/**
 * What stands for a family of characters, the same at both ends of a comparison. The two that are never written so are
 * no characters of text; a hyphen's lowest five bits are those of a space, since either may stand for the other.
 */
export const SPACE = 32;
export const HYPHEN = 128;
export const UNSEEN = 0xffff;

/** What readers do not see, and what may stand anywhere in a word for the sake of line breaks. */
export const UNSEEN_CHARS = '\0\u00AD\u200B\u200C\u200D\u2060\uFEFF';
export const APOSTROPHES = "'\u2018\u2019\u02BC\uFF07";
export const HYPHENS = '-\u2010\u2011';

/** Every family, by what stands for it. White space is what `\s` is. */
const FAMILIES: [number, string][] = [
  [SPACE, '\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A'],
  [SPACE, '\u2028\u2029\u202F\u205F\u3000'],
  [HYPHEN, HYPHENS],
  [UNSEEN, UNSEEN_CHARS],
  [APOSTROPHES.charCodeAt(0), APOSTROPHES],
];

/** Where scripts begin that need the joiners (U+200C, U+200D): before it they say nothing. */
const GREEK = 0x370;

/** How characters are compared: what every UTF-16 code unit stands for, 0 for those that no form has. */
export type Folds = Uint16Array;

/** Makes ready to compare text with these forms. Only ASCII and their own units are folded, which is cheaper than all. */
export function createFolds(forms: string): Folds {
  const folds = new Uint16Array(0x10000);
  for (let code = 1; code < 0x80; code++) folds[code] = code;
  for (let code = 0x61; code <= 0x7a; code++) folds[code - 0x20] = code;
  for (const char of forms.match(/[^\0-\x7F]/g) ?? []) fold(folds, char);
  for (const [stands, family] of FAMILIES)
    for (let i = 0; i < family.length; i++) folds[family.charCodeAt(i)] = stands;
  return folds;
}

/**
 * Folds the two cases of a unit to the lower one, if each is the other's only counterpart. So the folding is the same
 * under every locale and never changes a length, and what merely looks alike stays apart: dotless and dotted i, the
 * Kelvin sign, long s, sharp s, final sigma, ligatures.
 */
function fold(folds: Folds, char: string): void {
  const lower = char.toLowerCase();
  const upper = lower.toUpperCase();
  const paired = lower.length === 1 && upper.toLowerCase() === lower && (char === lower || char === upper);
  const cases = paired ? lower + upper : char;
  for (let i = 0; i < cases.length; i++) folds[cases.charCodeAt(i)] = cases.charCodeAt(0);
}

/** Packed forms with every unit folded, but for hyphens, which all are the one of ASCII. */
export const foldText = (folds: Folds, forms: string): string =>
  forms
    // Not in one go: the capitals of other alphabets have small letters here that they are not folded to.
    .replace(/[\0-\x7F]+/g, ascii => ascii.toLowerCase())
    .replace(/[^\0-\x7F]/g, char => {
      const unit = folds[char.charCodeAt(0)] as number;
      if (unit === UNSEEN) return char;
      return unit === HYPHEN ? '-' : String.fromCharCode(unit);
    });

/** What the unit at an offset adds to a word, of which `before` came before; UNSEEN if nothing. */
export function unitAt(folds: Folds, text: string, at: number, before: number): number {
  const code = text.charCodeAt(at);
  const unit = folds[code] as number;
  if (unit === SPACE && before === SPACE) return UNSEEN;
  return unit === UNSEEN && before >= GREEK && (code === 0x200c || code === 0x200d) ? code : unit;
}

/** The ways in which Unicode writes a text: as it is, accents one with their letters, accents apart. */
export function spellings(text: string): string[] {
  if (/^[\0-\x7F]*$/.test(text)) return [text];
  const composed = text.normalize();
  const apart = text.normalize('NFD');
  return [...new Set([text, composed, apart])];
}

/** What is left to compare of a text that is the same but for case: its letters. */
export const lettersOf = (text: string): string => text.normalize().replace(/[\s\p{P}\p{Cf}\u02BC]/gu, '');
