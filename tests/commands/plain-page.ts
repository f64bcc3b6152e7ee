/** What a page holds, read without a browser: nearly what the extension reads of it in one. */
export interface PlainPage {
  /** Title and headings. */
  about: string;
  /** All its text, code too. */
  text: string;
  /** Its blocks of prose. */
  blocks: string[];
}

const UNREAD = /<(script|style|template|noscript|svg|math|textarea)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;
const CODE = /<(pre|code|kbd|samp|tt)\b[\s\S]*?<\/\1\s*>/gi;
const BLOCK =
  /<\/?(?:address|article|aside|blockquote|body|br|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|main|menu|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)\b[^>]*>/gi;
const ABOUT = /<(title|h1|h2)\b[^>]*>([\s\S]*?)<\/\1\s*>/gi;
const ABOUT_MAX = 30;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

export function plainPage(html: string): PlainPage {
  const read = html.replace(UNREAD, ' ');
  const about = [...read.matchAll(ABOUT)].slice(0, ABOUT_MAX).map(([, , words = '']) => plain(words));
  const blocks = read
    .replace(CODE, code => (code.startsWith('<pre') ? '<p>' : '\uFFFC'))
    .split(BLOCK)
    .map(plain)
    .filter(block => /\S/.test(block));
  return { about: about.join('\n'), text: plain(read.replace(BLOCK, '\n')), blocks };
}

const plain = (html: string): string =>
  html
    .replace(/<[a-z/!][^>]*>/gi, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hex, name) =>
      name === undefined
        ? String.fromCodePoint(Math.min(Number.parseInt(decimal ?? hex, decimal ? 10 : 16), 0x10ffff))
        : (ENTITIES[name] ?? all),
    );
