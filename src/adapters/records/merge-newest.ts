import { newestFirst, type Summary } from '../../domain/summary.ts';

/** One order out of several runs that are each newest first. Only as much of a run is looked at as is asked for. */
export function* mergeNewest(runs: readonly Iterable<Summary>[]): Iterable<Summary> {
  const heads: { summary: Summary; rest: Iterator<Summary> }[] = [];
  for (const run of runs) {
    const rest = run[Symbol.iterator]();
    const first = rest.next();
    if (!first.done) heads.push({ summary: first.value, rest });
  }
  for (;;) {
    let newest = heads[0];
    if (newest === undefined) return;
    for (const head of heads) if (newestFirst(head.summary, newest.summary) < 0) newest = head;
    yield newest.summary;
    const next = newest.rest.next();
    if (next.done) heads.splice(heads.indexOf(newest), 1);
    else newest.summary = next.value;
  }
}
