import type { Json } from './json.ts';

/** So many characters a reason has at least, where one has to be given. */
export const leastReason = 10;

/** The characters of a text that say something: blanks around it do not count. */
export function reasonLength(reason: Json | undefined): number {
  return typeof reason === 'string' ? [...reason.trim()].length : 0;
}
