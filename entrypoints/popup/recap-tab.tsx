import { arriveAt, RecapSection } from '../../src/ui/recap-section.tsx';
import type { Entry, Recap } from '../../src/words/term.ts';

/** The recap, readable in place. */
export function RecapTab({ recap, entries }: { recap: Recap; entries: Record<string, Entry> }) {
  return (
    <>
      <nav class="contents small" aria-label="Sections">
        {recap.sections.map(({ id, title }) => (
          <button key={id} type="button" class="link" onClick={() => arriveAt(id)}>
            {title}
          </button>
        ))}
      </nav>
      <div class="reading">
        {recap.sections.map(section => (
          <RecapSection key={section.id} section={section} entries={entries} openSection={arriveAt} />
        ))}
      </div>
    </>
  );
}
