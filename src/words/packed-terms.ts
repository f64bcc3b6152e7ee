import { createFolds, spellings, UNSEEN, UNSEEN_CHARS, unitAt } from './fold.ts';
import type { Term } from './term.ts';

/**
 * Terms as they ship with every page, and as the matcher looks things up in them: a text, of which nothing is taken
 * apart before it is found on a page. A line is a group (`+core`, or `-core` if it is not marked) or a term: its id and
 * its forms, with tabs between. Most forms are just so; others have a sign behind them, the one of `NO_FLAGS` and as
 * many further on in Unicode as the sum of 1 if case matters, 2 if it needs context, 4 if it is a name that can mean
 * something else as well. As data in the script the same is 33 kB, which every frame would
 * have to parse before it knows whether it has any text.
 */
export type PackedTerms = string;

export const CASE_MATTERS = 1;
export const NEEDS_CONTEXT = 2;
const IS_AMBIGUOUS = 4;
/** Where none of these apply it is written only behind a form that ends in such a sign. No form ends in a space. */
const NO_FLAGS = 0x20;
export const FLAGS = "[ -'](?:[\\t\\n]|$)";
const ENDS_IN_FLAGS = /[ -']$/;
const HAS_UNSEEN = new RegExp(`[${UNSEEN_CHARS}]`);

/** The line of a term, without the end of the line. */
export function packTerm({ id, forms, ambiguous }: Term): string {
  const packed = forms.flatMap(({ text, matchCase, needsContext }) => {
    const isAmbiguous = !needsContext && ambiguous?.includes(text.toLowerCase());
    const flags =
      (matchCase ? CASE_MATTERS : 0) + (needsContext ? NEEDS_CONTEXT : 0) + (isAmbiguous ? IS_AMBIGUOUS : 0);
    return spellings(text.trim().replace(/[^\S\uFEFF]+/g, ' ')).flatMap(spelling => {
      const seen = seenOf(spelling);
      if (seen === '') return [];
      if (flags === 0 && !ENDS_IN_FLAGS.test(seen)) return [seen];
      return [seen + String.fromCharCode(NO_FLAGS + flags)];
    });
  });
  return [id, ...packed].join('\t');
}

/** A form without what is not compared. */
function seenOf(text: string): string {
  if (!HAS_UNSEEN.test(text)) return text; // of 20,000 cues nearly all: to be ready to compare them takes 0.1 ms each
  const folds = createFolds(text);
  let seen = '';
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = unitAt(folds, text, at, before);
    if (unit === UNSEEN) continue;
    before = unit;
    seen += text.charAt(at);
  }
  return seen;
}

/** The id of the term in whose line something stands. */
export function idAt(packed: PackedTerms, place: number): string {
  const start = packed.lastIndexOf('\n', place) + 1;
  return packed.slice(start, packed.indexOf('\t', start));
}

/** The terms of a packed text by id, each unpacked when it is asked for: a page has few of them. */
export function termsIn(packed: PackedTerms): { get: (id: string) => Term | undefined } {
  const known = new Map<string, Term | undefined>();
  const lines = `\n${packed}\n`;
  return {
    get(id) {
      if (!known.has(id)) {
        const from = lines.indexOf(`\n${id}\t`) + 1;
        known.set(id, from > 0 ? unpackTerm(lines.slice(from, lines.indexOf('\n', from))) : undefined);
      }
      return known.get(id);
    },
  };
}

function unpackTerm(line: string): Term {
  const [id = '', ...packed] = line.split('\t');
  const forms = packed.map(unpackForm);
  const names = forms.filter(({ flags }) => flags & IS_AMBIGUOUS).map(({ text }) => text.toLowerCase());
  return {
    id,
    forms: forms.map(({ text, flags }) => ({
      text,
      matchCase: (flags & CASE_MATTERS) > 0,
      needsContext: (flags & NEEDS_CONTEXT) > 0,
    })),
    ...(names.length > 0 && { ambiguous: names }),
  };
}

export function unpackForm(packed: string): { text: string; flags: number } {
  const flags = packed.charCodeAt(packed.length - 1) - NO_FLAGS;
  return flags < 0 || flags > 7 ? { text: packed, flags: 0 } : { text: packed.slice(0, -1), flags };
}

/** The terms of a packed text that are wanted, in order: of a group all of them or some. */
export const pickTerms = (
  packed: PackedTerms,
  isGroupWanted: (group: { id: string; marked: boolean }) => boolean,
  isTermWanted: (id: string) => boolean,
): PackedTerms =>
  packed
    .split(/\n?^(?=[+-])/m)
    .flatMap(section => {
      const [head = ''] = section.split('\n', 1);
      if (isGroupWanted({ id: head.slice(1), marked: head.startsWith('+') })) return section;
      const [, ...terms] = section.split('\n');
      return terms.filter(line => isTermWanted(line.slice(0, line.indexOf('\t'))));
    })
    .join('\n');

/** Whether a packed text has a term or a group. */
export const isPacked = (packed: PackedTerms, id: string): boolean => {
  const lines = `\n${packed}\n`;
  return [`\n${id}\t`, `\n+${id}\n`, `\n-${id}\n`].some(line => lines.includes(line));
};
