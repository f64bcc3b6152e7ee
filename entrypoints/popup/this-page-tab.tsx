import { useState } from 'preact/hooks';
import type { FoundTerm, FrameFindings } from '../../src/findings.ts';
import { goTo, type Place } from '../../src/messages.ts';
import type { Settings } from '../../src/settings.ts';
import { NextIcon } from '../../src/ui/icons.tsx';
import type { Entry, Group } from '../../src/words/term.ts';
import type { CurrentPage } from './state.ts';
import { TermSwitch } from './term-switch.tsx';

/** What was found on the page, each term with its count; pressing one goes to its next place. */
export function ThisPageTab({
  page,
  settings,
  groups,
  entries,
}: {
  page: CurrentPage;
  settings: Settings;
  groups: Group[];
  entries: Record<string, Entry>;
}) {
  const [visited, setVisited] = useState<{ term: string; index: number } | null>(null);
  if (!settings.on) return <Empty>Pages are not marked.</Empty>;
  if (page.state === 'asking') return null;
  if (page.state === 'refused')
    return (
      <Empty>
        The browser doesn’t let extensions read this page. If it was open before the extension was, load it
        again.
      </Empty>
    );
  const { tab, frames, findings } = page;
  if (settings.sitesOff.has(findings.site)) return <Empty>This site is not marked.</Empty>;
  if (findings.terms.length === 0)
    return <Empty>{findings.quiet ? 'No terms on this page.' : 'Reading…'}</Empty>;

  const visit = ({ id, count }: FoundTerm) => {
    const index = visited?.term === id ? (visited.index + 1) % count : 0;
    setVisited({ term: id, index });
    const place = placeOf(frames, id, index);
    if (place) void goTo(tab, place.frame, place);
  };
  return (
    <ul class="rows">
      {findings.terms.map(term => {
        const entry = entries[term.id];
        const group = groups.find(({ id }) => id === entry?.group);
        if (!entry || !group) return null;
        const here = visited?.term === term.id ? visited : null;
        return (
          <li key={term.id} class="row" data-open={here ? '' : undefined}>
            <button
              type="button"
              class="row-main"
              onClick={() => visit(term)}
              aria-label={`${entry.headword}: ${term.count} on this page, go to the next`}
            >
              <b>{entry.headword}</b>
              <span class="row-count soft">
                {here ? `${here.index + 1} of ${term.count}` : term.count}
                <NextIcon />
              </span>
              {here && <span class="row-more soft">{entry.definition}</span>}
            </button>
            <TermSwitch entry={entry} group={group} settings={settings} />
          </li>
        );
      })}
    </ul>
  );
}

/** Where the n-th occurrence of a term is, counting through the frames of the page, the page itself first. */
function placeOf(frames: FrameFindings[], term: string, index: number): (Place & { frame: string }) | null {
  let left = index;
  for (const { frame, terms } of frames.toSorted((a, b) => Number(b.top) - Number(a.top))) {
    const count = terms.find(found => found.id === term)?.count ?? 0;
    if (left < count) return { frame, term, index: left };
    left -= count;
  }
  return null;
}

const Empty = ({ children }: { children: string }) => <p class="empty soft">{children}</p>;
