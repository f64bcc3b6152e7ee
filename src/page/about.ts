import { textContent } from './dom.ts';

/** Where a page says what it is about, besides its title. Selectors of more sorts take twice as long on large pages. */
const NOTES = 'meta[name=description],meta[name=keywords],meta[property="og:site_name"]';
const HEADINGS = 'h1,h2';
/** The first of them say it; a long document can have hundreds of headings. */
const SAYS_MAX = 30;

/** What this page says of itself, and the words of its address. */
export function aboutPage(): string {
  const { title, head } = document;
  const says = [...(head?.querySelectorAll(NOTES) ?? []), ...document.querySelectorAll(HEADINGS)]
    .slice(0, SAYS_MAX)
    .map(element => element.getAttribute('content') ?? textContent(element));
  return [title, ...says, decodeAddress(location.host), decodeAddress(location.pathname)].join('\n');
}

function decodeAddress(part: string): string {
  try {
    return decodeURIComponent(part).replace(/[^\p{L}\p{N}]+/gu, ' ');
  } catch {
    return ''; // a "%" that encodes nothing
  }
}
