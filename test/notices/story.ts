import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Locale } from '../../src/domain/notice.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Channel } from '../../src/generated/types/config.v1.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import type { Line } from '../../src/notices/address.ts';
import { type Happening, happeningsOf } from '../../src/notices/record-events.ts';
import type { Texts } from '../../src/notices/texts.ts';
import { draft, event, holder, policyOf, withHistory } from '../domain/example.ts';

export const commit = 'c0ffee'.padEnd(40, '0');

export const textsIn = (locale: Locale): Texts =>
  parse(readFileSync(new URL(`../../templates/messages/${locale}.yaml`, import.meta.url), 'utf8'));

/** Everybody whom an event could concern. Pierre asks, Jean and Nina may decide. */
export const policy = policyOf([
  { ...holder('pierre@example.com', 'devops'), locale: 'fr', phone: '+33612345678' },
  { ...holder('jean@example.com', 'cpi'), slack: 'U0JEAN' },
  { ...holder('nina@example.com', 'cpi-admin'), locale: 'fr', slack: 'U0NINA' },
  { ...holder('vera@example.com', 'viewer') },
  { ...holder('otto@example.com', 'noc-admin'), phone: '+4915112345678' },
  holder('rita@example.com', 'cpi', 'tenant-retail'),
  holder('controller@example.com', 'controller'),
]);

const link = 'https://git.example.com/ops/records/blob/main/{path}';

export function lineOf(settings: Channel, change: Partial<Line> = {}): Line {
  const speech = { texts: { en: textsIn('en'), fr: textsIn('fr') }, link };
  return { name: 'line', settings, policy, speech, locale: 'en', ...change };
}

/** What happened last to a request with this history; `by` and the like may be given for single events. */
export function lastOf(actions: readonly (string | HistoryEvent)[], of: RecordData = draft()): Happening {
  const history = actions.map((each) => (typeof each === 'string' ? told(of, each) : each));
  const after = withHistory(of, ...history);
  const before = history.length === 1 ? undefined : withHistory(of, ...history.slice(0, -1));
  const path = 'requests/prod/2026/11/PR-2026-0001.yaml';
  const [happening] = happeningsOf({ kind: promotion, path, commit, before, after });
  if (happening === undefined) throw new Error(`nothing happened by ${actions.at(-1)}`);
  return happening;
}

const robots: ReadonlySet<string> = new Set([
  'deploying',
  'taken-over',
  'launched',
  'released',
  'deployed',
  'failed',
  'requeued',
  'unknown',
]);

export function told(of: RecordData, action: string, more: Partial<HistoryEvent> = {}): HistoryEvent {
  const by = robots.has(action) ? { by: 'controller@example.com' } : {};
  const asked = ['edited', 'cancelled', 'retried'].includes(action) ? { by: 'pierre@example.com' } : {};
  const job = ['launched', 'deployed', 'failed'].includes(action) ? { jobId: '4711' } : {};
  const error = action === 'failed' ? { error: 'exit code 2\nno space left on device' } : {};
  return event(of, action, { ...by, ...asked, ...job, ...error, ...more });
}

/** For each type of event, a history that ends with it. */
export const stories: Readonly<Record<string, readonly string[]>> = {
  'request-created': ['created'],
  'request-edited': ['created', 'edited'],
  'request-approved': ['created', 'approved'],
  'request-rejected': ['created', 'rejected'],
  'request-cancelled': ['created', 'cancelled'],
  'request-retried': ['created', 'approved', 'deploying', 'launched', 'failed', 'retried'],
  'deployment-claimed': ['created', 'approved', 'deploying'],
  'deployment-taken-over': ['created', 'approved', 'deploying', 'taken-over'],
  'deployment-started': ['created', 'approved', 'deploying', 'launched'],
  'deployment-released': ['created', 'approved', 'deploying', 'released'],
  'deployment-succeeded': ['created', 'approved', 'deploying', 'launched', 'deployed'],
  'deployment-failed': ['created', 'approved', 'deploying', 'launched', 'failed'],
  'deployment-requeued': ['created', 'approved', 'deploying', 'launched', 'failed', 'requeued'],
  'deployment-unknown': ['created', 'approved', 'deploying', 'unknown'],
};
