import type { ComponentChildren } from 'preact';

/** A link out, opened apart and without telling where the reader came from. Only http and https become links. */
export function ExternalLink({ url, children }: { url: string; children: ComponentChildren }) {
  if (!/^https?:\/\//i.test(url)) return <span>{children}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
