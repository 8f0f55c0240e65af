import { isSame } from './canonical.ts';
import { isObject, type Json } from './json.ts';

/** One value that is not what it was. null: there is none. */
export interface Difference {
  pointer: string;
  was: Json;
  given: Json;
}

/** What differs between two values, as deep down as it can be told. */
export function differences(was: Json | undefined, given: Json | undefined, pointer = ''): readonly Difference[] {
  if (was === undefined && given === undefined) return [];
  if (was !== undefined && given !== undefined && isSame(was, given)) return [];
  if (isObject(was ?? null) && isObject(given ?? null)) {
    const [left, right] = [was as Record<string, Json>, given as Record<string, Json>];
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return keys.flatMap((key) => differences(left[key], right[key], `${pointer}/${key}`));
  }
  if (Array.isArray(was) && Array.isArray(given)) {
    const longest = Math.max(was.length, given.length);
    return Array.from({ length: longest }, (_, at) => differences(was[at], given[at], `${pointer}/${at}`)).flat();
  }
  return [{ pointer, was: was ?? null, given: given ?? null }];
}
