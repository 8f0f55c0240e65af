import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { HttpAnswer } from '../../http/index.ts';
import { errorWords } from './error-words.ts';

/**
 * `refused`: AWX itself said no, and did nothing. `unavailable`: it was not AWX that answered, or nothing did; where the
 * call was `sent` it may have been carried out all the same.
 */
export type Answer =
  | { kind: 'ok'; status: number; json: JsonObject }
  | { kind: 'refused'; status: number; words: string }
  | { kind: 'unavailable'; sent: boolean; reason: string; retryAfter?: number };

/** Tells an answer of AWX from those of what stands in front of it, which come as HTML, redirects or numbers alone. */
export function readAnswer(answer: HttpAnswer): Answer {
  if (answer.kind === 'failed') return { kind: 'unavailable', sent: answer.sent, reason: answer.reason };
  const { status, headers, body, cut } = answer;
  const json = body.length === 0 && status < 300 ? {} : jsonIn(headers['content-type'] ?? '', body);
  if (status >= 200 && status < 300) {
    if (isObject(json) && !cut) return { kind: 'ok', status, json };
    return { kind: 'unavailable', sent: true, reason: cut ? 'its answer is too long' : 'it answered without JSON' };
  }
  const retryAfter = retryAfterOf(headers['retry-after'], headers.date);
  const wait = retryAfter === undefined ? {} : { retryAfter };
  if (status === 429) return { kind: 'unavailable', sent: false, reason: 'it is asked too often (429)', ...wait };
  if (status === 413) return { kind: 'refused', status, words: 'the request is too large' };
  if (status >= 400 && status < 500 && json !== undefined) return { kind: 'refused', status, words: errorWords(json) };
  const sent = status < 400 || status >= 500 || status === 408;
  return {
    kind: 'unavailable',
    sent,
    reason: `${titles[status] ?? 'it is not AWX that answered'} (${status})`,
    ...wait,
  };
}

const titles: Readonly<Record<number, string>> = {
  301: 'it redirects elsewhere',
  302: 'it redirects elsewhere, as AWX does while its database is migrated',
  500: 'it failed',
  502: 'nothing answered behind its proxy',
  503: 'it is out of service',
  504: 'nothing answered behind its proxy in time',
};

function jsonIn(contentType: string, body: Buffer): Json | undefined {
  if (!/^application\/json\b/i.test(contentType)) return undefined;
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return undefined;
  }
}

/** Seconds, or a date beside that of the answer. */
function retryAfterOf(value: string | undefined, date: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.parse(date ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 3600) : undefined;
}
