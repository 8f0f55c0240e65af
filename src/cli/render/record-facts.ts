import { isObject, type Json } from '../../domain/json.ts';
import type { LoadedRecord } from '../../ports/records.ts';
import { relativeTime } from './relative-time.ts';

/** `PR-2026-0003  api/payment-api@2.1.0  staging → prod` */
export function recordHeading({ id, kind, record }: LoadedRecord): string {
  const { target } = kind.summary(record);
  const { environment } = kind.scope(record);
  const from = text(at(record.spec, 'target', 'sourceEnvironment'));
  return `${id}  ${target}  ${from === '' ? '' : `${from} → `}${environment}`.trimEnd();
}

/** What a decider wants to know first, as label and value. */
export function recordFacts({ kind, record }: LoadedRecord, now: string): [label: string, value: string][] {
  const { createdBy, createdAt, tenant } = record.metadata;
  const facts: [string, string][] = [
    ['Tenant', tenant],
    ['Requested', `by ${createdBy}, ${relativeTime(createdAt, now)}`],
    ...(isObject(record.spec.request) ? requestFacts({ kind, record }, now) : briefFacts({ kind, record })),
  ];
  return facts.filter(([, value]) => value !== '');
}

/** What any kind says of a record in short. */
function briefFacts({ kind, record }: Pick<LoadedRecord, 'kind' | 'record'>): [string, string][] {
  const { facts, texts } = kind.brief(record);
  const said = facts.filter(({ key }) => key !== 'tenant' && key !== 'requester');
  return [
    ...said.map((fact): [string, string] => [label(fact.key), 'value' in fact ? fact.value : fact.words.join(', ')]),
    ...texts.map(({ key, value }): [string, string] => [label(key), text(value as Json)]),
  ];
}

/** `releaseNotes` as people read it. */
function label(key: string): string {
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function requestFacts({ kind, record }: Pick<LoadedRecord, 'kind' | 'record'>, now: string): [string, string][] {
  return [
    ['Impact', kind.summary(record).impact],
    ['Emergency', record.spec.emergency === true ? 'fewer approvals now, and a review afterwards' : ''],
    ['Justification', text(at(record.spec, 'request', 'justification'))],
    ['Release notes', text(at(record.spec, 'request', 'releaseNotes'))],
    ['Rollback', text(at(record.spec, 'request', 'rollbackPlan'))],
    ['Scheduled', schedule(at(record.spec, 'request', 'scheduledDate'), now)],
    ['Staging tests', check(at(record.spec, 'preChecks', 'stagingTestsPassed'))],
    ['Security scan', check(at(record.spec, 'preChecks', 'securityScanPassed'))],
    ['Performance', check(at(record.spec, 'preChecks', 'performanceTestsPassed'))],
    ['Evidence', text(at(record.spec, 'preChecks', 'testEvidenceUrl'))],
    ['Rolls back', text(at(record.spec, 'rollbackOf'))],
  ];
}

function at(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value.trimEnd() : '';
}

function check(value: Json | undefined): string {
  if (value === undefined) return '';
  return value === true ? '✓ passed' : '✗ not passed';
}

function schedule(value: Json | undefined, now: string): string {
  return typeof value === 'string' ? `${value} (${relativeTime(value, now)})` : 'as soon as it is approved';
}
