/** Where a page says what it is about. */
const SAYS = 'title,h1,h2,meta[name=description],meta[name=keywords],meta[property="og:site_name"]';
/** The first of them say it; a long document can have hundreds of headings. */
const SAYS_MAX = 30;

/** What this page says of itself, and the words of its address. */
export function aboutPage(): string {
  const says = [...document.querySelectorAll(SAYS)]
    .slice(0, SAYS_MAX)
    .map(element => element.getAttribute('content') ?? element.textContent ?? '');
  return [...says, decodeAddress(location.host), decodeAddress(location.pathname)].join('\n');
}

function decodeAddress(part: string): string {
  try {
    return decodeURIComponent(part).replace(/[^\p{L}\p{N}]+/gu, ' ');
  } catch {
    return ''; // a "%" that encodes nothing
  }
}
