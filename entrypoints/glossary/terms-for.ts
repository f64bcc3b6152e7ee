import packedTerms from 'virtual:glossary/packedTerms';
import { askOtherTerms } from '../../src/messages.ts';
import { isGroupMarked, type Settings } from '../../src/settings.ts';
import { unpackTerms } from '../../src/words/packed-terms.ts';
import type { Term, TermGroup } from '../../src/words/term.ts';

/** Unpacked when first asked for: a frame without text has no need of them. */
let ours: TermGroup[] | undefined;
/** Asked for when a reader first wants one of them marked. */
let others: Promise<TermGroup[]> | undefined;

/**
 * The terms to look for: those that are marked, and those of a marked group that the reader does not want, since the
 * popup lists them too. The same settings yield the same values.
 */
export async function termsFor(settings: Settings): Promise<Term[]> {
  ours ??= unpackTerms(packedTerms);
  const groups = ours;
  const known = new Set(groups.flatMap(({ id, terms }) => [id, ...terms.map(term => term.id)]));
  const wanted = (group: TermGroup) =>
    group.terms.filter(({ id }) => settings.terms.has(id) || isGroupMarked(settings, group));
  const chosen = [...settings.terms.keys(), ...settings.groups.keys()];
  if (chosen.every(id => known.has(id))) return groups.flatMap(wanted);
  others ??= askOtherTerms().catch(() => {
    others = undefined; // it is asked again when the settings change; until then there are those that ship with pages
    return [];
  });
  return [...groups, ...(await others)].flatMap(wanted);
}
