import type { Form, Match, Term } from '../../src/words/term.ts';

/**
 * The rules of matching once more, as they read and not as they are quick: a pattern for each form, tried at each
 * offset, and every token and URL of the text marked beforehand. Nothing here is taken from what it checks.
 */
export function naiveFind(terms: Term[], text: string): Match[] {
  const bad = identifierSigns(text);
  const found: Match[] = [];
  for (let from = 0; from < text.length; ) {
    const match = terms
      .flatMap(term => term.forms.map(form => ({ term, form })))
      .flatMap(({ term, form }) => endsOf(form, text, from).map(to => ({ term, form, to })))
      .sort((a, b) => b.to - a.to || Number(spelled(b)) - Number(spelled(a)))
      .find(
        ({ form, to }) =>
          hasCase(form, text.slice(from, to)) && isWord(text, from, to) && !bad(form, from, to),
      );
    function spelled({ form, to }: { form: Form; to: number }): boolean {
      return form.text === text.slice(from, to);
    }
    if (!match) {
      from++;
      continue;
    }
    const to = characterEnd(text, match.to);
    found.push({ from, to, term: match.term.id, needsContext: match.form.needsContext });
    from = to;
  }
  return found;
}

const HIDDEN = '\\u00AD\\u200B\\u2060\\uFEFF';
const ALL_HIDDEN = `[${HIDDEN}\\u200C\\u200D\\uFE00-\\uFE0F]`;
/** The text before an offset and after it, without what is hidden there. */
const around = (text: string, at: number): [string, string] => [
  text.slice(0, at).replace(new RegExp(`${ALL_HIDDEN}+$`), ''),
  text.slice(at).replace(new RegExp(`^${ALL_HIDDEN}+`), ''),
];
const patterns = new Map<string, RegExp>();

function endsOf({ text: form }: Form, text: string, from: number): number[] {
  const writings = new Set([form, form.normalize('NFC'), form.normalize('NFD')]);
  return [...writings].flatMap(writing => {
    const pattern = patterns.get(writing) ?? new RegExp([...writing.split('')].map(patternOf).join(''), 'y');
    patterns.set(writing, pattern);
    pattern.lastIndex = from;
    return pattern.test(text) ? [pattern.lastIndex] : [];
  });
}

/** A pattern for one unit of a form and for what may hide behind it. */
function patternOf(char: string, at: number, form: string[]): string {
  if (/[\u200C\u200D]/.test(char) && form[at - 1] && (form[at - 1] as string) < '\u0370') return '';
  const hidden = char < '\u0370' || char === '’' ? `[${HIDDEN}\\u200C\\u200D]*` : `[${HIDDEN}]*`;
  const after = at < form.length - 1 ? hidden : '';
  if (/[\s-]/.test(char))
    return `(?:[-\\u2010\\u2011]${hidden}|(?!\\uFEFF)\\s(?:\\s|[${HIDDEN}\\u200C\\u200D])*)`;
  if (/['’]/.test(char)) return `['\u2018\u2019\u02BC\uFF07]${after}`;
  const swapped = [char.toLowerCase(), char.toUpperCase()].filter(
    other => other.length === 1 && (other.toLowerCase() === char || other.toUpperCase() === char),
  );
  const both = swapped.filter(other => [other.toUpperCase(), other.toLowerCase()].includes(char));
  const units = [char, ...both].map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `[${units.join('')}]${after}`;
}

function hasCase({ text, matchCase }: Form, written: string): boolean {
  const plain = (words: string) =>
    words
      .normalize('NFC')
      .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
      .replace(/[-\u2010\u2011]|\s+/g, ' ')
      .replace(/[\u2018\u2019\u02BC\uFF07]/g, "'");
  return !matchCase || plain(text) === plain(written);
}

const characterEnd = (text: string, to: number): number =>
  to + (/^(?:[\u200C\u200D]|[\uFE00-\uFE0F])*/.exec(text.slice(to))?.[0].length ?? 0);

/** Whether nothing of a word or a character is cut at either end. */
function isWord(text: string, from: number, to: number): boolean {
  return [from, characterEnd(text, to)].every(at => {
    const [before, after] = around(text, at);
    const last = [...before].at(-1);
    const next = [...after][0];
    if (last === undefined || next === undefined) return true;
    if (joins(last) && joins(next)) return false;
    const joiner = text[at - 1] === '\u200D' ? '\u200D' : '';
    return isCharacterEdge(text, at) && isCharacterEdge(last + joiner + next, last.length + joiner.length);
  });
}

function joins(char: string): boolean {
  if (/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/u.test(char)) return false;
  if (/[\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u.test(char)) return false;
  return /[\p{L}\p{M}\p{Nd}\p{Nl}_]/u.test(char) && char !== '\u02BC' && !/\p{Me}/u.test(char);
}

const segmenter = new Intl.Segmenter();

export function isCharacterEdge(text: string, at: number): boolean {
  return at === text.length || [...segmenter.segment(text)].some(({ index }) => index === at);
}

/** Marks what is of an address or a name of code. */
function identifierSigns(text: string): (form: Form, from: number, to: number) => boolean {
  const cjk = '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Bopo}';
  const spaceless = `[${cjk}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]`;
  const urls = [
    ...text.matchAll(new RegExp(`://(?:(?!${spaceless})[^\\s"<>“”\\u3000-\\u303F\\uFF00-\\uFFEF])*`, 'gu')),
  ];
  const part = `(?:(?!${spaceless})(?:[\\p{L}\\p{M}\\p{N}_./:@=$~#?&%+\\\\\\-${HIDDEN}\\u200C\\u200D](?<![\\u{10000}-\\u{10FFFF}])))`;
  const tokens = [...text.matchAll(new RegExp(`${part}+`, 'gu'))].map(({ index, 0: { length } }) => ({
    from: index,
    to: index + length,
  }));
  return (form, from, formEnd) => {
    const to = characterEnd(text, formEnd);
    if (urls.some(({ index, 0: url }) => index <= from && from < index + url.length)) return true;
    if (text.slice(to).startsWith('()')) return true;
    const before = around(text, from)[0].at(-1);
    const after = around(text, to)[1].at(0);
    const joint = /[-./:@\\=$~#?&%+]/;
    if (!joint.test(before ?? '') && !joint.test(after ?? '')) return false;
    const left = tokens.find(token => token.from <= from && from <= token.to);
    const right = tokens.findLast(token => token.from <= to && to <= token.to);
    if (left && signsOf(text, left).some(sign => sign < from)) return true;
    if (right && signsOf(text, right).some(sign => sign >= to)) return true;
    const written = text.slice(from, formEnd);
    const lowered = written === written.toLowerCase() && form.text !== form.text.toLowerCase();
    return (
      lowered &&
      (before === '/' || after === '/' || (after === ':' && right !== undefined && to + 1 < right.to))
    );
  };
}

function signsOf(text: string, { from, to }: { from: number; to: number }): number[] {
  const token = text.slice(from, to);
  const signs: number[] = [];
  const hidden = /[\u00AD\u200B-\u200D\u2060\uFEFF]/;
  for (let at = 0; at < token.length; at++) {
    if (/[@\\=$~]/.test(token.charAt(at)) || /^(?:::|:\/\/)/.test(token.slice(at))) signs.push(at);
    if (token[at] !== '.' || token[at - 1] === '.') continue;
    const [first = '', second = ''] = [...token.slice(at + 1)].filter(char => !hidden.test(char));
    if (/\p{Ll}/u.test(first) && !/[\p{Lu}.]/u.test(second)) signs.push(at);
  }
  const before = text.charAt(from - 1);
  if (before === '' || /[\s\p{Ps}\p{Pi}"'`|<>,;*]/u.test(before))
    if (/^(?:-|\.*\/|\.\p{L}|www\.)/u.test(token)) signs.push(0);
  const slashes = [...token].flatMap((_, at) => (token[at] === '/' ? [at] : []));
  if (slashes.length > 1 && token === token.toLowerCase()) signs.push(...slashes);
  return signs.map(sign => from + sign);
}
