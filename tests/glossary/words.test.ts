import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entrySchema, readEntryFile } from '../../src/glossary/entry-file.ts';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { entryJsonSchema } from '../../src/glossary/json-schema.ts';
import type { Problem } from '../../src/glossary/problem.ts';
import { median, readingGrade } from '../../src/glossary/reading-ease.ts';
import { findMisspelled } from '../../src/glossary/spelling.ts';
import type { SourceFile } from '../../src/glossary/yaml.ts';

// The words that ship. That they fit together, readGlossary has checked by the time it answers: see glossary.test.ts.

const ROOT = join(import.meta.dirname, '../..');
/** What a pupil of sixteen reads with ease. */
const MAX_MEDIAN_GRADE = 11;

const { entries, files, groups, recap, terms } = readGlossaryFolder(join(ROOT, 'glossary'));

const read = (path: string): SourceFile => ({ path, text: readFileSync(join(ROOT, path), 'utf8') });

/** The core terms, and everything that the recap names or plainly means. */
const RECAP_TERMS = `
  ebpf cilium hubble tetragon envoy service-mesh
  kubecon kubecon-eu-2022 kubecon-na-2021 kubecon-detroit virtual-attendee valencia paella twitter
  vmworld cisco-live isovalent ikea bell-canada arangodb form3 google microsoft polar-signals red-hat
  hashicorp vmware cisco nico-vibert liz-rice natalia-ivanko daniel-borkmann christopher-luciano
  book-what-is-ebpf book-security-observability talk-cilium-update talk-guided-tour
  talk-better-bandwidth panel-silver-bullet silver-bullet security-observability ipv6 segment-routing
  load-balancing bgp multi-cluster cluster-mesh multicloud data-plane sidecarless-mesh
  cilium-service-mesh performance-benchmarks cloud-native bandwidth-management tcp-congestion-control
  bbr ebpf-for-windows ebpf-security pixie tracing end-user personal-blog talk-ikea talk-bell-canada
  talk-arangodb talk-form3 talk-windows talk-pixie
`.match(/[a-z0-9-]+/g) as string[];

describe('the glossary', () => {
  it('explains every term of the recap, and what those lean on', () => {
    expect(RECAP_TERMS).toHaveLength(68);
    for (const id of RECAP_TERMS) expect(entries[id]?.recap, id).toBeDefined();
    expect(files.length).toBeGreaterThanOrEqual(150);
  });

  it('has each term in one group, and marks none that is noise on ordinary pages', () => {
    expect(groups.flatMap(group => group.terms).sort()).toEqual(Object.keys(entries).sort());
    expect(groups.map(group => group.terms.length)).not.toContain(0);
    const marked = terms.flatMap(group => group.terms.map(({ id }) => id));
    for (const id of ['cilium', 'istio', 'xdp', 'bgp', 'bbr']) expect(marked).toContain(id);
    for (const id of ['valencia', 'cisco', 'tcp', 'latency', 'open-source', 'liz-rice', 'talk-ikea'])
      expect(marked).not.toContain(id);
  });

  it('tells the recap in 8 to 12 sections, each with terms and a passage of the original', () => {
    expect(recap.sections.length).toBeGreaterThanOrEqual(8);
    expect(recap.sections.length).toBeLessThanOrEqual(12);
    for (const { terms, passage } of recap.sections) {
      expect(terms.length).toBeGreaterThan(0);
      expect(passage).toContain('#:~:text=');
    }
  });

  it('has definitions that are easy to read', () => {
    const grades = files.map(({ front }) => readingGrade(front.definition));
    expect(median(grades)).toBeLessThanOrEqual(MAX_MEDIAN_GRADE);
  });

  it('is spelled as its dictionaries say', async () => {
    const paths = ['glossary/recap.md', ...files.map(({ path }) => path)];
    expect(await findMisspelled(ROOT, paths.map(read))).toEqual([]);
  }, 60_000);

  it('offers editors the schema that the checks use', () => {
    // `npm run glossary -- --schema` writes it anew.
    expect(JSON.parse(read('glossary/entry.schema.json').text)).toEqual(entryJsonSchema());
  });

  it('documents every field, and its example is a sound entry', () => {
    const { text } = read('glossary/README.md');
    const documented = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
    expect(documented).toEqual(Object.keys(entrySchema.entries));
    const example = /```markdown\n([\s\S]+?)```/.exec(text)?.[1] ?? '';
    const said: Problem[] = [];
    const entry = readEntryFile({ path: 'glossary/terms/cluster-mesh.md', text: example }, problem =>
      said.push(problem),
    );
    const uses = entry?.explain(id => entries[id]?.headword).uses ?? [];
    expect(said).toEqual([]);
    for (const id of [...uses.map(use => use.id), ...(entry?.front.related ?? [])])
      expect(entries).toHaveProperty(id);
  });
});

describe('the checks of the words', () => {
  it('tell easy from hard', () => {
    const easy = 'A way to see who talks to whom in a large system.';
    const hard =
      'Facilitates organisational interoperability utilising heterogeneous infrastructural virtualisation.';
    expect(readingGrade(easy)).toBeLessThan(5);
    expect(readingGrade(hard)).toBeGreaterThan(20);
    expect(median([readingGrade(easy), readingGrade(hard), readingGrade(hard)])).toBeGreaterThan(
      MAX_MEDIAN_GRADE,
    );
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('find a misspelled word, and say where', async () => {
    const text = '---\nheadword: Cilium\n---\n\nA neighbour of eBPF.\nA nieghbour of [[kubenetes|it]].\n';
    expect(await findMisspelled(ROOT, [{ path: 'glossary/terms/x.md', text }])).toEqual([
      {
        file: 'glossary/terms/x.md',
        line: 6,
        reason: '“nieghbour” is in no dictionary: misspelled, or for glossary/dictionary.txt',
      },
    ]);
  });
});
