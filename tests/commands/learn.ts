import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import { createHearing, type Evidence, type Hearing, KINDS, KINDS_FOR } from '../../src/words/hearing.ts';
import { compile } from '../../src/words/matcher.ts';
import { isCertain, LISTEN_CHARS } from '../../src/words/question.ts';
import { spotOf } from '../../src/words/reader.ts';
import {
  FORM_KINDS,
  type FormKind,
  formKind,
  REGIONS,
  type Weights,
  worthOf,
} from '../../src/words/senses.ts';
import { ROOT } from '../browsers/packed.ts';
import { byDocument, isLearnedFrom, type Label, readLabels, readPage, termOf } from './labelled.ts';
import { plainPage } from './plain-page.ts';
import { sayErrors } from './say.ts';

// Learns what each kind of evidence is worth from labelled documents, and writes src/words/weights.json.
const USAGE = 'npm run learn -- [--checkouts DIR] FILE...';

/** Ridge, and steps of descent: enough for the second digit to stand still. */
const RIDGE = 0.002;
const STEPS = 4_000;
const RATE = 0.15;
const MOMENTUM = 0.9;
/** A single cue of our other fields weighs about as much. */
const BIAS_MAX = -0.5;

/** One match, as numbers; all matches of a term in a document weigh one together. */
interface Example {
  features: number[];
  meant: boolean;
  weight: number;
}

const glossary = readGlossaryFolder(join(ROOT, 'glossary'));
const marked = glossary.terms.flatMap(group => group.terms);
const judged = new Map(glossary.lexicon.terms.map(term => [term.id, term]));

await sayErrors(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { checkouts: { type: 'string', default: '.' } },
  });
  if (positionals.length === 0) throw new Error(`no file of labels given\nusage: ${USAGE}`);
  const labels = readLabels(positionals).filter(label => label.label !== 'mixed' && isLearnedFrom(label));
  const hearing = createHearing(glossary.lexicon);
  const matcher = compile(marked);
  const examples = byDocument(labels).flatMap(group => {
    const [first] = group as [Label];
    return examplesOf(group, readPage(first, values.checkouts), hearing, matcher);
  });
  const path = join(ROOT, 'src/words/weights.json');
  writeFileSync(path, `${JSON.stringify(named(descend(examples)), null, 2)}\n`);
  console.log(`${labels.length} labels, ${examples.length} matches: ${path}`);
});

function examplesOf(
  labels: Label[],
  html: string,
  hearing: Hearing,
  matcher: ReturnType<typeof compile>,
): Example[] {
  const { about, text, blocks } = plainPage(html);
  const regions = [hearing.listen(about), hearing.listen(text.slice(0, LISTEN_CHARS))];
  const spots = blocks.flatMap(block => matcher.find(block).map(match => spotOf(match, block)));
  return labels.flatMap(label => {
    const id = termOf(label);
    const term = judged.get(id);
    const mine = spots.filter(spot => spot.term === id);
    if (!term) return [];
    const far = regions.map(heard => hearing.weigh(id, heard).counts);
    const examples = mine.flatMap(spot => {
      const written = spot.text.slice(spot.from, spot.to);
      if (isCertain(term, written, spot.needsContext)) return [];
      const { heard, phrase } = hearing.listenAround(spot);
      if (phrase !== null) return []; // decided, whatever the weights
      const near = hearing.weigh(id, heard).counts;
      return [featuresOf(formKind(term, written, spot.needsContext), [...far, near])];
    });
    const meant = label.label === 'cloud-native';
    return examples.map(features => ({ features, meant, weight: 1 / examples.length }));
  });
}

function featuresOf(form: FormKind, regions: Evidence['counts'][]): number[] {
  return [
    ...FORM_KINDS.map(kind => (kind === form ? 1 : 0)),
    ...regions.flatMap(counts => KINDS.map(kind => worthOf(counts[kind]))),
  ];
}

/**
 * Logistic regression by gradient descent. What speaks for a meaning may not count against it, nor the other way: a
 * card that says "because this page speaks of pods" must be right about it.
 */
function descend(examples: Example[]): number[] {
  const size = FORM_KINDS.length + REGIONS.length * KINDS.length;
  const sum = examples.reduce((total, { weight }) => total + weight, 0);
  const weights = new Array<number>(size).fill(0);
  const speed = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map(weight => RIDGE * weight);
    for (const { features, meant, weight } of examples) {
      const logit = features.reduce((total, value, i) => total + value * (weights[i] ?? 0), 0);
      const error = ((1 / (1 + Math.exp(-logit)) - (meant ? 1 : 0)) * weight) / sum;
      for (const [i, value] of features.entries())
        if (value !== 0) slope[i] = (slope[i] ?? 0) + error * value;
    }
    for (const [i, each] of slope.entries()) {
      speed[i] = MOMENTUM * (speed[i] ?? 0) - RATE * each;
      const wanted = (weights[i] ?? 0) + speed[i];
      weights[i] = limit(i, wanted);
      if (weights[i] !== wanted) speed[i] = 0;
    }
  }
  return weights;
}

/** Where nothing speaks for a meaning, nothing is marked; beyond that what speaks for or against it keeps its sign. */
function limit(feature: number, weight: number): number {
  if (feature < FORM_KINDS.length) return Math.min(weight, BIAS_MAX);
  const speaksFor = (feature - FORM_KINDS.length) % KINDS.length < KINDS_FOR;
  return speaksFor ? Math.max(weight, 0) : Math.min(weight, 0);
}

function named(weights: number[]): Weights {
  const next = weights.map(weight => Number(weight.toFixed(2)) + 0)[Symbol.iterator]();
  const take = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map(name => [name, next.next().value])) as Record<Name, number>;
  return {
    bias: take(FORM_KINDS),
    regions: Object.fromEntries(REGIONS.map(region => [region, take(KINDS)])) as Weights['regions'],
  };
}
