import type { Entry, Section } from '../words/term.ts';
import { ExternalLink } from './external-link.tsx';
import { RichText } from './rich-text.tsx';
import { TermButton } from './term-button.tsx';

/** Brings a section into view and gives it the focus. */
export function arriveAt(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView();
  section?.querySelector('h2')?.focus({ preventScroll: true });
}

/** One section of the recap, its terms explained where they stand. */
export function RecapSection({
  section,
  entries,
  arrived = false,
  openSection,
}: {
  section: Section;
  entries: Record<string, Entry>;
  /** Whether the reader was sent to this section. */
  arrived?: boolean;
  openSection: (section: string) => void;
}) {
  const term = (id: string, text: string) => {
    const entry = entries[id];
    return entry ? (
      <TermButton entry={entry} entries={entries} text={text} openSection={openSection} />
    ) : (
      text
    );
  };
  return (
    <section
      id={section.id}
      class="recap-section"
      data-arrived={arrived || undefined}
      aria-labelledby={`${section.id}-title`}
    >
      <h2 id={`${section.id}-title`} tabIndex={-1}>
        {section.title}
      </h2>
      {section.paragraphs.map(inlines => (
        <p>
          <RichText inlines={inlines} term={term} />
        </p>
      ))}
      {section.notes.map(({ label, text }) => (
        <p class="recap-note">
          <b>{label}</b> <RichText inlines={text} term={term} />
        </p>
      ))}
      <p class="small">
        <ExternalLink url={section.passage}>The passage in the original</ExternalLink>
      </p>
    </section>
  );
}
