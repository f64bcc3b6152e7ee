import { type Standing, standingOf } from './blocks.ts';
import { flatParent } from './flat-tree.ts';
import { isSeen } from './seen.ts';

/** Answers of what can be seen, kept for as long as the page stands still. */
export interface Sight {
  /** See blocks.ts. All text right in an element stands alike. */
  standingOf: (node: Node) => Standing;
  isSeen: (element: Element) => boolean;
  forget: () => void;
}

export function rememberSight(): Sight {
  const inSight = new Map<Element, boolean>();
  const standings = new Map<Element, Standing>();
  return {
    standingOf(node) {
      const parent = flatParent(node);
      if (!parent) return 'other';
      let standing = standings.get(parent);
      if (!standing) {
        standing = standingOf(node, inSight);
        standings.set(parent, standing);
      }
      return standing;
    },
    isSeen: element => isSeen(element, inSight),
    forget() {
      inSight.clear();
      standings.clear();
    },
  };
}
