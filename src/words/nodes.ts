/** The nodes of a tree, each one unit behind another node. */
export interface Nodes {
  /** The node that a unit leads to from another; 0 if there is none. */
  after: (node: number, unit: number) => number;
  /** The same, made if there is none. */
  grow: (node: number, unit: number) => number;
  /** Notes that something ends at a node. */
  end: (node: number) => void;
  isEnd: (node: number) => boolean;
}

export const ROOT = 1;
/** Kept above the units. */
const END = 0x10000;

/**
 * A tree of at most so many nodes, all in one hash table, which is quick to make and to fill. A node is known by its
 * place there, where its parent and its unit stand side by side, so that a step costs one look into memory.
 */
export function createNodes(most: number): Nodes {
  const bits = Math.ceil(Math.log2(most * 1.5)) + 1;
  const table = new Int32Array(2 ** bits);

  /** Where the node is that a unit leads to, or the free place where it belongs. */
  const placeOf = (node: number, unit: number): number => {
    let place = (Math.imul(node, 0x9e3779b1) >>> (32 - bits)) + 2 * unit;
    for (;;) {
      place &= table.length - 2;
      const parent = table[place] as number;
      if (parent === 0 || (parent === node && ((table[place + 1] as number) & (END - 1)) === unit))
        return place;
      place += 2;
    }
  };
  return {
    after(node, unit) {
      const place = placeOf(node, unit);
      return table[place] === 0 ? 0 : place + ROOT + 1;
    },
    grow(node, unit) {
      const place = placeOf(node, unit);
      if (table[place] === 0) {
        table[place] = node;
        table[place + 1] = unit;
      }
      return place + ROOT + 1;
    },
    end(node) {
      table[node - ROOT] = (table[node - ROOT] as number) | END;
    },
    isEnd: node => (table[node - ROOT] as number) >= END,
  };
}
