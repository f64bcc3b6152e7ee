import type { EntryFile } from '../../src/glossary/entry-file.ts';
import type { Glossary } from '../../src/glossary/glossary.ts';
import { median, readingGrade } from '../../src/glossary/reading-ease.ts';

/** A dated fact older than this is worth a look: something may have happened since. */
const OLD_MONTHS = 24;
/** What is harder to read than this, a newcomer reads twice. */
const HARD_GRADE = 13;

/** A table of all entries by group, and what is missing in them. */
export function describeGlossary({ groups, recap, files }: Glossary, today: Date): string {
  const byId = new Map(files.map(file => [file.id, file]));
  const rows = groups.flatMap(({ id, title, marked, terms }) => [
    [`${title} (${id}, ${terms.length}, ${marked ? 'marked' : 'not marked'})`],
    ...terms
      .flatMap(term => byId.get(term) ?? [])
      .map(({ id, front }) => {
        const sections = recap.sections.filter(section => section.terms.includes(id));
        return [
          `  ${id}`,
          countForms(front.forms),
          sections.map(section => section.id).join(' ') || '-',
          String(addressesOf(front).size),
          front.since[0] ? `${monthsSince(front.since[0].date, today)}` : '-',
        ];
      }),
  ]);
  const linked = new Set([
    ...files.flatMap(file => [...file.front.related, ...file.explain(() => '').uses.map(use => use.id)]),
    ...recap.sections.flatMap(section => section.terms),
  ]);
  const missing = files.flatMap(file =>
    shortcomings(file, linked.has(file.id), today).map(what => `  ${file.id}: ${what}`),
  );
  const grades = files.map(({ front }) => readingGrade(front.definition));
  return [
    table([['entry', 'forms', 'sections', 'sources', 'months'], ...rows]),
    '',
    'forms: +n count only with supporting context; months: age of the newest dated fact',
    '',
    missing.length > 0 ? 'Worth a look' : 'Nothing is missing.',
    ...missing,
    '',
    `${files.length} entries; definitions: median reading grade ${median(grades).toFixed(1)}`,
  ].join('\n');
}

type Front = EntryFile['front'];

function shortcomings({ front }: EntryFile, linked: boolean, today: Date): string[] {
  const newest = front.since[0];
  const grade = readingGrade(front.definition);
  return [
    newest && monthsSince(newest.date, today) > OLD_MONTHS && `newest dated fact is from ${newest.date}`,
    !linked && 'nothing leads to it: no section, explanation or related term',
    front.forms.every(form => form.needsContext) && 'is found only by judging the text around it',
    front.forms.some(form => form.needsContext) &&
      front.otherMeanings.length === 0 &&
      'a form needs context, but no other meaning is named',
    grade > HARD_GRADE && `definition is hard to read: grade ${grade.toFixed(1)}`,
  ].filter(what => typeof what === 'string');
}

function countForms(forms: Front['forms']): string {
  const unsure = forms.filter(form => form.needsContext).length;
  return unsure > 0 ? `${forms.length - unsure}+${unsure}` : String(forms.length);
}

const addressesOf = ({ links, since }: Front): Set<string> =>
  new Set([...links.map(link => link.url), ...since.map(fact => fact.source)]);

/** Whole months from the first day that an ISO date may mean. */
function monthsSince(date: string, today: Date): number {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return (today.getUTCFullYear() - year) * 12 + today.getUTCMonth() + 1 - month;
}

/** Rows of cells in columns; a row of one cell is a heading and goes its own way. */
function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, i) =>
    Math.max(...rows.filter(row => row.length > 1).map(row => row[i]?.length ?? 0)),
  );
  return rows
    .map(row =>
      row.length === 1 ? `\n${row[0]}` : row.map((cell, i) => cell.padEnd(widths?.[i] ?? 0)).join('  '),
    )
    .map(line => line.trimEnd())
    .join('\n');
}
