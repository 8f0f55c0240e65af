import { isObject, type JsonObject } from '../../domain/json.ts';

/** The object in a text; undefined where there is none. */
export function readObject(text: string): JsonObject | undefined {
  try {
    const data = JSON.parse(text);
    return isObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
