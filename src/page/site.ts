/** What "this site" means for an address: its host, or the scheme where there is none ("file:"). */
export const siteOf = (url: URL | Location): string => url.hostname || url.protocol;

/**
 * The site of the page that this frame is in. Frames of other origins may not look at the page's address but
 * are told its origin; an origin that is kept from them ("null") is taken for a local file's.
 */
export function siteOfPage(): string {
  const origins = window.location.ancestorOrigins;
  const origin = origins?.[origins.length - 1];
  if (origin === undefined) return siteOf(window.location);
  const url = URL.parse(origin);
  return url ? siteOf(url) : 'file:';
}
