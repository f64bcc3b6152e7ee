import { getter, isHere } from './dom.ts';
import { flatParent } from './flat-tree.ts';

const scrollLeftOf = getter(Element.prototype, 'scrollLeft');
const scrollTopOf = getter(Element.prototype, 'scrollTop');

/** Where the reader was before keys took them elsewhere. */
export interface Origin {
  /** Notes where the focus is, if it is not noted yet, and how far everything around an element is scrolled. */
  note: (around: Element) => void;
  /** Puts the focus back, and with it, if asked for, what was scrolled. */
  comeBack: (scrolls: boolean) => void;
  /** Stays where the keys led. */
  forget: () => void;
}

export function createOrigin(isCard: (target: EventTarget | null) => boolean): Origin {
  let from: { focus: Element | null; inFront: boolean; scrolled: Map<Element, [number, number]> } | null =
    null;
  return {
    note(around) {
      from ??= { focus: focused(), inFront: document.hasFocus(), scrolled: new Map() };
      if (isCard(from.focus)) from.focus = null;
      for (let element: Element | null = around; element; element = flatParent(element))
        if (!from.scrolled.has(element))
          from.scrolled.set(element, [scrollLeftOf.call(element), scrollTopOf.call(element)]);
    },
    comeBack(scrolls) {
      if (!from) return;
      const { focus, inFront, scrolled } = from;
      from = null;
      if (scrolls)
        for (const [element, [left, top]] of scrolled)
          Reflect.apply(Element.prototype.scrollTo, element, [{ left, top, behavior: 'instant' }]);
      // From its own prototype, since HTML, SVG and MathML have a method each.
      if (focus && isHere(focus))
        (Object.getPrototypeOf(focus) as HTMLElement).focus.call(focus, { preventScroll: true });
      // The keys came into this frame from another one.
      if (!inFront) window.parent.focus();
    },
    forget() {
      from = null;
    },
  };
}

/** What has the focus, in open shadow roots too; null when that is nothing but the page. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element === document.body || element === document.documentElement ? null : element;
}
