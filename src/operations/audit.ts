import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import type { LostRecord, View } from '../ports/records.ts';
import { type Finding, inOrder } from '../verify/finding.ts';
import { judgeSettings } from '../verify/judge-settings.ts';
import { type AuditEvent, auditEvents } from './audit-events.ts';
import { recallAudit } from './audit-memory.ts';
import { AuditTally } from './audit-tally.ts';
import type { Deps } from './deps.ts';
import { locate, viewHolding } from './gather.ts';
import { gatherSettings } from './gather-settings.ts';
import { governedFolders } from './governed-paths.ts';
import { identityAt } from './identity-at.ts';
import { judgeDataAt } from './judge-data.ts';
import { HistoryJudge, type JudgedCommit } from './judge-history.ts';
import { placeFindings } from './place-findings.ts';
import { tellRemedies } from './tell-remedies.ts';
import { refuseShallow } from './write-until-won.ts';

export interface AuditOptions {
  /** Only what concerns this record. */
  id?: string;
  /** Only commits after this revision. */
  since?: string;
  /** Nothing of an earlier audit counts. */
  afresh?: boolean;
}

export interface Audit {
  ok: boolean;
  /** Commits that were judged. */
  commits: number;
  records: number;
  /** Commits with a good signature by a key that the policy lists. */
  signed: number;
  /** Commits from before the adoption, of which nothing is claimed. */
  unverified: number;
  /** Whether commits have to be signed by now; null where the policy cannot be used. */
  identity: 'signed' | 'author' | null;
  head: Oid;
  anchor: Oid | null;
  findings: readonly Finding[];
  /** Where the one record that was asked for is not there any more. */
  deleted?: LostRecord & { events: readonly AuditEvent[] };
}

/**
 * Proves the whole trail from the clone alone, and that policy and configuration can be used where it ends. `visit` is
 * given each commit as it is judged, and the one record that was asked for. Without it only those are judged that came
 * since an audit that found nothing.
 */
export async function audit(
  deps: Deps,
  options: AuditOptions,
  visit?: (judged: JudgedCommit, id: string | undefined) => void,
): Promise<Audit> {
  await refuseShallow(deps);
  const { view, only, id, deleted } = await scopeOf(deps, options.id);
  const since = options.since === undefined ? undefined : await resolveRevision(deps, options.since);
  const head = view.tip.commit;
  const isWhole = only === undefined && since === undefined;
  const before = isWhole && visit === undefined && !options.afresh ? await recallAudit(deps, head) : undefined;
  const found: Finding[] = [];
  const events: AuditEvent[] = [];
  const tally = new AuditTally(deps, before);
  for await (const judged of judgeFrom(deps, since ?? before?.tip, head)) {
    if (judged.place === 'before') {
      tally.addUnverified(judged);
      continue;
    }
    const paths = judged.records.map(({ path }) => path).filter((path) => only === undefined || path === only);
    const touched = only === undefined || paths.length > 0;
    const findings = touched ? judged.findings : judged.findings.filter((each) => each.file === only);
    if (!touched && findings.length === 0) continue;
    tally.add(judged, paths);
    found.push(...findings);
    visit?.(judged, id);
    if (deleted !== undefined) events.push(...auditEvents(deps.kinds, judged).filter(({ record }) => record === id));
  }
  if (only === undefined) {
    const settings = await gatherSettings(deps.calendar, view);
    const told = new Set(found.map(({ file }) => file));
    const faults = [...settings.problems, ...judgeSettings(settings)].filter(({ severity }) => severity === 'error');
    found.push(...faults.filter(({ file }) => !told.has(file)));
  }
  found.push(...(await judgeDataAt(deps, view, since ?? before?.tip, only)));
  if (isWhole && found.length === 0 && before?.tip !== head) await tally.remember(head);
  const placed = (await placeFindings(deps, head, await tellRemedies(deps, view, found))).sort(inOrder);
  return {
    ok: placed.every((each) => each.severity !== 'error'),
    ...(await tally.total()),
    identity: await identityAt(view),
    head,
    findings: placed,
    ...(deleted && { deleted: { ...deleted, events } }),
  };
}

/** What is looked at. A record that is gone has a trail as well. */
async function scopeOf(
  deps: Deps,
  wanted: string | undefined,
): Promise<{ view: View; only?: string; id?: string; deleted?: LostRecord }> {
  const known = await deps.store.view('read');
  if (wanted === undefined) return { view: known };
  const here = await known.locate(wanted);
  const deleted = here === undefined ? await known.lost(wanted) : undefined;
  if (deleted !== undefined && deleted !== 'older') return { view: known, only: deleted.path, id: deleted.id, deleted };
  const view = await viewHolding(deps, wanted);
  const { path, id } = await locate(view, wanted);
  return { view, only: path, id };
}

function judgeFrom(deps: Deps, base: Oid | undefined, head: Oid): AsyncGenerator<JudgedCommit> {
  return new HistoryJudge(deps, base).judge(deps.git.walk(base, head, governedFolders(deps.kinds)));
}

/** The commit that a revision names. */
export async function resolveRevision({ git }: Pick<Deps, 'git'>, revision: string): Promise<Oid> {
  const commit = await git.resolve(revision);
  if (commit !== undefined) return commit;
  throw new RgzError('usage.invalid', `there is no commit ${JSON.stringify(revision)} in this clone`, {
    remedy: ['git fetch', 'git log --oneline'],
  });
}
