import { readFileSync } from 'node:fs';

const BLOCK_END = /<\/(?:p|li|dt|dd|h[1-6]|td|th|div|section|pre|title)>|<br\s*\/?>/gi;
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** The texts of a page's blocks, roughly as a browser would join them: for measuring words without a document. */
export function blocksOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .split(BLOCK_END)
    .map(part =>
      part
        .replace(/<[^>]*>/g, '')
        .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, entity => ENTITIES[entity] ?? entity)
        .trim(),
    )
    .filter(text => text !== '');
}
