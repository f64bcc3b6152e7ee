import { useEffect, useState } from 'preact/hooks';
import { EntryList } from '../../src/ui/entry-list.tsx';
import { ExternalLink } from '../../src/ui/external-link.tsx';
import { arriveAt, RecapSection } from '../../src/ui/recap-section.tsx';
import { TermButton } from '../../src/ui/term-button.tsx';
import type { Entry, Group, Recap } from '../../src/words/term.ts';

/** Where the list of all terms is. */
const ALL_TERMS = 'terms';

/** The recap as a page, and all terms below it; `#section` in the address says where to arrive. */
export function Reader({
  recap,
  groups,
  entries,
}: {
  recap: Recap;
  groups: Group[];
  entries: Record<string, Entry>;
}) {
  const arrivedAt = useArrival();
  const here =
    arrivedAt === ALL_TERMS
      ? undefined
      : (recap.sections.find(({ id }) => id === arrivedAt) ?? recap.sections[0]);
  const explained = (here?.terms ?? []).map(id => entries[id]).filter(entry => entry !== undefined);
  const openSection = (section: string) => {
    location.hash = section;
  };
  return (
    <div class="reader">
      <nav aria-label="Sections">
        <h2>The recap</h2>
        <ul>
          {recap.sections.map(({ id, title }) => (
            <li>
              <a href={`#${id}`} aria-current={id === here?.id ? 'location' : undefined}>
                {title}
              </a>
            </li>
          ))}
          <li>
            <a href={`#${ALL_TERMS}`} aria-current={arrivedAt === ALL_TERMS ? 'location' : undefined}>
              All terms
            </a>
          </li>
        </ul>
      </nav>
      <main>
        <h1>{recap.title}</h1>
        <p class="small soft">
          Told anew after the post by {recap.author} for {recap.publisher}, 2022.{' '}
          <ExternalLink url={recap.url}>Read the original</ExternalLink>
        </p>
        {recap.sections.map(section => (
          <RecapSection
            key={section.id}
            section={section}
            entries={entries}
            arrived={section.id === arrivedAt}
            openSection={openSection}
          />
        ))}
        <section id={ALL_TERMS} class="all-terms" aria-labelledby="all-terms">
          <h2 id="all-terms" tabIndex={-1}>
            All terms
          </h2>
          <EntryList
            groups={groups}
            entries={entries}
            open
            row={entry => (
              <li key={entry.id}>
                <TermButton entry={entry} entries={entries} text={entry.headword} openSection={openSection} />{' '}
                <span class="small soft">{entry.kind}</span>
                <p class="soft">{entry.definition}</p>
              </li>
            )}
          />
        </section>
      </main>
      {here && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach what is below
        <aside aria-label="Terms of this section" tabIndex={0}>
          <h2>In this section</h2>
          {explained.length === 0 && <p class="small soft">No terms of the glossary.</p>}
          <dl>
            {explained.map(({ id, headword, definition }) => (
              <div key={id}>
                <dt>{headword}</dt>
                <dd>{definition}</dd>
              </div>
            ))}
          </dl>
        </aside>
      )}
    </div>
  );
}

/** The section named in the address, brought into view and given focus on each arrival. */
function useArrival(): string {
  const [id, setId] = useState(sectionInAddress);
  useEffect(() => {
    const arrive = () => setId(sectionInAddress());
    addEventListener('hashchange', arrive);
    return () => removeEventListener('hashchange', arrive);
  }, []);
  useEffect(() => {
    if (id) arriveAt(id);
  }, [id]);
  return id;
}

function sectionInAddress(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ''; // a "%" that encodes nothing: no section is called that
  }
}
