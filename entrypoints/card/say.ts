import { addressOfPage, siteOfPage } from '../../src/page/site.ts';
import { muteTerm, sayMeant } from '../../src/settings.ts';
import type { TakeBack, Where } from '../../src/ui/meaning-view.tsx';

/** What the reader says of terms in the card, kept. */
export interface Say {
  /** Whether a term's own meaning is meant. */
  meant: (term: string, where: Where, meant: boolean) => TakeBack;
  /** The term is to be marked nowhere. */
  mute: (term: string) => TakeBack;
}

export function createSay(onLost: (error: unknown) => void): Say {
  const keep = (kept: Promise<() => Promise<void>>): TakeBack => {
    void kept.catch(onLost);
    return () => void kept.then(takeBack => takeBack()).catch(onLost);
  };
  return {
    meant(term, where, meant) {
      const place = { page: addressOfPage(), site: siteOfPage(), everywhere: '' }[where];
      return keep(sayMeant(term, place, meant));
    },
    mute: term => keep(muteTerm(term)),
  };
}
