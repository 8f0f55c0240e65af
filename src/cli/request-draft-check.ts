import { RgzError } from '../errors/rgz-error.ts';
import { type RequestFlags, readDate, readTarget } from './request-flags.ts';
import type { RequestDraft } from './ui/request-draft.ts';

interface Known {
  tenants: readonly string[];
  environments: readonly string[];
  now: string;
}

/** What is wrong with each field of the form so far. The same rules are judged again when the request is made. */
export function checkDraft(draft: Partial<RequestDraft>, known: Known): Partial<Record<keyof RequestDraft, string>> {
  const found: Partial<Record<keyof RequestDraft, string>> = {};
  const demand = (field: keyof RequestDraft, holds: boolean, message: string) => {
    if (!holds) found[field] = message;
  };
  const length = [...(draft.justification ?? '')].length;
  demand('tenant', known.tenants.includes(draft.tenant ?? ''), 'choose a tenant');
  demand(
    'targetName',
    /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(draft.targetName ?? ''),
    'letters, digits, dots and dashes',
  );
  demand('targetVersion', /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(draft.targetVersion ?? ''), 'a version such as 2.1.0');
  demand('from', known.environments.includes(draft.from ?? ''), 'choose an environment');
  demand('to', known.environments.includes(draft.to ?? '') && draft.to !== draft.from, 'choose another environment');
  demand('justification', length >= 20, 'say it in 20 characters or more');
  demand('releaseNotes', (draft.releaseNotes ?? '').trim() !== '', 'say what changes');
  demand('rollbackPlan', (draft.rollbackPlan ?? '').trim() !== '', 'say how to go back');
  demand(
    'schedule',
    scheduleHolds(draft.schedule ?? '', known.now),
    'a later date such as 2026-12-01T09:00:00Z, or nothing',
  );
  demand('stagingTestsPassed', draft.stagingTestsPassed === true, 'has to be yes before a promotion is asked for');
  demand('securityScanPassed', draft.securityScanPassed === true, 'has to be yes before a promotion is asked for');
  demand(
    'evidence',
    /^https?:\/\/[^\s]+$/.test(draft.evidence ?? ''),
    'a full URL such as https://ci.example.com/run/1',
  );
  return found;
}

function scheduleHolds(text: string, now: string): boolean {
  if (text.trim() === '') return true;
  try {
    return Date.parse(readDate(text.trim())) > Date.parse(now);
  } catch (error) {
    if (error instanceof RgzError) return false;
    throw error;
  }
}

/** The flags that were typed already, as the form's first values. */
export function toDraft(flags: RequestFlags): Partial<RequestDraft> {
  const target = flags.target === undefined ? undefined : readTarget(flags.target);
  const draft = {
    tenant: flags.tenant,
    targetType: target?.type,
    targetName: target?.name,
    targetVersion: target?.version,
    from: flags.from ?? 'staging',
    to: flags.to ?? 'prod',
    justification: flags.justification,
    releaseNotes: flags.releaseNotes,
    impact: flags.impact,
    rollbackPlan: flags.rollbackPlan,
    schedule: flags.schedule,
    stagingTestsPassed: flags.stagingTestsPassed,
    securityScanPassed: flags.securityScanPassed,
    performanceTestsPassed: flags.performanceTestsPassed,
    evidence: flags.evidence,
  };
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Partial<RequestDraft>;
}
