import { askEntry } from '../../src/messages.ts';
import type { Entry } from '../../src/words/term.ts';

/** Asks for each entry once, and again if there was no answer. */
export function rememberEntries(onLost: (error: unknown) => void): (term: string) => Promise<Entry | null> {
  const entries = new Map<string, Promise<Entry | null>>();
  return term => {
    const known = entries.get(term);
    if (known) return known;
    const asked = askEntry(term)
      .catch(error => {
        onLost(error);
        return null;
      })
      .then(entry => {
        if (!entry) entries.delete(term);
        return entry;
      });
    entries.set(term, asked);
    return asked;
  };
}
