import type { ComponentChildren } from 'preact';
import type { Entry } from '../words/term.ts';
import { ExternalLink } from './external-link.tsx';
import { CloseIcon } from './icons.tsx';
import { RichText } from './rich-text.tsx';

export interface EntryViewProps {
  entry: Entry;
  /** Opens the recap at a section. */
  openSection: (section: string) => void;
  /** Shows a close button when given. */
  close?: () => void;
  /** What stands below, in place of what else the word can mean. */
  children?: ComponentChildren;
}

/** What is known about one term: the inside of every card. */
export function EntryView({ entry, openSection, close, children }: EntryViewProps) {
  const { headword, kind, definition, explanation, recap, since, links, related, otherMeanings } = entry;
  return (
    <div class="entry">
      <header class="entry-head">
        <h2>{headword}</h2>
        <span class="small soft">{kind}</span>
        {close && (
          <button type="button" class="close" aria-label="Close" onClick={close}>
            <CloseIcon />
          </button>
        )}
      </header>
      <div class="entry-body">
        <p>{definition}</p>
        {explanation.map(inlines => (
          <p class="soft">
            <RichText inlines={inlines} />
          </p>
        ))}
        {recap && (
          <section class="entry-recap">
            <h3>In the recap</h3>
            <p>{recap.text}</p>
            <p class="entry-actions small">
              <button type="button" class="link" onClick={() => openSection(recap.section)}>
                Read “{recap.title}”
              </button>
              <ExternalLink url={recap.passage}>The original passage</ExternalLink>
            </p>
          </section>
        )}
        {since.length > 0 && (
          <details class="entry-since">
            <summary>Since 2022</summary>
            <ol class="small">
              {since.map(({ date, spoken, text, source }) => (
                <li>
                  <time dateTime={date}>{spoken}</time>
                  <span>
                    {text} <ExternalLink url={source.url}>{source.label}</ExternalLink>
                  </span>
                </li>
              ))}
            </ol>
          </details>
        )}
        <p class="entry-actions small">
          {links.map(({ label, url }) => (
            <ExternalLink url={url}>{label}</ExternalLink>
          ))}
        </p>
        {related.length > 0 && (
          <p class="small soft">Related: {related.map(other => other.headword).join(', ')}</p>
        )}
      </div>
      {children ?? (otherMeanings && <footer class="entry-foot">Not {otherMeanings}.</footer>)}
    </div>
  );
}
