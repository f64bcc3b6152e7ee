import { useEffect, useState } from 'preact/hooks';
import type { Entry } from '../words/term.ts';
import { CopiedIcon, CopyIcon } from './icons.tsx';

/** How long the button says what came of it. */
const SAID_MS = 2_000;

/** What is copied of an entry: what it says of the term, and where that can be checked. */
function quote({ headword, definition, links }: Entry): string {
  const [source] = links;
  return `${headword}: ${definition}${source ? `\n${source.label}, ${source.url}` : ''}`;
}

/** Copies a definition with its source. */
export function CopyButton({ entry }: { entry: Entry }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => setSaid((await write(quote(entry))) ? 'Copied' : 'Not copied');
  return (
    <>
      <button type="button" class="tool" aria-label="Copy" title="Copy" onClick={() => void copy()}>
        {said === 'Copied' ? <CopiedIcon /> : <CopyIcon />}
      </button>
      <span class={said === 'Not copied' ? 'small' : 'unseen'} role="status">
        {said}
      </span>
    </>
  );
}

/** Puts text on the clipboard, and says whether it could: over plain http, and in frames whose page forbids it, not. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeByCommand(text);
  }
}

/** The older way, which works everywhere, but says what it does to who listens. */
function writeByCommand(text: string): boolean {
  let isWritten = false;
  const onCopy = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    isWritten = true;
  };
  window.addEventListener('copy', onCopy, { capture: true });
  document.execCommand('copy');
  window.removeEventListener('copy', onCopy, { capture: true });
  return isWritten;
}
