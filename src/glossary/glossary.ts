import type { Entry, Recap, Section, Term } from '../words/term.ts';
import { type EntryFile, readEntryFile } from './entry-file.ts';
import type { SourceFile } from './front-matter.ts';
import { GlossaryError, type Problem } from './problem.ts';
import type { TermUse } from './prose.ts';
import { type RecapFile, readRecapFile } from './recap-file.ts';

/** Everything that the files under `glossary/` say. */
export interface Glossary {
  /** What pages need: ids and forms. */
  terms: Term[];
  /** What cards say, by id. */
  entries: Record<string, Entry>;
  recap: Recap;
}

/**
 * Reads the glossary from its files and checks that they fit together.
 * @throws GlossaryError naming every problem with its file and line.
 */
export function readGlossary(termFiles: SourceFile[], recapSource: SourceFile): Glossary {
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);

  const files = termFiles.map(file => readEntryFile(file, report)).filter(file => file !== null);
  const byId = new Map<string, EntryFile>();
  for (const file of files) {
    const taken = byId.get(file.id);
    if (taken)
      report({ file: file.path, line: 1, reason: `id ${file.id} already belongs to ${taken.path}:1` });
    else byId.set(file.id, file);
  }
  const headwordOf = (id: string) => byId.get(id)?.front.headword;
  const recapFile = readRecapFile(recapSource, headwordOf, report);
  // A file that could not be read at all would make every mention of it look wrong as well.
  if (files.length < termFiles.length || !recapFile) throw new GlossaryError(problems);

  checkForms(files, report);
  checkSections(recapFile, report);
  const recap = joinRecap(recapFile, byId, report);
  const entries = files.map(file => joinEntry(file, byId, recapFile, report));
  if (problems.length > 0) throw new GlossaryError(problems);
  return {
    terms: files.map(({ id, front }) => ({ id, forms: front.forms })),
    entries: Object.fromEntries(entries.map(entry => [entry.id, entry])),
    recap,
  };
}

/** No two terms may claim the same words, unless both insist on a case and the cases differ. */
function checkForms(files: EntryFile[], report: (problem: Problem) => void): void {
  const taken = new Map<string, { text: string; matchCase: boolean; where: string }[]>();
  for (const { path, front, lineOf } of files)
    front.forms.forEach((form, i) => {
      const line = lineOf(['forms', i]);
      const key = form.text.toLowerCase().replace(/\s+/g, ' ');
      const others = taken.get(key) ?? [];
      const clash = others.find(other => !(form.matchCase && other.matchCase) || form.text === other.text);
      if (clash)
        report({ file: path, line, reason: `form “${form.text}” already belongs to ${clash.where}` });
      taken.set(key, [...others, { ...form, where: `${path}:${line}` }]);
    });
}

function checkSections({ path, sections }: RecapFile, report: (problem: Problem) => void): void {
  const taken = new Map<string, number>();
  for (const { id, line } of sections) {
    const before = taken.get(id);
    if (before === undefined) taken.set(id, line);
    else report({ file: path, line, reason: `section ${id} already begins in line ${before}` });
  }
}

function checkUses(
  path: string,
  uses: TermUse[],
  byId: Map<string, EntryFile>,
  report: (problem: Problem) => void,
): void {
  for (const { id, line } of uses)
    if (!byId.has(id)) report({ file: path, line, reason: `[[${id}]] is no term: no file terms/${id}.md` });
}

function joinRecap(
  { path, front, sections }: RecapFile,
  byId: Map<string, EntryFile>,
  report: (problem: Problem) => void,
): Recap {
  return {
    ...front,
    sections: sections.map(({ uses, line: _, passage, ...section }): Section => {
      checkUses(path, uses, byId, report);
      return {
        ...section,
        passage: passageUrl(front.url, passage),
        terms: [...new Set(uses.map(use => use.id))],
      };
    }),
  };
}

function joinEntry(
  file: EntryFile,
  byId: Map<string, EntryFile>,
  recap: RecapFile,
  report: (problem: Problem) => void,
): Entry {
  const { id, path, front, lineOf } = file;
  const { paragraphs, uses } = file.explain(other => byId.get(other)?.front.headword);
  checkUses(path, uses, byId, report);
  front.related.forEach((other, i) => {
    if (other === id || !byId.has(other))
      report({ file: path, line: lineOf(['related', i]), reason: `related: ${other} is no other term` });
  });
  const section = recap.sections.find(candidate => candidate.id === front.recap.section);
  if (!section)
    report({
      file: path,
      line: lineOf(['recap', 'section']),
      reason: `recap.section: ${recap.path} defines no section ${front.recap.section}`,
    });
  const { forms: _, recap: said, ...rest } = front;
  return {
    id,
    ...rest,
    explanation: paragraphs,
    // Said here rather than in every page's script.
    since: front.since.map(({ source, ...fact }) => ({
      ...fact,
      spoken: spokenDate(fact.date),
      source: { label: new URL(source).host.replace(/^www\./, ''), url: source },
    })),
    otherMeanings: new Intl.ListFormat('en', { type: 'disjunction' }).format(front.otherMeanings),
    related: front.related.map(other => ({ id: other, headword: byId.get(other)?.front.headword ?? other })),
    recap: {
      text: said.text,
      section: said.section,
      title: section?.title ?? '',
      passage: passageUrl(recap.front.url, said.passage),
    },
  };
}

/**
 * Address of a passage of the original post, as a text fragment.
 * Hyphens and commas have a meaning there, so both are escaped
 * (https://wicg.github.io/scroll-to-text-fragment/#syntax); encodeURIComponent leaves the hyphen alone.
 */
const passageUrl = (url: string, words: string): string =>
  `${url}#:~:text=${encodeURIComponent(words).replaceAll('-', '%2D')}`;

/** "2023-10-31" as "Oct 2023", "2024" as "2024". */
function spokenDate(date: string): string {
  const [year = 0, month] = date.split('-').map(Number);
  if (!month) return date;
  const first = new Date(Date.UTC(year, month - 1));
  return first.toLocaleDateString('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });
}
