import { lettersApart } from '../../../errors/letters-apart.ts';

/** Whether a title is likely another one that somebody changed: one holds the other, or few letters differ. */
export function isLike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < 3) return false;
  return long.includes(short) || lettersApart(short, long.slice(0, 60)) <= Math.max(1, Math.floor(short.length / 4));
}
