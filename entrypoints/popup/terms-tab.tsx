import { isGroupMarked, markGroup, type Settings } from '../../src/settings.ts';
import { EntryList } from '../../src/ui/entry-list.tsx';
import { Switch } from '../../src/ui/switch.tsx';
import { TermButton } from '../../src/ui/term-button.tsx';
import type { Entry, Group } from '../../src/words/term.ts';
import { openReader } from './open-reader.ts';
import { SaidMeanings } from './said-meanings.tsx';
import { TermSwitch } from './term-switch.tsx';

/** Every term, explained, with the switches that mark it, or its group, on pages. */
export function TermsTab({
  groups,
  entries,
  settings,
}: {
  groups: Group[];
  entries: Record<string, Entry>;
  settings: Settings;
}) {
  return (
    <>
      <SaidMeanings entries={entries} settings={settings} />
      <EntryList
        groups={groups}
        entries={entries}
        open={false}
        beside={group => (
          <Switch
            label={`Mark all of “${group.title}”`}
            on={isGroupMarked(settings, group)}
            onChange={on => void markGroup(group, on)}
          />
        )}
        row={(entry, group) => (
          <li key={entry.id} class="row">
            <span class="row-main">
              <span>
                <TermButton entry={entry} entries={entries} text={entry.headword} openSection={openReader} />
              </span>
              <span class="row-count soft small">{entry.kind}</span>
            </span>
            <TermSwitch entry={entry} group={group} settings={settings} />
          </li>
        )}
      />
    </>
  );
}
