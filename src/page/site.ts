/** What "this site" means for an address: its host, or the scheme where there is none ("file:"). */
export const siteOf = (url: URL | Location): string => url.hostname || url.protocol;

/**
 * The site of the page that this frame is in. Frames of other origins may not look at the page's address but are told
 * its origin; one that is kept from them ("null") is taken for a local file's. Firefox tells since version 148; before,
 * such a frame goes by who it was referred by.
 */
export function siteOfPage(): string {
  if (window === window.top) return siteOf(window.location);
  const origins = window.location.ancestorOrigins;
  if (origins) return siteOfOrigin(origins[origins.length - 1] ?? 'null');
  try {
    return siteOf((window.top ?? window).location);
  } catch {
    return siteOfOrigin(document.referrer || window.origin); // a frame of another origin
  }
}

/** The address of this frame's document, without the place in it. */
export const addressOfPage = (): string => location.origin + location.pathname + location.search;

function siteOfOrigin(origin: string): string {
  const url = URL.parse(origin);
  return url ? siteOf(url) : 'file:';
}
