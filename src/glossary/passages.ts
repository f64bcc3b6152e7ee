/** The passages that a text does not hold exactly once, and how often it does; any white space is one space. */
export function notOnce(text: string, passages: ReadonlySet<string>): { passage: string; times: number }[] {
  const spaced = text.replace(/\s+/g, ' ');
  return [...passages]
    .map(passage => ({ passage, times: spaced.split(passage).length - 1 }))
    .filter(({ times }) => times !== 1);
}
