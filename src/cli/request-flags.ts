import { readFile } from 'node:fs/promises';
import type { JsonObject } from '../domain/json.ts';
import { RgzError, type Where } from '../errors/rgz-error.ts';
import type { NewRecord } from '../operations/create-record.ts';
import type { Context } from './context.ts';
import type { RequestDraft } from './ui/request-draft.ts';

/** The flags of `rgz request create`, as they were typed. */
export interface RequestFlags {
  tenant?: string;
  target?: string;
  from?: string;
  to?: string;
  justification?: string;
  releaseNotes?: string;
  impact?: string;
  rollbackPlan?: string;
  schedule?: string;
  stagingTestsPassed?: true;
  securityScanPassed?: true;
  performanceTestsPassed?: true;
  evidence?: string;
  emergency?: true;
}

/** What a file given with -f holds: a spec, and a tenant when it is a whole record. */
export interface RequestFile {
  tenant?: string;
  labels?: JsonObject;
  spec: JsonObject;
  /** Where in the file a value of the record stands. */
  place(pointer: string): Promise<Where>;
}

const required: readonly [keyof RequestFlags, string, path: readonly string[]][] = [
  ['target', '--target <type/name@version>', ['target']],
  ['justification', '--justification <text>', ['request', 'justification']],
  ['releaseNotes', '--release-notes <text|@file>', ['request', 'releaseNotes']],
  ['impact', '--impact <level>', ['request', 'impactAssessment']],
  ['rollbackPlan', '--rollback-plan <text>', ['request', 'rollbackPlan']],
  ['stagingTestsPassed', '--staging-tests-passed', ['preChecks', 'stagingTestsPassed']],
  ['securityScanPassed', '--security-scan-passed', ['preChecks', 'securityScanPassed']],
  ['evidence', '--evidence <url>', ['preChecks', 'testEvidenceUrl']],
];

/** Every flag that is still needed. With a file only the tenant can be: its other gaps are told by the schema. */
export function missingFlags(flags: RequestFlags, file: RequestFile | undefined): string[] {
  const tenant = flags.tenant === undefined && file?.tenant === undefined ? ['--tenant <id>'] : [];
  if (file !== undefined) return tenant;
  return [...tenant, ...required.filter(([name]) => flags[name] === undefined).map(([, flag]) => flag)];
}

/** The new record: what the file says, with the flags on top. */
export async function requestFrom(
  context: Context,
  flags: RequestFlags,
  file: RequestFile | undefined,
): Promise<NewRecord> {
  const base = file?.spec ?? {};
  const target = { sourceEnvironment: 'staging', targetEnvironment: 'prod', ...object(base.target) };
  const request = { ...object(base.request) };
  const preChecks = { ...object(base.preChecks) };
  if (flags.target !== undefined) Object.assign(target, readTarget(flags.target));
  put(target, 'sourceEnvironment', flags.from);
  put(target, 'targetEnvironment', flags.to);
  put(request, 'justification', flags.justification);
  put(
    request,
    'releaseNotes',
    flags.releaseNotes === undefined ? undefined : await textOrFile(context, flags.releaseNotes),
  );
  put(request, 'impactAssessment', flags.impact);
  put(request, 'rollbackPlan', flags.rollbackPlan);
  if (flags.schedule !== undefined) request.scheduledDate = readDate(flags.schedule);
  for (const name of ['stagingTestsPassed', 'securityScanPassed', 'performanceTestsPassed'] as const)
    put(preChecks, name, flags[name]);
  if (file === undefined) preChecks.performanceTestsPassed ??= false;
  put(preChecks, 'testEvidenceUrl', flags.evidence);
  const spec = { ...base, target, request, preChecks } as JsonObject;
  put(spec, 'emergency', flags.emergency);
  return {
    tenant: flags.tenant ?? file?.tenant ?? '',
    spec,
    ...(file?.labels === undefined ? {} : { labels: file.labels }),
  };
}

function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function put(target: JsonObject, key: string, value: string | true | undefined): void {
  if (value !== undefined) target[key] = value;
}

export function readTarget(text: string): { type: string; name: string; version: string } {
  const match = /^([a-z]+)\/([^@/]+)@(.+)$/.exec(text);
  if (match !== null) return { type: match[1] ?? '', name: match[2] ?? '', version: match[3] ?? '' };
  throw new RgzError('usage.invalid', `--target ${text} is not of the form type/name@version`, {
    remedy: ['--target api/payment-api@2.1.0'],
  });
}

/** An ISO date, with or without a time, as one moment in UTC. */
export function readDate(text: string): string {
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
  const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.length === 10 ? `${text}T00:00` : text}Z`;
  const moment = new Date(zoned);
  if (
    form.test(text) &&
    !Number.isNaN(moment.getTime()) &&
    moment.toISOString().slice(8, 10) !== '' &&
    sameDay(text, zoned)
  ) {
    return `${moment.toISOString().slice(0, 19)}Z`;
  }
  throw new RgzError('usage.invalid', `--schedule ${text} is not an ISO date`, {
    remedy: ['--schedule 2026-12-01T09:00:00Z', '--schedule 2026-12-01 (midnight UTC)'],
  });
}

/** 2026-02-30 is read by Date as 2 March; that is not what was written. */
function sameDay(text: string, zoned: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === zoned.slice(0, 10);
}

async function textOrFile(context: Context, value: string): Promise<string> {
  if (!value.startsWith('@')) return value;
  try {
    return await readFile(context.pathOf(value.slice(1)), 'utf8');
  } catch (error) {
    throw new RgzError('usage.invalid', `--release-notes: ${value.slice(1)} cannot be read`, {
      remedy: ['give a file that exists after the @'],
      cause: error,
    });
  }
}

/** What the form gives, as the flags that would have said the same. */
export function toRequestFlags(draft: RequestDraft): RequestFlags {
  return {
    tenant: draft.tenant,
    target: `${draft.targetType}/${draft.targetName}@${draft.targetVersion}`,
    from: draft.from,
    to: draft.to,
    justification: draft.justification,
    releaseNotes: draft.releaseNotes,
    impact: draft.impact,
    rollbackPlan: draft.rollbackPlan,
    ...(draft.schedule === '' ? {} : { schedule: draft.schedule }),
    ...(draft.stagingTestsPassed ? { stagingTestsPassed: true as const } : {}),
    ...(draft.securityScanPassed ? { securityScanPassed: true as const } : {}),
    ...(draft.performanceTestsPassed ? { performanceTestsPassed: true as const } : {}),
    evidence: draft.evidence,
  };
}
