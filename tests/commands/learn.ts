import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readGlossaryFolder } from '../../src/glossary/folder.ts';
import {
  evidenceIn,
  type Features,
  scoreOf,
  signOf,
  type Weights,
  writingOf,
} from '../../src/words/features.ts';
import { createHearing, type Hearing } from '../../src/words/hearing.ts';
import { compile } from '../../src/words/matcher.ts';
import { isCertain, LISTEN_CHARS } from '../../src/words/question.ts';
import { spotOf } from '../../src/words/reader.ts';
import { ROOT } from '../browsers/packed.ts';
import { byDocument, isLearnedFrom, type Label, readLabels, readPage, termOf } from './labelled.ts';
import { plainPage } from './plain-page.ts';
import { sayErrors } from './say.ts';

// Learns what each kind of evidence is worth from labelled documents, and writes src/words/weights.json.
const USAGE = 'npm run learn -- [--checkouts DIR] FILE...';

/** Ridge: what belongs to one term has few examples. */
const RIDGE = 0.0005;
const RIDGE_OF_TERMS = 0.005;
/** Steps of descent: enough for the second digit to stand still. */
const STEPS = 4_000;
const RATE = 0.15;
const MOMENTUM = 0.9;
/** Where nothing speaks for a meaning, nothing is marked. */
const FORM_MAX = -0.5;

/** One match, as numbers; all matches of a term in a document weigh one together. */
interface Example {
  features: Features;
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
  writeFileSync(path, `${JSON.stringify(rounded(descend(examples)), null, 2)}\n`);
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
    const [about, page] = regions.map(heard => hearing.weigh(id, heard));
    if (!about || !page) return [];
    const far = [...evidenceIn('about', about), ...evidenceIn('page', page)];
    const examples = mine.flatMap(spot => {
      if (isCertain(term, spot.text.slice(spot.from, spot.to), spot.needsContext)) return [];
      const { heard, phrase } = hearing.listenAround(spot);
      if (phrase === 'other') return []; // decided, whatever the weights
      const near = evidenceIn('near', hearing.weigh(id, heard));
      return [[...far, ...writingOf(term, spot, phrase), ...near]];
    });
    const meant = label.label === 'cloud-native';
    return examples.map(features => ({ features, meant, weight: 1 / examples.length }));
  });
}

/**
 * Logistic regression by gradient descent. What speaks for a meaning may not count against it, nor the other way: a
 * card that says "because this page speaks of pods" must be right about it.
 */
function descend(examples: Example[]): Weights {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const weights: Weights = {};
  const speed: Weights = {};
  for (const { features } of examples) for (const [name] of features) weights[name] = speed[name] = 0;
  const names = Object.keys(weights).sort();
  for (let step = 0; step < STEPS; step++) {
    const slope: Weights = Object.fromEntries(
      names.map(name => [name, ridgeOf(name) * (weights[name] ?? 0)]),
    );
    for (const { features, meant, weight } of examples) {
      const error = ((1 / (1 + Math.exp(-scoreOf(features, weights))) - (meant ? 1 : 0)) * weight) / total;
      for (const [name, value] of features) slope[name] = (slope[name] ?? 0) + error * value;
    }
    for (const name of names) {
      speed[name] = MOMENTUM * (speed[name] ?? 0) - RATE * (slope[name] ?? 0);
      const wanted = (weights[name] ?? 0) + speed[name];
      weights[name] = limit(name, wanted);
      if (weights[name] !== wanted) speed[name] = 0;
    }
  }
  return Object.fromEntries(names.map(name => [name, weights[name] ?? 0]));
}

function ridgeOf(name: string): number {
  return name.startsWith('term.') ? RIDGE_OF_TERMS : RIDGE;
}

function limit(name: string, weight: number): number {
  if (name.startsWith('form.')) return Math.min(weight, FORM_MAX);
  const sign = signOf(name);
  return sign === 0 ? weight : sign * Math.max(sign * weight, 0);
}

/** What rounds to nothing is left out. */
function rounded(weights: Weights): Weights {
  const two = Object.entries(weights).map(([name, weight]) => [name, Number(weight.toFixed(2))] as const);
  return Object.fromEntries(two.filter(([, weight]) => weight !== 0));
}
