import { describe, expect, it } from 'vitest';
import { type GlossaryFiles, readGlossary } from '../../src/glossary/glossary.ts';
import { GlossaryError } from '../../src/glossary/problem.ts';
import type { SourceFile } from '../../src/glossary/yaml.ts';

const EXPLANATION = `${'One word after the other explains the thing at length. '.repeat(6)}See [[second]].`;

const FIRST = `---
headword: First
kind: project
forms:
  - First
  - { text: 1st, matchCase: true }
  - { text: one, needsContext: true }
definition: The one before the second.
recap:
  section: start
  text: It was named.
  passage: named at once
since:
  - date: 2024-03
    text: Renamed.
    source: https://example.org/renamed
links:
  - label: Home
    url: https://example.org/
related: [second]
otherMeanings: [{ name: the winner of a race, topics: [sport], cues: [Medal] }]
group: tools
cues: [start, order]
---

${EXPLANATION}
`;
const SECOND = FIRST.replace('headword: First', 'headword: Second')
  .replace('- First', '- Second')
  .replace('text: 1st', 'text: 2nd')
  .replace('text: one', 'text: two')
  .replace('[second]\nother', '[first]\nother')
  .replace('[[second]]', '[[first]]');
const RECAP = `---
title: The recap
author: An Author
publisher: A Publisher
url: https://example.org/recap
---

## The start {#start}

It began with [[first]] and the [[second|next one]], see [the site](https://example.org/).

> Since then: [[first]] was renamed.

> Passage: well-known words, quoted
`;

const GROUPS = `- id: tools
  title: Tools
  marked: true
  topics: [cloud]
- id: people
  title: People
  marked: false
`;
const TOPICS = `ours:
  cloud: [Kubernetes]
others:
  sport: [race, runner*]
`;
const ADDRESSES = '# seen\nhttps://example.org/\nhttps://example.org/renamed\n';
const PASSAGES = 'named at once\nwell-known words, quoted\n';

const files = (first: string, second = SECOND): SourceFile[] => [
  { path: 'glossary/terms/first.md', text: first },
  { path: 'glossary/terms/second.md', text: second },
];
const glossary = (terms: SourceFile[], recap = RECAP, groups = GROUPS, topics = TOPICS): GlossaryFiles => ({
  terms,
  recap: { path: 'glossary/recap.md', text: recap },
  groups: { path: 'glossary/groups.yaml', text: groups },
  topics: { path: 'glossary/topics.yaml', text: topics },
  addresses: { path: 'glossary/addresses.txt', text: ADDRESSES },
  passages: { path: 'glossary/passages.txt', text: PASSAGES },
});

/** What is said against a glossary, a line a problem. */
function problems(...written: Parameters<typeof glossary>): string[] {
  try {
    readGlossary(glossary(...written));
  } catch (error) {
    if (!(error instanceof GlossaryError)) throw error;
    return error.problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
  }
  return [];
}

describe('a glossary without faults', () => {
  const { terms, otherTerms, lexicon, groups, entries, recap } = readGlossary(glossary(files(FIRST)));

  it('gives pages the forms by group, and what tells their meanings apart', () => {
    expect(terms).toEqual([
      { id: 'tools', marked: true, terms: [expect.anything(), expect.objectContaining({ id: 'second' })] },
    ]);
    expect(otherTerms).toEqual([{ id: 'people', marked: false, terms: [] }]);
    expect(terms[0]?.terms[0]).toEqual({
      id: 'first',
      forms: [
        { text: 'First', matchCase: false, needsContext: false },
        { text: '1st', matchCase: true, needsContext: false },
        { text: 'one', matchCase: false, needsContext: true },
      ],
    });
    expect(lexicon.terms[0]).toEqual({
      ...terms[0]?.terms[0],
      group: 'tools',
      tells: true,
      cues: ['start', 'order'],
      others: [{ name: 'the winner of a race', topics: ['sport'], cues: ['medal'] }],
    });
    expect(lexicon.groups).toEqual([
      { id: 'tools', topics: ['cloud'] },
      { id: 'people', topics: [] },
    ]);
    expect(lexicon.topics).toEqual([
      { id: 'cloud', side: 'ours', cues: ['kubernetes'] },
      { id: 'sport', side: 'others', cues: ['race', 'runner*'] },
    ]);
  });

  it('gives the groups with their terms', () => {
    expect(groups).toEqual([
      { id: 'tools', title: 'Tools', marked: true, terms: ['first', 'second'] },
      { id: 'people', title: 'People', marked: false, terms: [] },
    ]);
  });

  it('gives cards everything, with links between terms and into the recap', () => {
    expect(entries.first).toMatchObject({
      id: 'first',
      headword: 'First',
      group: 'tools',
      otherForms: ['1st', 'one'],
      since: [
        {
          date: '2024-03',
          spoken: 'Mar 2024',
          text: 'Renamed.',
          source: { label: 'example.org', url: 'https://example.org/renamed' },
        },
      ],
      otherMeanings: 'the winner of a race',
      recap: { section: 'start', title: 'The start', text: 'It was named.' },
      related: [{ id: 'second', headword: 'Second' }],
    });
    expect(entries.first?.explanation[0]?.slice(-2)).toEqual([{ term: 'second', text: 'Second' }, '.']);
    expect(entries.first).not.toHaveProperty('forms');
    expect(entries.first).not.toHaveProperty('cues');
  });

  it('gives the recap as sections of words, terms, links and notes', () => {
    expect(recap.sections).toEqual([
      {
        id: 'start',
        title: 'The start',
        paragraphs: [
          [
            'It began with ',
            { term: 'first', text: 'First' },
            ' and the ',
            { term: 'second', text: 'next one' },
            ', see ',
            { url: 'https://example.org/', text: 'the site' },
            '.',
          ],
        ],
        notes: [{ label: 'Since then', text: ['', { term: 'first', text: 'First' }, ' was renamed.'] }],
        passage: 'https://example.org/recap#:~:text=well%2Dknown%20words%2C%20quoted',
        terms: ['first', 'second'],
      },
    ]);
  });

  it('reads files with a byte order mark and Windows line ends', () => {
    expect(problems(files(`\uFEFF${FIRST.replaceAll('\n', '\r\n')}`))).toEqual([]);
  });
});

describe('a fault is named with file, line and reason', () => {
  const inFirst = (from: string | RegExp, to: string) => problems(files(FIRST.replace(from, to)));
  const inRecap = (from: string | RegExp, to: string) => problems(files(FIRST), RECAP.replace(from, to));
  const at = (line: number, reason: string) => [`glossary/terms/first.md:${line}: ${reason}`];
  const atRecap = (line: number, reason: string) => [`glossary/recap.md:${line}: ${reason}`];

  it.each([
    ['a missing field', inFirst(/definition:.*\n/, ''), at(1, 'definition: is missing')],
    ['a missing part of a field', inFirst('  text: It was named.\n', ''), at(10, 'recap.text: is missing')],
    ['an unknown field', inFirst('kind:', 'sort: x\nkind:'), at(3, 'sort: is not a known field')],
    ['an empty field', inFirst('headword: First', 'headword: ""'), at(2, 'headword: is empty')],
    [
      'a field of another type',
      inFirst('headword: First', 'headword: [First]'),
      at(2, 'headword: must be text'),
    ],
    [
      'a long definition',
      inFirst('The one before', 'x'.repeat(160)),
      at(8, 'definition: is longer than 160'),
    ],
    [
      'a link that is not https',
      inFirst('url: https', 'url: javascript'),
      at(19, 'links.0.url: must be an https'),
    ],
    [
      'a source that is no address',
      inFirst(/source: .*/, 'source: hearsay'),
      at(16, 'since.0.source: must be'),
    ],
    ['a date that is none', inFirst('2024-03', 'last May'), at(14, 'since.0.date: must be 2022, 2022-05')],
    [
      'no form',
      inFirst(/forms:\n( {2}.*\n)+?def/, 'forms: []\ndef'),
      at(4, 'forms: needs at least one form'),
    ],
    [
      'a short explanation',
      inFirst(EXPLANATION, 'Too short.'),
      at(25, 'the explanation has 2 words, not 40 to 90'),
    ],
    [
      'a list in the explanation',
      inFirst('See [[', '\n\n- See [['),
      at(28, 'the explanation holds paragraphs, not list'),
    ],
    ['HTML in the explanation', inFirst('See [[', '<b>See</b> [['), at(26, 'prose holds plain words')],
    [
      'a dead link to a term',
      inFirst('[[second]]', '[[third]]'),
      at(26, '[[third]] is no term: no file terms/third.md'),
    ],
    [
      'a related term that is none',
      inFirst('[second]\n', '[second, third]\n'),
      at(20, 'related: third is no other term'),
    ],
    [
      'a section that no one defines',
      inFirst('section: start', 'section: end'),
      at(10, 'recap.section: glossary/recap.md defines no section end'),
    ],
    [
      'a section that does not speak of the term',
      inRecap('[[first]] and the', 'First and the'),
      at(10, 'recap.section: section start does not speak of [[first]]'),
    ],
    [
      'a term of the recap that does not say so',
      inFirst(/recap:\n( {2}.*\n)+/, ''),
      atRecap(10, 'the recap speaks of [[first]], but glossary/terms/first.md has no “recap”'),
    ],
    ['a group that is none', inFirst('tools', 'tolls'), at(22, 'group: groups.yaml has no tolls')],
    [
      'an address that nobody has seen',
      inFirst('https://example.org/\n', 'https://example.org/invented\n'),
      at(19, 'https://example.org/invented is not in addresses.txt'),
    ],
    [
      'a source that nobody has seen',
      inFirst('org/renamed', 'org/invented'),
      at(16, 'https://example.org/invented is not in addresses.txt'),
    ],
    ['a fact without a source', inFirst(/ {4}source:.*\n/, ''), at(14, 'since.0.source: is missing')],
    [
      'a fact from before the recap',
      inFirst('2024-03', '2022-04'),
      at(14, 'since.0.date: is before the recap'),
    ],
    [
      'facts that are not newest first',
      inFirst('links:', '  - { date: 2025, text: Again., source: "https://example.org/" }\nlinks:'),
      at(14, 'since: must have the newest first'),
    ],
    [
      'words of the original that are not there',
      inFirst('named at once', 'named twice'),
      at(12, 'passage “named twice” is not in passages.txt'),
    ],
    [
      'a section’s words of the original that are not there',
      inRecap('well-known', 'unknown'),
      atRecap(14, 'passage “unknown words, quoted” is not in passages.txt'),
    ],
    ['no cue words', inFirst('[start, order]', '[]'), at(23, 'cues: needs at least one word')],
    [
      'another meaning without cue words',
      inFirst(', cues: [Medal]', ''),
      at(21, 'otherMeanings.0.cues: is missing'),
    ],
    [
      'a topic that is none',
      inFirst('[sport]', '[sports]'),
      at(21, 'otherMeanings.0.topics: topics.yaml has no other topic sports'),
    ],
    [
      'a cue that is a form of its term',
      inFirst('[start, order]', '[start, one]'),
      at(23, 'cues: “one” itself needs context'),
    ],
    ['five links', inFirst(/( {2}- label.*\n.*\n)/, '$1$1$1$1$1'), at(18, 'links: has more than four')],
    ['no links', inFirst(/links:\n( {2}.*\n)+/, 'links: []\n'), at(17, 'links: needs at least one')],
    [
      'a form that another term has',
      inFirst('- First', '- second'),
      ['glossary/terms/second.md:5: form “Second” already belongs to glossary/terms/first.md:5'],
    ],
    ['broken YAML', inFirst('kind: project', 'kind: "project'), at(24, 'not valid YAML')],
    ['no front matter', inFirst(/^---\n/, ''), at(1, 'must begin with front matter')],
    ['a recap without an author', inRecap(/author:.*\n/, ''), atRecap(1, 'author: is missing')],
    [
      'a dead link in the recap',
      inRecap('[[first]] and', '[[fist]] and'),
      atRecap(10, '[[fist]] is no term'),
    ],
    [
      'a section twice',
      inRecap(/$/, '\n## Again {#start}\n\nText.\n\n> Passage: x\n'),
      atRecap(16, 'section start already begins in line 8'),
    ],
    [
      'a section without a passage',
      inRecap(/> Passage.*\n/, ''),
      atRecap(8, 'section start has no “> Passage'),
    ],
    [
      'a heading without an id',
      inRecap(' {#start}', ''),
      atRecap(8, 'a section starts with “## Title {#id}”'),
    ],
    ['a link in the recap that is not https', inRecap('(https:', '(http:'), atRecap(10, 'link is not https')],
    [
      'a note of two paragraphs',
      inRecap('was renamed.\n', 'was renamed.\n>\n> Twice.\n'),
      atRecap(12, 'a section holds paragraphs and “> Label: text”, a paragraph each'),
    ],
    [
      'two passages in a section',
      inRecap(/$/, '\n> Passage: another\n'),
      atRecap(16, 'a section has one passage'),
    ],
    ['a note without a label', inRecap('> Since then:', '>'), atRecap(12, 'a note starts with its label')],
  ])('%s', (_, said, wanted) => {
    for (const line of wanted)
      expect(
        said.some(problem => problem.startsWith(line)),
        said.join('\n'),
      ).toBe(true);
  });

  it('an id that two files claim', () => {
    const twice = [...files(FIRST), { path: 'glossary/terms/more/first.md', text: FIRST }];
    expect(problems(twice)).toContain(
      'glossary/terms/more/first.md:1: id first already belongs to glossary/terms/first.md:1',
    );
  });

  it('a file whose name is no id', () => {
    const [first, second] = files(FIRST);
    if (!first || !second) throw new Error('no files');
    expect(problems([{ ...first, path: 'glossary/terms/First Term.md' }, second])[0]).toContain(
      'glossary/terms/First Term.md:1: a term’s file is named in lower case',
    );
  });

  it('a file of groups that is none', () => {
    expect(problems(files(FIRST), RECAP, GROUPS.replace('marked: true', 'marked: often'))).toEqual([
      'glossary/groups.yaml:3: 0.marked: must be true or false',
    ]);
    expect(problems(files(FIRST), RECAP, GROUPS.replace('people', 'tools'))).toEqual([
      'glossary/groups.yaml:1: the file: names a group twice',
    ]);
    expect(problems(files(FIRST), RECAP, GROUPS.replace('[cloud]', '[sport]'))).toEqual([
      'glossary/groups.yaml:4: topics: topics.yaml has no topic sport of ours',
    ]);
  });

  it('a file of topics that is none', () => {
    expect(problems(files(FIRST), RECAP, GROUPS, TOPICS.replace('[race, runner*]', '[]'))).toEqual([
      'glossary/topics.yaml:4: others.sport: needs at least one word',
    ]);
  });

  it('not a name that also counts in any case where the context is right', () => {
    const both = FIRST.replace(
      '  - First\n',
      '  - { text: First, matchCase: true }\n  - { text: first, needsContext: true }\n',
    );
    expect(problems(files(both))).toEqual([]);
  });

  it('not an address whose writer says when they opened it', () => {
    const vouched = FIRST.replace(
      'url: https://example.org/\n',
      'url: https://example.org/new\n    seen: 2026-11-23\n',
    );
    expect(problems(files(vouched))).toEqual([]);
  });

  it('all faults at once', () => {
    const faulty = FIRST.replace('headword: First\n', '').replace('url: https', 'url: http');
    expect(problems(files(faulty)).length).toBe(2);
  });
});
