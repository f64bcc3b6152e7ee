import type { Entry } from '../words/term.ts';
import { ExternalLink } from './external-link.tsx';
import { RichText } from './rich-text.tsx';

export interface EntryMoreProps {
  entry: Entry;
  id: string;
  openSection: (section: string) => void;
  /** Opens another entry in place of this one. */
  openTerm: (id: string) => void;
}

/** What is known about a term beyond the one sentence. */
export function EntryMore({ entry, id, openSection, openTerm }: EntryMoreProps) {
  const { explanation, recap, since, links, related, otherMeanings } = entry;
  const term = (id: string, text: string) => <TermLink id={id} text={text} open={openTerm} />;
  return (
    <div class="entry-more" id={id}>
      {explanation.map(inlines => (
        <p class="soft" dir="auto">
          <RichText inlines={inlines} term={term} />
        </p>
      ))}
      {recap && (
        <section class="entry-recap">
          <h3>In the recap</h3>
          <p dir="auto">{recap.text}</p>
          <p class="entry-actions small">
            <button type="button" class="link" onClick={() => openSection(recap.section)}>
              Read “<bdi>{recap.title}</bdi>”
            </button>
            <ExternalLink url={recap.passage} host>
              The original passage
            </ExternalLink>
          </p>
        </section>
      )}
      {since.length > 0 && (
        <section class="entry-since">
          <h3>Since 2022</h3>
          <ol class="small">
            {since.map(({ date, spoken, text, source }) => (
              <li>
                <time dateTime={date}>{spoken}</time>
                <span dir="auto">
                  {text} <ExternalLink url={source.url}>{source.label}</ExternalLink>
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {links.length > 0 && (
        <p class="entry-actions small">
          {links.map(({ label, url }) => (
            <ExternalLink url={url} host>
              {label}
            </ExternalLink>
          ))}
        </p>
      )}
      {related.length > 0 && (
        <p class="entry-actions small soft">
          <span>Related:</span>
          {related.map(({ id, headword }) => term(id, headword))}
        </p>
      )}
      {otherMeanings && (
        <p class="small soft">
          Not <bdi>{otherMeanings}</bdi>.
        </p>
      )}
    </div>
  );
}

const TermLink = ({ id, text, open }: { id: string; text: string; open: (id: string) => void }) => (
  <button type="button" class="link" onClick={() => open(id)}>
    <bdi>{text}</bdi>
  </button>
);
