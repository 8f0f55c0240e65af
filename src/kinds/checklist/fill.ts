import { isObject, type Json } from '../../domain/json.ts';

const reference = /\{([a-z][A-Za-z0-9]{0,39})\}/g;

/** The parameters that a text names, each once. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(reference)].map(([, name = '']) => name))];
}

/** The text with values in place of the parameters that have one. What a value says is never read again. */
export function fill(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(reference, (whole, name: string) => values.get(name) ?? whole);
}

/** The same data with every text filled. Keys stay as they are. */
export function fillAll(data: Json, values: ReadonlyMap<string, string>): Json {
  if (typeof data === 'string') return fill(data, values);
  if (Array.isArray(data)) return data.map((each) => fillAll(each, values));
  if (!isObject(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, fillAll(value, values)]));
}

/** Every text in the data, with a JSON pointer to it. */
export function textsIn(data: Json, pointer: string): readonly { pointer: string; text: string }[] {
  if (typeof data === 'string') return [{ pointer, text: data }];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => textsIn(value, `${pointer}/${key}`));
}
