import type { Tab } from './launch.ts';

/** A box of the viewport, in CSS pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The marked words of a tab's page, unsure ones too, as the page itself can see them, in document order. */
export function markedWords(tab: Tab): Promise<string[]> {
  return tab.evaluate(() => {
    // Marks in removed nodes are not drawn any more.
    const names = [...CSS.highlights.keys()].filter(name => /^contextual-glossary-(?!drawing)/.test(name));
    const marks = names.flatMap(name => [...(CSS.highlights.get(name) ?? [])]);
    const ranges = marks
      .filter(mark => mark.startContainer.isConnected)
      .map(mark => {
        const range = document.createRange();
        range.setStart(mark.startContainer, mark.startOffset);
        range.setEnd(mark.endContainer, mark.endOffset);
        return range;
      });
    /** The nodes that a range is under in each tree, the document's first: marks in shadow roots stand at their hosts. */
    const trees = (range: Range): Node[] => {
      const nodes: Node[] = [range.startContainer];
      for (let root = nodes[0]?.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
        nodes.unshift(root.host);
      return nodes;
    };
    const inOrder = (a: Range, b: Range): number => {
      const [above, beside] = [trees(a), trees(b)];
      const tree = above.findIndex((node, i) => node !== beside[i]);
      const [first, second] = [above[tree], beside[tree]];
      if (tree < 0 && above.length === beside.length) return a.startOffset - b.startOffset;
      if (!first || !second) return above.length - beside.length;
      return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    };
    return ranges.sort(inOrder).map(range => range.toString().replace(/\s+/g, ' '));
  }, null);
}

/** Where the first mark with these words is, after scrolling it into view; null when there is none. */
export function boxOfMark(tab: Tab, words: string): Promise<Box | null> {
  return tab.evaluate(wanted => {
    const names = [...CSS.highlights.keys()].filter(name => /^contextual-glossary-(?!drawing)/.test(name));
    for (const mark of names.flatMap(name => [...(CSS.highlights.get(name) ?? [])])) {
      if (!mark.startContainer.isConnected) continue;
      const range = document.createRange();
      range.setStart(mark.startContainer, mark.startOffset);
      range.setEnd(mark.endContainer, mark.endOffset);
      if (range.toString().replace(/\s+/g, ' ') !== wanted) continue;
      const box = range.getClientRects()[0];
      if (!box || box.top < 0 || box.bottom > innerHeight)
        (
          mark.startContainer.parentElement ?? (mark.startContainer.getRootNode() as ShadowRoot).host
        ).scrollIntoView({ block: 'center', behavior: 'instant' });
      const { x, y, width, height } = range.getClientRects()[0] ?? new DOMRect();
      return { x, y, width, height };
    }
    return null;
  }, words);
}

/** Whether a card is open. Its content is in a closed shadow root, which no page can see into. */
export const isCardOpen = (tab: Tab): Promise<boolean> =>
  tab.evaluate(() => document.querySelector('div[popover]:popover-open') !== null, null);

/** Rests the pointer on the first mark with these words until its card is open. @throws when none opens */
export async function openCard(tab: Tab, words: string): Promise<void> {
  const box = await boxOfMark(tab, words);
  if (!box) throw new Error(`nothing is marked “${words}”`);
  await tab.move(box.x + box.width / 2 - 2, box.y + box.height / 2);
  await tab.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let tries = 0; tries < 60; tries++) {
    if (await isCardOpen(tab)) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`no card opened for “${words}”`);
}
