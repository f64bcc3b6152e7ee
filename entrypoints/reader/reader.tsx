import { useEffect, useState } from 'preact/hooks';
import { ExternalLink } from '../../src/ui/external-link.tsx';
import { arriveAt, RecapSection } from '../../src/ui/recap-section.tsx';
import type { Entry, Recap } from '../../src/words/term.ts';

/** The recap as a page; `#section` in the address says where to arrive. */
export function Reader({ recap, entries }: { recap: Recap; entries: Record<string, Entry> }) {
  const arrivedAt = useArrival();
  const here = recap.sections.find(section => section.id === arrivedAt) ?? recap.sections[0];
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
      </main>
      <aside aria-label="Terms of this section">
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
