import { markTerm, type Settings } from '../../src/settings.ts';
import { Switch } from '../../src/ui/switch.tsx';
import { TermButton } from '../../src/ui/term-button.tsx';
import type { Entry } from '../../src/words/term.ts';
import { openReader } from './open-reader.ts';

/** Every term, explained, with the switch that marks it on pages. */
export function TermsTab({ entries, settings }: { entries: Record<string, Entry>; settings: Settings }) {
  const sorted = Object.values(entries).sort((a, b) => a.headword.localeCompare(b.headword, 'en'));
  return (
    <ul class="rows">
      {sorted.map(entry => (
        <li key={entry.id} class="row">
          <span class="row-main">
            <span>
              <TermButton entry={entry} text={entry.headword} openSection={openReader} />
            </span>
            <span class="row-count soft small">{entry.kind}</span>
          </span>
          <Switch
            label={`Mark ${entry.headword}`}
            on={!settings.mutedTerms.has(entry.id)}
            onChange={on => void markTerm(entry.id, on)}
          />
        </li>
      ))}
    </ul>
  );
}
