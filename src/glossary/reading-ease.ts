import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** The Flesch-Kincaid grade of a text: about how many years of school it takes to read it with ease. */
export function readingGrade(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+(?:[’'][\p{L}]+)*/gu) ?? [];
  return fleschKincaid({
    sentence: text.match(/[.!?](?=\s|$)/g)?.length || 1,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllable(word), 0),
  });
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}
