import { ApiError } from './api-error.ts';
import type { Row } from './render.ts';

/** One page of a list, with paths to the next and the one before. */
export function page<T>(rows: readonly T[], path: string, query: URLSearchParams, render: (row: T) => Row): Row {
  const size = Math.min(numberIn(query, 'page_size', 25), 200);
  const number = numberIn(query, 'page', 1);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  if (number < 1 || number > pages) throw new ApiError(404, 'Invalid page.');
  const results = rows.slice((number - 1) * size, number * size).map(render);
  if (query.has('count_disabled')) return { results };
  const link = (to: number) => {
    const other = new URLSearchParams(query);
    other.set('page', `${to}`);
    return `${path}?${other}`;
  };
  return {
    count: rows.length,
    next: number < pages ? link(number + 1) : null,
    previous: number > 1 ? link(number - 1) : null,
    results,
  };
}

function numberIn(query: URLSearchParams, name: string, otherwise: number): number {
  const value = Number(query.get(name) ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
