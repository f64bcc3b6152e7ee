import type { ComponentChildren } from 'preact';

/** The host of an address as the browser will understand it, without the "www." that tells nothing. */
export const hostOf = (url: string): string => URL.parse(url)?.host.replace(/^www\./, '') ?? '';

/**
 * A link out, opened apart and without telling where the reader came from. Only http and https become links.
 * With `host`, it says which site it leads to, unless its text is that already.
 */
export function ExternalLink({
  url,
  host = false,
  children,
}: {
  url: string;
  host?: boolean;
  children: ComponentChildren;
}) {
  if (!/^https?:\/\//i.test(url)) return <bdi>{children}</bdi>;
  const site = host ? hostOf(url) : '';
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      <bdi>{children}</bdi>
      {site !== '' && site !== children && (
        <>
          {' '}
          <bdi class="host">{site}</bdi>
        </>
      )}
    </a>
  );
}
