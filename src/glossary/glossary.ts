import type {
  Entry,
  Group,
  JudgedTerm,
  Lexicon,
  Recap,
  Section,
  Term,
  TermGroup,
  Topic,
} from '../words/term.ts';
import {
  checkAddresses,
  checkCues,
  checkForms,
  checkGroups,
  checkPassages,
  checkSections,
  checkTopics,
} from './checks.ts';
import { type EntryFile, readEntryFile } from './entry-file.ts';
import { type GroupText, readGroups } from './groups-file.ts';
import { readKnownLines } from './known-lines.ts';
import { GlossaryError, type Problem, type Report } from './problem.ts';
import type { TermUse } from './prose.ts';
import { type RecapFile, readRecapFile } from './recap-file.ts';
import { readTopics } from './topics-file.ts';
import type { SourceFile } from './yaml.ts';

/** The files under `glossary/`. */
export interface GlossaryFiles {
  terms: SourceFile[];
  recap: SourceFile;
  groups: SourceFile;
  topics: SourceFile;
  /** Addresses that someone has opened, a line each: nothing else may be linked. */
  addresses: SourceFile;
  /** Words that occur exactly once in the original post, a line each: nothing else may be pointed at. */
  passages: SourceFile;
}

/** Everything that the files say. */
export interface Glossary {
  /** What every page needs: ids and forms of the groups that are marked by default. */
  terms: TermGroup[];
  /** The same of the other groups: for pages of readers who want them marked. */
  otherTerms: TermGroup[];
  /** What pages need that have terms: the words that tell what they mean. */
  lexicon: Lexicon;
  groups: Group[];
  /** What cards say, by id. */
  entries: Record<string, Entry>;
  recap: Recap;
  /** The terms as they are written, for those who maintain them. */
  files: EntryFile[];
}

/**
 * Reads the glossary from its files and checks that they fit together.
 * @throws GlossaryError naming every problem with its file and line.
 */
export function readGlossary(sources: GlossaryFiles): Glossary {
  const problems: Problem[] = [];
  const report: Report = problem => void problems.push(problem);

  const files = sources.terms.map(file => readEntryFile(file, report)).filter(file => file !== null);
  const byId = new Map<string, EntryFile>();
  for (const file of files) {
    const taken = byId.get(file.id);
    if (taken)
      report({ file: file.path, line: 1, reason: `id ${file.id} already belongs to ${taken.path}:1` });
    else byId.set(file.id, file);
  }
  const headwordOf = (id: string) => byId.get(id)?.front.headword;
  const recapFile = readRecapFile(sources.recap, headwordOf, report);
  const groupTexts = readGroups(sources.groups, report);
  const topics = readTopics(sources.topics, report);
  // A file that could not be read at all would make every mention of it look wrong as well.
  if (files.length < sources.terms.length || !recapFile || !groupTexts || !topics)
    throw new GlossaryError(problems);

  checkForms(files, report);
  checkGroups(files, groupTexts, report);
  checkCues(files, report);
  checkTopics(files, groupTexts, topics, report);
  checkAddresses(files, readKnownLines(sources.addresses), report);
  checkPassages(files, recapFile, readKnownLines(sources.passages), report);
  checkSections(recapFile, byId, report);
  const recap = joinRecap(recapFile, byId, report);
  const entries = files.map(file => joinEntry(file, byId, recapFile, report));
  if (problems.length > 0) throw new GlossaryError(problems);
  const { terms, groups } = joinGroups(groupTexts, files);
  return {
    terms: terms.filter(({ marked }) => marked),
    otherTerms: terms.filter(({ marked }) => !marked),
    groups,
    lexicon: joinLexicon(terms, topics, groupTexts, byId),
    entries: Object.fromEntries(entries.map(entry => [entry.id, entry])),
    recap,
    files,
  };
}

function checkUses(path: string, uses: TermUse[], byId: Map<string, EntryFile>, report: Report): void {
  for (const { id, line } of uses)
    if (!byId.has(id)) report({ file: path, line, reason: `[[${id}]] is no term: no file terms/${id}.md` });
}

function joinGroups(groups: GroupText[], files: EntryFile[]): { terms: TermGroup[]; groups: Group[] } {
  const inGroup = (group: string) => files.filter(({ front }) => front.group === group);
  const byHeadword = (a: EntryFile, b: EntryFile) =>
    a.front.headword.localeCompare(b.front.headword, 'en', { numeric: true });
  return {
    terms: groups.map(({ id, marked }) => ({
      id,
      marked,
      terms: inGroup(id).map(({ id, front }) => ({ id, forms: front.forms, ...ambiguousNames(front) })),
    })),
    groups: groups.map(({ id, title, marked }) => ({
      ...{ id, title, marked },
      terms: inGroup(id)
        .sort(byHeadword)
        .map(({ id }) => id),
    })),
  };
}

/**
 * Names that can mean something else as well. Phrases ("HashiCorp Consul") say enough by themselves, and so do names of
 * a term whose other meanings are those of its everyday forms ("NodePort" of Service).
 */
function ambiguousNames({ forms, otherMeanings }: EntryFile['front']): Pick<Term, 'ambiguous'> {
  const lowered = (needsContext: boolean) =>
    forms.filter(form => form.needsContext === needsContext).map(({ text }) => text.toLowerCase());
  const everyday = lowered(true);
  const names = lowered(false).filter(
    text => !/[\s\p{Pd}]/u.test(text) && (everyday.length === 0 || everyday.includes(text)),
  );
  return otherMeanings.length > 0 && names.length > 0 ? { ambiguous: names } : {};
}

function joinLexicon(
  terms: TermGroup[],
  topics: Topic[],
  groups: GroupText[],
  byId: Map<string, EntryFile>,
): Lexicon {
  const judged = (term: Term, group: string, tells: boolean): JudgedTerm => {
    const { cues = [], otherMeanings = [] } = byId.get(term.id)?.front ?? {};
    const others = otherMeanings.map(({ name, cues, topics }) => ({ name, cues: lower(cues), topics }));
    return { ...term, group, tells, cues: lower(cues), others };
  };
  return {
    terms: terms.flatMap(({ id, terms, marked }) => terms.map(term => judged(term, id, marked))),
    groups: groups.map(({ id, topics }) => ({ id, topics })),
    topics: topics.map(topic => ({ ...topic, cues: lower(topic.cues) })),
  };
}

/** Cues are found in any case, and told apart by how they are written here. */
const lower = (cues: string[]): string[] => cues.map(cue => cue.toLowerCase());

function joinRecap(
  { path, front, sections }: RecapFile,
  byId: Map<string, EntryFile>,
  report: Report,
): Recap {
  return {
    ...front,
    sections: sections.map(({ id, title, paragraphs, notes, passage, uses, noteUses }): Section => {
      const all = [...uses, ...noteUses];
      checkUses(path, all, byId, report);
      return {
        ...{ id, title, paragraphs, notes },
        passage: passageUrl(front.url, passage),
        terms: [...new Set(all.map(use => use.id))],
      };
    }),
  };
}

/** How many other meanings a card names; the files know more. */
const NAMED_MAX = 3;

function joinEntry(file: EntryFile, byId: Map<string, EntryFile>, recap: RecapFile, report: Report): Entry {
  const { id, path, front, lineOf } = file;
  const { paragraphs, uses } = file.explain(other => byId.get(other)?.front.headword);
  checkUses(path, uses, byId, report);
  front.related.forEach((other, i) => {
    if (other === id || !byId.has(other))
      report({ file: path, line: lineOf(['related', i]), reason: `related: ${other} is no other term` });
  });
  const { headword, group, kind, definition } = front;
  return {
    ...{ id, headword, group, kind, definition },
    otherForms: front.forms.map(({ text }) => text).filter(text => text !== headword),
    explanation: paragraphs,
    ...(front.recap && {
      recap: {
        text: front.recap.text,
        section: front.recap.section,
        title: recap.sections.find(section => section.id === front.recap?.section)?.title ?? '',
        passage: passageUrl(recap.front.url, front.recap.passage),
      },
    }),
    // Said here rather than in every page's script.
    since: front.since.map(({ date, text, source }) => ({
      ...{ date, text },
      spoken: spokenDate(date),
      source: { label: new URL(source).host.replace(/^www\./, ''), url: source },
    })),
    links: front.links.map(({ label, url }) => ({ label, url })),
    related: front.related.map(other => ({ id: other, headword: byId.get(other)?.front.headword ?? other })),
    otherMeanings: new Intl.ListFormat('en', { type: 'disjunction' }).format(
      front.otherMeanings.slice(0, NAMED_MAX).map(({ name }) => name),
    ),
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
