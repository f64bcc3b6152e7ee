import { UNSEEN_CHARS } from './fold.ts';

/**
 * Scripts that put no spaces between words: "使用Cilium的", "Cilium은". A name in another script stands free beside
 * them, and where a word of theirs ends cannot be told from its edges. Marks of these scripts are among them.
 */
export const SPACELESS = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]`;
/**
 * A pattern that is made when it is first asked for: patterns with classes of Unicode take a millisecond each to make,
 * more than all else that a page without any text costs.
 */
export function lazyPattern(make: () => RegExp): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= make();
    return pattern;
  };
}

/** Parts of one word. The apostrophe that counts as a letter is none, nor is a circle around a digit. */
const JOINED = lazyPattern(
  () => new RegExp(`^(?:(?!${SPACELESS}|[\\u02BC\\p{Me}])[\\p{L}\\p{M}\\p{Nd}\\p{Nl}_]){2}$`, 'u'),
);
/** Units of which two are one word only if both are letters, and never one character: ASCII, Latin-1, signs of prose. */
const PLAIN = /^[\t-~\xA0-\xAC\xAE-\xFF\u2010-\u2027\u2030-\u205E\u20A0-\u20BF\u2190-\u21FF]{2}$/;
const PLAIN_JOINED = /^[\w\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\xFF]{2}$/;
const UNSEEN = new RegExp(`[\\uFE00-\\uFE0F${UNSEEN_CHARS}]`);
const SURROGATES = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/;
const JOINER = '\u200D';
/** What can be one character with its neighbour: marks, what comes before digits, joiners, flags, parts of syllables. */
const ODD = lazyPattern(
  () =>
    /[\p{M}\p{Cf}\p{RI}\p{Emoji_Modifier}\u0E33\u0EB3\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\uFF9E\uFF9F]/u,
);
let characters: Intl.Segmenter | undefined;

/** Whether an offset has parts of one word, or of what readers see as one character, on both sides. */
export function isInsideWord(text: string, at: number): boolean {
  const units = text.slice(Math.max(0, at - 1), at + 1);
  // Unicode's classes are slow, and take a while to compile, so they are not asked for what needs none.
  if (PLAIN.test(units)) return PLAIN_JOINED.test(units);
  if (SURROGATES.test(units)) return true;
  const before = charBefore(text, at);
  const after = charAfter(text, at);
  if (!before || !after) return false;
  if (JOINED().test(before + after)) return true;
  const pair = before + (text.charAt(at - 1) === JOINER ? JOINER : '') + after;
  if (!ODD().test(pair)) return false;
  // The first one takes 10 ms, and few pages need it. Of no language, so that all readers get the same answers.
  characters ??= new Intl.Segmenter('und');
  return characters.segment(pair).containing(0)?.segment === pair;
}

/** The end of the character that ends at an offset, joiners and variation selectors behind it included. */
export function endOfCharacter(text: string, at: number): number {
  let end = at;
  while (/[\u200C\u200D]|[\uFE00-\uFE0F]/.test(text.charAt(end))) end++;
  return end;
}

/** The character that ends at an offset, or before what cannot be seen; none at the start. */
export function charBefore(text: string, at: number): string {
  let from = at - 1;
  while (UNSEEN.test(text.charAt(from))) from--;
  const low = text.charAt(from);
  return /[\uDC00-\uDFFF]/.test(low) && from > 0 ? text.charAt(from - 1) + low : low;
}

/** The character that begins at an offset, or after what cannot be seen; none at the end. */
export function charAfter(text: string, at: number): string {
  let from = at;
  while (UNSEEN.test(text.charAt(from))) from++;
  return from < text.length ? String.fromCodePoint(text.codePointAt(from) ?? 0) : '';
}
