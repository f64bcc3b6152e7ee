import { RecapSection } from '../../src/ui/recap-section.tsx';
import type { Entry, Recap } from '../../src/words/term.ts';

/** The recap, readable in place. */
export function RecapTab({ recap, entries }: { recap: Recap; entries: Record<string, Entry> }) {
  const goTo = (section: string) => {
    const element = document.getElementById(section);
    element?.scrollIntoView();
    element?.querySelector('h2')?.focus({ preventScroll: true });
  };
  return (
    <>
      <nav class="contents small" aria-label="Sections">
        {recap.sections.map(({ id, title }) => (
          <button key={id} type="button" class="link" onClick={() => goTo(id)}>
            {title}
          </button>
        ))}
      </nav>
      <div class="reading">
        {recap.sections.map(section => (
          <RecapSection key={section.id} section={section} entries={entries} openSection={goTo} />
        ))}
      </div>
    </>
  );
}
