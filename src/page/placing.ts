import { computePosition, flip, offset, type Placement, type Platform, shift, size } from '@floating-ui/core';

/** Between word and card, so that the card never covers what it explains. */
const GAP_PX = 6;
/** Between card and the edge of the viewport. */
const EDGE_PX = 8;
/** Lower than this a card shows too little to be read; it is then better over the edge of its word. */
const CARD_MIN_PX = 120;

/** What a card is placed beside: the piece of a word that is pointed at, and how its text runs. */
export interface Beside {
  rect: DOMRect;
  vertical: boolean;
  rightToLeft: boolean;
}

/**
 * What Floating UI needs to know of a card that is fixed in the top layer: its own box and the viewport. Its DOM
 * package looks for scrollers, offset parents and clipping ancestors besides, none of which there are, in 4 kB.
 */
const viewport = (rightToLeft: boolean): Platform => ({
  getElementRects: ({ reference, floating }) => ({
    reference: reference.getBoundingClientRect(),
    floating: { x: 0, y: 0, ...boxOf(floating) },
  }),
  getDimensions: boxOf,
  getClippingRect: room,
  isRTL: () => rightToLeft,
});

/** What is seen of the page: without its scrollbars, and as far as fingers have zoomed in. */
function room() {
  const {
    offsetLeft: x = 0,
    offsetTop: y = 0,
    width = innerWidth,
    height = innerHeight,
  } = visualViewport ?? {};
  return { x, y, width, height };
}

function boxOf(card: HTMLElement) {
  return { width: card.offsetWidth, height: card.offsetHeight };
}

/**
 * Puts a card beside a word: below it or above, and in vertical writing to its right or left.
 * @param kept the side where it was before its content changed: what is being read does not jump
 * @returns the side that was chosen
 */
export async function place(
  card: HTMLElement,
  { rect, vertical, rightToLeft }: Beside,
  kept?: Placement,
): Promise<Placement> {
  const aside = sidesFor(card, rect);
  const [first, ...others]: [Placement, ...Placement[]] =
    vertical && aside[0] ? [aside[0], ...aside.slice(1), ...ABOVE_AND_BELOW] : [...ABOVE_AND_BELOW, ...aside];
  card.style.maxBlockSize = '';
  const { x, y, placement } = await computePosition({ getBoundingClientRect: () => rect }, card, {
    platform: viewport(rightToLeft),
    strategy: 'fixed',
    placement: kept ?? first,
    middleware: [
      offset(GAP_PX),
      !kept && flip({ padding: EDGE_PX, fallbackPlacements: others, fallbackStrategy: 'bestFit' }),
      shift({ padding: EDGE_PX }),
      size({
        padding: EDGE_PX,
        apply: ({ availableHeight }) => {
          limitHeight(card, Math.max(availableHeight, CARD_MIN_PX));
        },
      }),
    ],
  });
  moveTo(card, x, y);
  return placement;
}

const ABOVE_AND_BELOW: [Placement, Placement] = ['bottom-start', 'top-start'];

/** On which sides of a word there is room for a card: it can become lower, but not narrower. */
function sidesFor(card: HTMLElement, { left, right }: DOMRect): Placement[] {
  const { x, width } = room();
  const needed = boxOf(card).width + GAP_PX + EDGE_PX;
  return [
    ...(x + width - right >= needed ? (['right-start'] as const) : []),
    ...(left - x >= needed ? (['left-start'] as const) : []),
  ];
}

/** Keeps a card where it is, though what it says became more or less. */
export function keepPlace(card: HTMLElement): void {
  const { left, top } = card.getBoundingClientRect();
  limitHeight(card, Number.POSITIVE_INFINITY);
  moveTo(card, left, top);
}

function limitHeight(card: HTMLElement, height: number): void {
  card.style.maxBlockSize = `${Math.min(height, room().height - 2 * EDGE_PX)}px`;
}

/** Puts a card where it is wanted, as far as that is inside the viewport, on whole pixels: between them text is blurred. */
export function moveTo(card: HTMLElement, x: number, y: number): void {
  const { width, height } = boxOf(card);
  const { x: left, y: top, width: wide, height: high } = room();
  card.style.left = `${Math.round(Math.max(left + EDGE_PX, Math.min(x, left + wide - width - EDGE_PX)))}px`;
  card.style.top = `${Math.round(Math.max(top + EDGE_PX, Math.min(y, top + high - height - EDGE_PX)))}px`;
}
