import type { Json } from '../../../domain/json.ts';

/** What an answer holds; undefined where it is no JSON, or only the beginning of some. */
export function jsonIn({ body, cut }: { body: Buffer; cut: boolean }): Json | undefined {
  if (cut) return undefined;
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return undefined;
  }
}
