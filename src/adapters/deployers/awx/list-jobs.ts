import { isObject, type JsonObject } from '../../../domain/json.ts';
import type { Asked, AwxApi, Query } from './api.ts';

export type Listed =
  | {
      kind: 'rows';
      rows: readonly JsonObject[] /** When AWX was asked for the first of them, by its clock. */;
      askedAt: number;
    }
  | { kind: 'not'; answer: Exclude<Asked, { kind: 'ok' }> };

const pages = 200;

/**
 * Every job or workflow job that fits, lowest number first. Goes on behind the last number instead of by pages, so that
 * jobs that are deleted meanwhile leave no gap.
 */
export async function listJobs(api: AwxApi, path: 'jobs' | 'workflow_jobs', query: Query): Promise<Listed> {
  const rows: JsonObject[] = [];
  let askedAt = Number.NaN;
  let last = 0;
  for (let page = 0; page < pages; page += 1) {
    const behind: Query = last === 0 ? {} : { id__gt: last };
    const answer = await api.get(path, { ...query, ...behind, order_by: 'id', page_size: 100 });
    if (answer.kind !== 'ok') return { kind: 'not', answer };
    if (page === 0) askedAt = answer.askedAt;
    const { results, next } = answer.json;
    const found = Array.isArray(results) ? results.filter(isObject) : undefined;
    if (found === undefined) return { kind: 'not', answer: strange('it gave no list of jobs', answer.askedAt) };
    rows.push(...found);
    const highest = Math.max(...found.map(numberOf));
    if (found.length === 0 || next === null || next === undefined) return { kind: 'rows', rows, askedAt };
    if (!(highest > last)) return { kind: 'not', answer: strange('its list of jobs is out of order', answer.askedAt) };
    last = highest;
  }
  return { kind: 'not', answer: strange('its list of jobs has no end', askedAt) };
}

export function numberOf({ id }: JsonObject): number {
  return typeof id === 'number' ? id : Number.NaN;
}

function strange(reason: string, askedAt: number): Exclude<Asked, { kind: 'ok' }> {
  return { kind: 'unavailable', sent: true, reason, askedAt };
}
