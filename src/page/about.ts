import { textContent } from './dom.ts';

/** Where a page says what it is about, besides its title. Asked together, they take twice as long on a large page. */
const NOTES = '[name=description],[name=keywords],[property="og:site_name"]';
const HEADINGS = 'h1,h2';
/** The first of them say it; a long document can have hundreds of headings. */
const SAYS_MAX = 30;

/** What this page says of itself, and the words of its address. */
export function aboutPage(): string {
  const notes = [...document.getElementsByTagName('meta')].filter(meta => meta.matches(NOTES));
  const says = [...notes, ...document.querySelectorAll(HEADINGS)]
    .slice(0, SAYS_MAX)
    .map(element => element.getAttribute('content') ?? textContent(element));
  return [document.title, ...says, decodeAddress(location.host), decodeAddress(location.pathname)].join('\n');
}

function decodeAddress(part: string): string {
  try {
    return decodeURIComponent(part).replace(/[^\p{L}\p{N}]+/gu, ' ');
  } catch {
    return ''; // a "%" that encodes nothing
  }
}
