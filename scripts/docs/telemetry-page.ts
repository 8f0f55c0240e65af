import { definitions, type MetricDefinition } from '../../src/api/metrics/definitions.ts';
import { journalEvents } from '../../src/domain/journal-events.ts';
import type { KindDefinition } from '../../src/domain/kind.ts';
import { codes, page, table } from './markdown.ts';

/** What a controller tells of itself: its metrics, and the events of its journal. */
export function telemetryPage(kinds: readonly KindDefinition[]): string {
  return page(
    '# Telemetry',
    'What a controller tells while it runs. How to run one, and what to do when something is wrong, is in [operations](operations.md).',
    '## Metrics',
    'At `/metrics` of the address that `rgz controller run --listen` names, for Prometheus. Each controller tells of itself; `rgz_records` and `rgz_held` are the same in all that see the same commit, so they are not summed up. Beside these there are the usual `process_…` and `nodejs_…` metrics of a Node process.',
    table(
      ['metric', 'type', 'labels', 'tells'],
      Object.entries<MetricDefinition>(definitions).map(([name, { type, labels, help }]) => [
        `\`${name}\``,
        type,
        codes(labels),
        help,
      ]),
    ),
    '## Journal',
    'One line on standard error for each thing that happens: JSON with `level`, `time`, `event`, `message` and, where they apply, `record`, `attempt`, `commit`, `code` and `milliseconds`. On a terminal, or with `--log text`, it is the message alone. With `--json`, a run that ends by itself (`--once`, `--until-idle`) writes it only where `--log` is given: an error is then the one document on standard error. Secrets are taken out, and nothing in a line acts on a terminal.',
    'The events of records have the names that they have in the history, and name the commit:',
    ...kinds.flatMap(({ kind, work }) => {
      if (work === undefined) return [];
      const { claim, takeOver, launch, release, succeed, fail, hold, again } = work;
      return [`- ${kind}: ${codes([claim, takeOver, launch, release, succeed, fail, hold, again])}`];
    }),
    'The others:',
    table(
      ['event', 'means'],
      Object.entries(journalEvents).map(([event, meaning]) => [`\`${event}\``, meaning]),
    ),
  );
}
