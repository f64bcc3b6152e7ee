import packedTerms from 'virtual:glossary/packedTerms';
import { askOtherTerms } from '../../src/messages.ts';
import { isGroupMarked, type Settings } from '../../src/settings.ts';
import { isPacked, type PackedTerms, pickTerms } from '../../src/words/packed-terms.ts';

/** Asked for when a reader first wants one of them marked. */
let others: Promise<PackedTerms> | undefined;

/**
 * The terms to look for: those that are marked, and those of a marked group that the reader does not want, since the
 * popup lists them too. The same settings yield the same text.
 */
export async function termsFor(settings: Settings): Promise<PackedTerms> {
  const chosen = [...settings.terms.keys(), ...settings.groups.keys()];
  // Named once only: the minifier writes a text wherever it is named.
  let packed = packedTerms;
  const ours = packed;
  if (!chosen.every(id => isPacked(ours, id))) {
    others ??= askOtherTerms().catch(() => {
      others = undefined; // it is asked again when the settings change; until then there are those that ship with pages
      return '';
    });
    packed += `\n${await others}`;
  }
  return pickTerms(
    packed,
    group => isGroupMarked(settings, group),
    id => settings.terms.has(id),
  );
}
