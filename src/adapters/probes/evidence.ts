import { isObject, type Json } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';

/** No text in evidence is longer. */
export const mostKept = 256 * 1024;

/**
 * What a probe saw, as JSON that does no harm to whoever looks at it: what could steer a terminal, hide, or begin a page is
 * written as an escape.
 */
export function evidenceOf(seen: Readonly<Record<string, unknown>>): Buffer {
  const text = JSON.stringify(seen, (_, value) => (typeof value === 'string' ? value.slice(0, mostKept) : value), 2);
  return Buffer.from(`${harmless(text)}\n`);
}

/** A text as it stands in evidence. */
export function inEvidence(text: string): string {
  return harmless(JSON.stringify(text).slice(1, -1));
}

function harmless(json: string): string {
  return json.replace(/[^\n -~]|</gu, (sign) => (sign === '<' || plainText(sign) === '' ? escaped(sign) : sign));
}

/** The same text by its lines, which are read more easily in JSON. */
export function linesOf(text: string | Buffer): readonly string[] {
  return text
    .toString()
    .slice(0, mostKept)
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .slice(0, 10_000);
}

function escaped(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) => sign.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}

/** undefined where it is no JSON. */
export function jsonIn(text: string | Buffer): Json | undefined {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}

/** What stands at a path in JSON, or undefined. */
export function at(data: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let here = data;
  for (const step of path) {
    if (Array.isArray(here) && typeof step === 'number') here = here[step];
    else if (isObject(here) && Object.hasOwn(here, step)) here = here[step];
    else return undefined;
  }
  return here;
}
