import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Locale } from '../../src/domain/notice.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Channel } from '../../src/generated/types/config.v1.ts';
import { checklist } from '../../src/kinds/checklist/index.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import type { Line } from '../../src/notices/address.ts';
import { type Happening, happeningsOf } from '../../src/notices/record-events.ts';
import type { Texts } from '../../src/notices/texts.ts';
import { draft, event, holder, policyOf, withHistory } from '../domain/example.ts';
import { itemOf, listOf } from '../kinds/checklist/example.ts';

export const commit = 'c0ffee'.padEnd(40, '0');

export const textsIn = (locale: Locale): Texts =>
  parse(readFileSync(new URL(`../../templates/messages/${locale}.yaml`, import.meta.url), 'utf8'));

/** Everybody whom an event could concern. Pierre asks, Jean and Nina may decide, and René works on sites. */
export const policy = policyOf([
  { ...holder('pierre@example.com', 'devops'), locale: 'fr', phone: '+33612345678' },
  { ...holder('jean@example.com', 'cpi'), slack: 'U0JEAN' },
  { ...holder('nina@example.com', 'cpi-admin'), locale: 'fr', slack: 'U0NINA' },
  { ...holder('vera@example.com', 'viewer') },
  { ...holder('otto@example.com', 'noc-admin'), phone: '+4915112345678' },
  holder('rita@example.com', 'cpi', 'tenant-retail'),
  { ...holder('rene@example.com', 'reseller'), locale: 'fr', phone: '+2290161234567', slack: 'U0RENE' },
  holder('sophie@example.com', 'reseller', 'tenant-retail'),
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

/** What a controller put last on a checklist that Pierre opened; Jean has one of its points. */
export function reminderBy(action: string, level: string): Happening {
  const by = 'pierre@example.com';
  const since = '2026-11-20T09:10:00Z';
  const history = [
    { action: 'created', at: '2026-11-20T09:00:00Z', by },
    { action: 'item-set', at: since, by, item: 'mast', status: 'completed' },
    { action: 'assigned', at: since, by, item: 'router', assignee: 'jean@example.com' },
    { action, at: '2026-11-27T09:10:00Z', by: 'controller@example.com', level, since },
  ];
  const items = [
    itemOf('mast', { title: { en: 'The mast stands', fr: 'Le mât est monté' } }),
    itemOf('router', { title: { en: 'The router answers at {address}', fr: 'Le routeur répond sur {address}' } }),
    itemOf('photo', { title: { en: 'A photo shows it' }, evidence: 'image' }),
    itemOf('live', {
      title: { en: 'Traffic has moved', fr: 'Le trafic est basculé' },
      role: 'noc-admin',
      after: ['photo'],
    }),
  ];
  const parameters = { address: { title: { en: 'Address' }, default: '10.7.0.1' } };
  const told = (count: number) => listOf(items, history.slice(0, count), { parameters });
  const path = 'checklists/sample/site-1.yaml';
  const [happening] = happeningsOf({ kind: checklist, path, commit, before: told(3), after: told(4) });
  if (happening === undefined) throw new Error(`nothing happened by ${action}`);
  return happening;
}

/** Every reminder of a checklist, with the action that leads to it. */
export const reminders: Readonly<Record<string, Parameters<typeof reminderBy>>> = {
  'checklist-reminder': ['reminded', 'email'],
  'checklist-overdue': ['reminded-urgently', 'sms'],
  'checklist-escalated': ['escalated', 'escalation'],
};

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
