import { canonical } from '../../../domain/canonical.ts';
import type { Json } from '../../../domain/json.ts';

/** Whether two values are equal; the order of keys says nothing. */
export function sameData(one: Json, other: Json): boolean {
  return canonical(one) === canonical(other);
}
