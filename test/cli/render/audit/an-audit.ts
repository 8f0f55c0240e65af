import type { AuditExport } from '../../../../src/operations/export-audit.ts';
import { aFinding, nasty } from '../findings/hostile-findings.ts';

type AuditEvent = AuditExport['events'][number];

export function anEvent(more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    record: 'PR-2026-0001',
    action: 'approved',
    at: '2026-11-21T08:03:57Z',
    by: 'jean@example.com',
    digest: `sha256:${'ab'.repeat(32)}`,
    commit: 'c'.repeat(40),
    author: 'jean@example.com',
    committer: 'jean@example.com',
    signer: 'jean@example.com',
    signature: 'good',
    verdict: 'ok',
    ...more,
  };
}

export function anAudit(events: AuditExport['events'], more: Partial<AuditExport['summary']> = {}): AuditExport {
  const findings = events.some((each) => each.verdict.includes('.')) ? [aFinding({ message: nasty })] : [];
  return {
    summary: {
      name: 'Payments',
      branch: 'main',
      identity: 'signed',
      ok: findings.length === 0,
      commits: 7,
      signed: 6,
      records: 2,
      unverified: 3,
      events: events.length,
      findings: findings.length,
      head: 'd'.repeat(40),
      anchor: 'e'.repeat(40),
      exportedAt: '2026-11-21T09:00:00Z',
      ...more,
    },
    events,
    findings,
  };
}

/** One of each verdict and signature, and one by somebody who tries everything. */
export const mixed = anAudit(
  [
    anEvent({ record: '', action: 'adopted', digest: null, verdict: 'anchor' }),
    anEvent({ verdict: 'unverified', signature: 'none', signer: null }),
    anEvent(),
    anEvent({
      record: `requests/${nasty}`,
      by: nasty,
      author: nasty,
      signer: null,
      signature: 'bad',
      verdict: 'trail.bad-signature history.rewritten',
    }),
    anEvent({ by: '=cmd|calc', author: '@SUM(1)', committer: '＋1', signer: null, verdict: 'policy.unknown-key' }),
  ],
  { name: nasty },
);
