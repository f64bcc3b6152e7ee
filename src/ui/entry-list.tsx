import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Entry, Group } from '../words/term.ts';

export interface EntryListProps {
  groups: Group[];
  entries: Record<string, Entry>;
  /** Whether groups are open before the reader opens or closes any; the first always is. */
  open: boolean;
  row: (entry: Entry, group: Group) => ComponentChildren;
  /** What stands beside a group's title. */
  beside?: (group: Group) => ComponentChildren;
}

/** All entries by group, to be searched and looked through. */
export function EntryList({ groups, entries, open, row, beside }: EntryListProps) {
  const [query, setQuery] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const listId = useId();
  const sought = wordsOf(query);
  const found = groups
    .map(group => ({
      group,
      rows: group.terms.flatMap(id => entries[id] ?? []).filter(entry => speaksOf(entry, sought)),
    }))
    .filter(({ rows }) => rows.length > 0);
  const count = found.reduce((sum, { rows }) => sum + rows.length, 0);
  const isOpen = ({ id }: Group) => sought.length > 0 || (open || id === groups[0]?.id) !== toggled.has(id);
  const toggle = ({ id }: Group) => setToggled(new Set([id]).symmetricDifference(toggled));

  return (
    <div class="entry-list">
      <p class="entry-search">
        <input
          type="search"
          placeholder="Search the terms"
          aria-label="Search the terms"
          value={query}
          onInput={event => setQuery(event.currentTarget.value)}
        />
        <span class="small soft" role="status">
          {count === 0 ? `No term speaks of “${query}”.` : count === 1 ? '1 term' : `${count} terms`}
        </span>
      </p>
      {found.map(({ group, rows }) => (
        <section key={group.id} aria-labelledby={`${listId}-${group.id}`}>
          <header class="entry-group">
            <h3 id={`${listId}-${group.id}`}>
              <button
                type="button"
                aria-expanded={isOpen(group)}
                disabled={sought.length > 0}
                onClick={() => toggle(group)}
              >
                {group.title} <span class="small soft">{rows.length}</span>
              </button>
            </h3>
            {beside?.(group)}
          </header>
          {isOpen(group) && <ul>{rows.map(entry => row(entry, group))}</ul>}
        </section>
      ))}
    </div>
  );
}

/** Whether an entry speaks of every word that is sought, in its names or its definition. */
const speaksOf = ({ headword, otherForms, kind, definition }: Entry, sought: string[]): boolean => {
  const text = wordsOf([headword, ...otherForms, kind, definition].join(' ')).join(' ');
  return sought.every(word => text.includes(word));
};

/** The words of a text without case and accents. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
