import type { ScannedPage } from './scan-pages.ts';

/** A scanned page as text: a line a term, with its count and first place. */
export function describePage({ page, terms, error }: ScannedPage): string {
  if (error !== undefined) return `${page}\n  could not be read: ${error}`;
  if (terms.length === 0) return `${page}\n  no terms`;
  const lines = terms.map(({ id, count, unsure, excerpt }) => {
    const doubt = unsure > 0 ? ` (${unsure} unsure)` : '';
    return `  ${id.padEnd(14)} ${String(count).padStart(5)}${doubt}  ${excerpt}`;
  });
  return [page, ...lines].join('\n');
}
