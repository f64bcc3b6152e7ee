import type { Topic } from '../words/term.ts';
import type { EntryFile } from './entry-file.ts';
import type { GroupText } from './groups-file.ts';
import type { Report } from './problem.ts';
import type { RecapFile } from './recap-file.ts';

// What the files must agree on among each other.

/** No two terms may claim the same words, unless both insist on a case and the cases differ. */
export function checkForms(files: EntryFile[], report: Report): void {
  const taken = new Map<string, { text: string; matchCase: boolean; where: string; term: string }[]>();
  for (const { id, path, front, lineOf } of files)
    front.forms.forEach((form, i) => {
      const line = lineOf(['forms', i]);
      const key = form.text.toLowerCase().replace(/\s+/g, ' ');
      const others = taken.get(key) ?? [];
      // A name may also count in any case where the context is right: "Hubble" always, "hubble" among clusters.
      const sameTerm = (other: { term: string; matchCase: boolean }) =>
        other.term === id && form.matchCase !== other.matchCase;
      const clash = others.find(
        other => !sameTerm(other) && (!(form.matchCase && other.matchCase) || form.text === other.text),
      );
      if (clash)
        report({ file: path, line, reason: `form “${form.text}” already belongs to ${clash.where}` });
      taken.set(key, [...others, { ...form, where: `${path}:${line}`, term: id }]);
    });
}

export function checkGroups(files: EntryFile[], groups: GroupText[], report: Report): void {
  for (const { path, front, lineOf } of files)
    if (!groups.some(({ id }) => id === front.group))
      report({ file: path, line: lineOf(['group']), reason: `group: groups.yaml has no ${front.group}` });
}

/** A form that needs context cannot be the context. */
export function checkCues(files: EntryFile[], report: Report): void {
  for (const { path, front, lineOf } of files) {
    const unsure = front.forms.filter(form => form.needsContext);
    const forms = new Set(unsure.map(({ text }) => text.toLowerCase()));
    const cue = front.cues.find(word => forms.has(word.toLowerCase().replace(/\*$/, '')));
    if (cue !== undefined)
      report({ file: path, line: lineOf(['cues']), reason: `cues: “${cue}” itself needs context` });
  }
}

export function checkTopics(files: EntryFile[], groups: GroupText[], topics: Topic[], report: Report): void {
  for (const { path, topics: homes, line } of groups)
    for (const home of homes)
      if (!topics.some(topic => topic.id === home && topic.side === 'ours'))
        report({ file: path, line, reason: `topics: topics.yaml has no topic ${home} of ours` });
  for (const { path, front, lineOf } of files)
    front.otherMeanings.forEach((meaning, i) => {
      for (const id of meaning.topics)
        if (!topics.some(topic => topic.id === id && topic.side !== 'ours')) {
          const line = lineOf(['otherMeanings', i, 'topics']);
          report({
            file: path,
            line,
            reason: `otherMeanings.${i}.topics: topics.yaml has no other topic ${id}`,
          });
        }
    });
}

/** No address is made up: each is on the list of those seen, or whoever wrote it says when they opened it. */
export function checkAddresses(files: EntryFile[], known: ReadonlySet<string>, report: Report): void {
  for (const { path, front, lineOf } of files) {
    const check = (url: string, seen: string | undefined, at: (string | number)[]) => {
      if (seen === undefined && !known.has(url))
        report({
          file: path,
          line: lineOf(at),
          reason: `${url} is not in addresses.txt; open it, and say so: seen: 2026-11-23`,
        });
    };
    for (const [i, { url, seen }] of front.links.entries()) check(url, seen, ['links', i, 'url']);
    for (const [i, { source, seen }] of front.since.entries()) check(source, seen, ['since', i, 'source']);
  }
}

export function checkPassages(
  files: EntryFile[],
  recap: RecapFile,
  known: ReadonlySet<string>,
  report: Report,
): void {
  const check = (file: string, line: number, passage: string) => {
    if (!known.has(passage)) report({ file, line, reason: `passage “${passage}” is not in passages.txt` });
  };
  for (const { path, front, lineOf } of files)
    if (front.recap) check(path, lineOf(['recap', 'passage']), front.recap.passage);
  for (const { passage, passageLine } of recap.sections) if (passage) check(recap.path, passageLine, passage);
}

/** A section speaks of its terms, and they name a section that does. */
export function checkSections(recap: RecapFile, byId: Map<string, EntryFile>, report: Report): void {
  const taken = new Map<string, number>();
  for (const { id, line, uses } of recap.sections) {
    const before = taken.get(id);
    if (before === undefined) taken.set(id, line);
    else report({ file: recap.path, line, reason: `section ${id} already begins in line ${before}` });
    for (const use of uses)
      if (byId.has(use.id) && !byId.get(use.id)?.front.recap)
        report({
          file: recap.path,
          line: use.line,
          reason: `the recap speaks of [[${use.id}]], but ${byId.get(use.id)?.path} has no “recap”`,
        });
  }
  for (const { id, path, front, lineOf } of byId.values()) {
    if (!front.recap) continue;
    const name = front.recap.section;
    const section = recap.sections.find(candidate => candidate.id === name);
    const line = lineOf(['recap', 'section']);
    if (!section)
      report({ file: path, line, reason: `recap.section: ${recap.path} defines no section ${name}` });
    else if (!section.uses.some(use => use.id === id))
      report({ file: path, line, reason: `recap.section: section ${name} does not speak of [[${id}]]` });
  }
}
