import type { Reading } from '../words/term.ts';
import { type Block, type Piece, pieceAt, piecesBetween, rangesOf } from './blocks.ts';
import { isHere } from './dom.ts';

/** A term where it stands on the page. */
export interface Occurrence {
  block: Block;
  reading: Reading;
}

/** What is painted of an occurrence: one range, or more where it runs across the edge of a shadow root. */
export const staticRangesOf = ({ block, reading }: Occurrence): StaticRange[] =>
  rangesOf(block, reading.from, reading.to);

/** The text node in which an occurrence begins. */
export const nodeOf = ({ block, reading }: Occurrence): Text => pieceAt(block, reading.from).node;

/** Two readings of a block make two values of what is the same word to the reader. */
export const isSameWord = (a: Occurrence, b: Occurrence): boolean =>
  a.reading.term === b.reading.term && a.reading.from === b.reading.from && nodeOf(a) === nodeOf(b);

/** The text nodes that an occurrence runs over, with their places in the block. */
export const piecesOf = ({ block, reading }: Occurrence): Piece[] =>
  piecesBetween(block, reading.from, reading.to);

/** Whether an occurrence's words still stand where they were read. */
export function stands(occurrence: Occurrence): boolean {
  const { block, reading } = occurrence;
  return piecesOf(occurrence).every(({ node, from, to }) => {
    const [start, end] = [Math.max(from, reading.from), Math.min(to, reading.to)];
    return isHere(node) && node.data.slice(start - from, end - from) === block.text.slice(start, end);
  });
}

/** One range serves all measurements: each live range that is kept makes every change of the page slower. */
let ruler: Range | undefined;

function measure<Value>(occurrence: Occurrence, ask: (range: Range) => Value): Value[] {
  ruler ??= document.createRange();
  const range = ruler;
  const values = staticRangesOf(occurrence).map(
    ({ startContainer, startOffset, endContainer, endOffset }) => {
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return ask(range);
    },
  );
  range.setStart(document, 0); // so that it keeps nothing that the page throws away
  range.collapse(true);
  return values;
}

/** The boxes of an occurrence in the viewport: one for each line it stands on; none when its words are gone. */
export const rectsOf = (occurrence: Occurrence): DOMRect[] =>
  stands(occurrence) ? measure(occurrence, range => [...range.getClientRects()]).flat() : [];

/** What an occurrence covers, as the page has it now. */
export const wordsOf = (occurrence: Occurrence): string => measure(occurrence, String).join('');
