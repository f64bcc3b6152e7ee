import { addressOfPage, siteOfPage } from '../../src/page/site.ts';
import { muteTerm, sayMeant } from '../../src/settings.ts';
import type { Where } from '../../src/ui/meaning-view.tsx';

/** What the reader says of terms in the card, kept. */
export interface Say {
  /** Whether a term's own meaning is meant; null takes that back. */
  meant: (term: string, where: Where, meant: boolean | null) => void;
  /** The term is to be marked nowhere, or that is taken back. */
  mute: (term: string, muted: boolean) => void;
}

export function createSay(onLost: (error: unknown) => void): Say {
  /** How each is undone: what was stored before comes back. */
  const undo = new Map<string, Promise<() => Promise<void>>>();
  return {
    meant(term, where, meant) {
      const place = { page: addressOfPage(), site: siteOfPage(), everywhere: '' }[where];
      void sayMeant(term, place, meant).catch(onLost);
    },
    mute(term, muted) {
      if (muted) undo.set(term, muteTerm(term));
      const done = undo.get(term)?.then(takeBack => (muted ? undefined : takeBack()));
      void done?.catch(onLost);
    },
  };
}
