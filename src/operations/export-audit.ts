import { RgzError } from '../errors/rgz-error.ts';
import { type Audit, type AuditOptions, audit } from './audit.ts';
import { type AuditEvent, auditEvents } from './audit-events.ts';
import type { Deps } from './deps.ts';

export interface AuditSummary extends Omit<Audit, 'findings' | 'deleted'> {
  /** As the configuration calls the repository. */
  name: string | null;
  branch: string;
  events: number;
  findings: number;
  exportedAt: string;
}

/** A whole audit, to be filed. */
export interface AuditExport {
  summary: AuditSummary;
  /** Parents before children. */
  events: readonly AuditEvent[];
  findings: Audit['findings'];
}

/** Judges the trail, and lists what happened with what proves it. */
export async function exportAudit(deps: Deps, options: AuditOptions): Promise<AuditExport> {
  const events: AuditEvent[] = [];
  const {
    findings,
    deleted: _deleted,
    ...outcome
  } = await audit(deps, options, (judged, id) => {
    for (const event of auditEvents(deps.kinds, judged))
      if (id === undefined || event.record === id) events.push(event);
  });
  const view = await deps.store.viewAt(outcome.head);
  const summary: AuditSummary = {
    name: (await orNull(async () => (await view.config()).name)) ?? null,
    branch: deps.git.branch,
    ...outcome,
    events: events.length,
    findings: findings.length,
    exportedAt: deps.clock.now(),
  };
  return { summary, events, findings };
}

/** What cannot be read is a finding already; here it is only left out. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RgzError) return null;
    throw error;
  }
}
