/** How the reader wants marks to look. */
export interface Look {
  markStyle: 'dotted' | 'solid' | 'tint';
  markColour: string;
}

/** The names under which terms are painted. */
export interface MarkNames {
  meant: string;
  unsure: string;
  /** Laid over the words of drawings besides: Chromium draws no line under those, but a ground (measured). */
  drawn: string;
}

/**
 * The names for a look: each has its rule in the manifest's style sheet from the start, so that another choice restyles
 * nothing. What is unsure is grey and thin in every look.
 */
export const namesFor = ({ markStyle, markColour }: Look): MarkNames => ({
  meant: `contextual-glossary-${markStyle}-${markColour}`,
  unsure: 'contextual-glossary-unsure',
  drawn: 'contextual-glossary-drawing',
});
