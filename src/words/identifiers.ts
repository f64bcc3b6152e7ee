import { charAfter, charBefore, lazyPattern, SPACELESS } from './edges.ts';
import { UNSEEN_CHARS } from './fold.ts';

/** What can hold the parts of an address, a path or a name of code together. */
const JOINTS = String.raw`\-./:@\\=$~#?&%+`;
const JOINT = new RegExp(`[${JOINTS}]`);
const UNSEEN = `[${UNSEEN_CHARS}]`;
/** Classes of Unicode take milliseconds to make, and nearly all tokens are of ASCII, for which there are plain ones. */
const ASCII_PART = new RegExp(String.raw`[\w${JOINTS}]`);
const ASCII = /^[\t-~]*$/;
const PART = lazyPattern(
  () => new RegExp(String.raw`[\w${JOINTS}${UNSEEN_CHARS}]|(?!${SPACELESS})[\p{L}\p{M}\p{N}]`, 'u'),
);
/**
 * What prose does not have between words without a space. A dot with a small letter behind it is that of a host or a
 * file (but not in "First eBPF.gRPC later" or "e.g.eBPF"); one with a capital behind it ends a sentence.
 */
const SIGN = lazyPattern(
  () => new RegExp(String.raw`[@\\=$~]|::|:\/\/|(?<!\.)\.${UNSEEN}*\p{Ll}(?!${UNSEEN}*[\p{Lu}.])`, 'gu'),
);
const ASCII_SIGN = /[@\\=$~]|::|:\/\/|(?<!\.)\.[a-z](?![A-Z.])/g;
/** How paths, options (`--hubble`), files with a dot and hosts begin, */
const START = lazyPattern(() => /^(?:-|\.*\/|\.\p{L}|www\.)/u);
const ASCII_START = /^(?:-|\.*\/|\.[A-Za-z]|www\.)/;
/** and what stands before them: anything else makes "C++/Go" and "使用/Cilium" of them. */
const OPENING = lazyPattern(() => /^$|[\s\p{Ps}\p{Pi}"'`|<>,;*]/u);
const ASCII_OPENING = /^$|[\s([{"'`|<>,;*]/;
const isPart = (char: string): boolean => ASCII_PART.test(char) || (!ASCII.test(char) && PART().test(char));
const isOpening = (char: string): boolean =>
  ASCII_OPENING.test(char) || (!ASCII.test(char) && OPENING().test(char));
const URL_END = lazyPattern(
  () => new RegExp(String.raw`[\s"<>“”\u3000-\u303F\uFF00-\uFFEF]|${SPACELESS}`, 'gu'),
);

/** What stands around an offset without a space. */
interface Token {
  from: number;
  to: number;
  /** Where the first and the last sign stand that it is an identifier; beyond it if there is none. */
  first: number;
  last: number;
}

/**
 * Says of the words of a text, from left to right, whether each is part of an address, a path, an option or another
 * name that only machines read. `lowered` says that a name with capitals is written without. Every token is read but
 * once, however many words are in it.
 */
export function identifiersIn(text: string): (from: number, to: number, lowered: boolean) => boolean {
  let token: Token = { from: 0, to: -1, first: 0, last: 0 };
  const tokenAt = (at: number): Token => {
    if (at < token.from || at > token.to) token = readToken(text, at);
    return token;
  };
  const isInUrl = urlsIn(text);

  return (from, to, lowered) => {
    if (isInUrl(from) || text.startsWith('()', to)) return true;
    const before = charBefore(text, from);
    const after = charAfter(text, to);
    if (!JOINT.test(before) && !JOINT.test(after)) return false;
    if (tokenAt(from).first < from) return true;
    const end = tokenAt(to);
    if (end.last >= to) return true;
    return lowered && (before === '/' || after === '/' || (after === ':' && end.to > to + 1));
  };
}

/** Says of offsets, from left to right, whether they are behind the scheme of a URL. */
function urlsIn(text: string): (at: number) => boolean {
  let next = 0;
  let end = 0;
  return at => {
    while (next >= 0 && next <= at) {
      next = text.indexOf('://', end);
      if (next < 0 || next > at) break;
      const urlEnd = URL_END();
      urlEnd.lastIndex = next;
      end = urlEnd.exec(text)?.index ?? text.length;
    }
    return at < end;
  };
}

function readToken(text: string, at: number): Token {
  let from = at;
  while (isPart(text.charAt(from - 1))) from--;
  let to = at;
  while (isPart(text.charAt(to))) to++;
  const written = text.slice(from, to);
  const token = { from, to, first: Infinity, last: -1 };
  const note = (sign: number) => {
    token.first = Math.min(token.first, from + sign);
    token.last = Math.max(token.last, from + sign);
  };
  const isAscii = ASCII.test(written);
  if ((isAscii ? ASCII_START : START()).test(written) && isOpening(text.charAt(from - 1))) note(0);
  for (const { index } of written.matchAll(isAscii ? ASCII_SIGN : SIGN())) note(index);
  const slashes = [written.indexOf('/'), written.lastIndexOf('/')] as const;
  // "src/hooks/tracing" is a path, "Hooks/Probes/Maps" are three words.
  if (slashes[0] < slashes[1] && written === written.toLowerCase()) slashes.forEach(note);
  return token;
}
