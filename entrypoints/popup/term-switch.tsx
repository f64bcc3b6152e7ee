import { isGroupMarked, isTermMarked, markTerm, type Settings } from '../../src/settings.ts';
import { Switch } from '../../src/ui/switch.tsx';
import type { Entry, Group } from '../../src/words/term.ts';

/** Marks one term on pages, or leaves it alone. */
export function TermSwitch({ entry, group, settings }: { entry: Entry; group: Group; settings: Settings }) {
  return (
    <Switch
      label={`Mark ${entry.headword}`}
      on={isTermMarked(settings, entry.id, group)}
      onChange={on => void markTerm(entry.id, on, isGroupMarked(settings, group))}
    />
  );
}
