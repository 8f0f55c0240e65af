import { folded } from './fingerprint.ts';

/**
 * Whether one text may be the other in new words: most of their pairs of letters are the same, the words that went are
 * like those that came, and every number is the same. A limit that moved, or another thing in the same sentence, makes
 * it another demand.
 */
export function isSimilar(left: string, right: string): boolean {
  if (numbersOf(left) !== numbersOf(right)) return false;
  const [first, second] = [wordsOf(left), wordsOf(right)];
  if (likeness(first.join(' '), second.join(' ')) < 0.7) return false;
  const [went, came] = [without(first, second), without(second, first)];
  return went === '' || came === '' || likeness(went, came) >= 0.5;
}

/** How many of all pairs of neighbouring letters the texts share, from 0 to 1. */
function likeness(left: string, right: string): number {
  const pairs = new Map<string, number>();
  for (let at = 1; at < left.length; at += 1) {
    const pair = left.slice(at - 1, at + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let same = 0;
  for (let at = 1; at < right.length; at += 1) {
    const pair = right.slice(at - 1, at + 1);
    const open = pairs.get(pair) ?? 0;
    if (open > 0) same += 1;
    pairs.set(pair, open - 1);
  }
  const all = left.length + right.length - 2;
  return all > 0 ? (2 * same) / all : 0;
}

function without(words: readonly string[], others: readonly string[]): string {
  const known = new Set(others);
  return words.filter((word) => !known.has(word)).join(' ');
}

function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function numbersOf(text: string): string {
  return (text.match(/\d+/g) ?? []).join(' ');
}
