import type { Json } from './json.ts';

/**
 * The one text of a value: keys in code-unit order, no white space, numbers as JSON writes them (RFC 8785).
 * Two files that differ only in comments, key order or layout have the same text.
 */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`);
    return `{${pairs.join(',')}}`;
  }
  return JSON.stringify(value);
}
