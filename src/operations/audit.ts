import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, inOrder } from '../verify/finding.ts';
import { judgeSettings } from '../verify/judge-settings.ts';
import type { Deps } from './deps.ts';
import { locate, viewHolding } from './gather.ts';
import { gatherSettings } from './gather-settings.ts';
import { governedFolders } from './governed-paths.ts';
import { HistoryJudge, type JudgedCommit } from './judge-history.ts';
import { placeFindings } from './place-findings.ts';
import { refuseShallow } from './write-until-won.ts';

export interface AuditOptions {
  /** Only what concerns this record. */
  id?: string;
  /** Only commits after this revision. */
  since?: string;
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
  head: Oid;
  anchor: Oid | null;
  findings: readonly Finding[];
}

/**
 * Proves the whole trail from the clone alone, and that policy and configuration can be used where it ends. `visit` is
 * given each commit as it is judged.
 */
export async function audit(
  deps: Deps,
  options: AuditOptions,
  visit: (judged: JudgedCommit) => void = () => undefined,
): Promise<Audit> {
  await refuseShallow(deps);
  const view = options.id === undefined ? await deps.store.view('read') : await viewHolding(deps, options.id);
  const only = options.id === undefined ? undefined : (await locate(view, options.id)).path;
  const start = options.since === undefined ? undefined : await resolveRevision(deps, options.since);
  const head = view.tip.commit;
  const found: Finding[] = [];
  const records = new Set<string>();
  const counts = { commits: 0, signed: 0, unverified: 0 };
  let anchor: Oid | null = null;
  const judge = new HistoryJudge(deps, start);
  for await (const judged of judge.judge(deps.git.walk(start, head, governedFolders(deps.kinds)))) {
    if (judged.place === 'before') {
      counts.unverified += 1;
      continue;
    }
    anchor ??= judged.place === 'anchor' ? judged.commit.oid : null;
    const touched = only === undefined || judged.records.some((record) => record.path === only);
    const findings = touched ? judged.findings : judged.findings.filter((each) => each.file === only);
    if (!touched && findings.length === 0) continue;
    counts.commits += 1;
    if (judged.signer !== undefined) counts.signed += 1;
    for (const { path } of judged.records) if (only === undefined || path === only) records.add(path);
    found.push(...findings);
    visit(judged);
  }
  if (only === undefined) {
    const settings = await gatherSettings(deps.calendar, view);
    const told = new Set(found.map(({ file }) => file));
    const faults = [...settings.problems, ...judgeSettings(settings)].filter(({ severity }) => severity === 'error');
    found.push(...faults.filter(({ file }) => !told.has(file)));
  }
  const placed = (await placeFindings(deps, head, found)).sort(inOrder);
  return {
    ok: placed.every((each) => each.severity !== 'error'),
    ...counts,
    records: records.size,
    head,
    anchor,
    findings: placed,
  };
}

/** The commit that a revision names. */
export async function resolveRevision({ git }: Pick<Deps, 'git'>, revision: string): Promise<Oid> {
  const commit = await git.resolve(revision);
  if (commit !== undefined) return commit;
  throw new RgzError('usage.invalid', `there is no commit ${JSON.stringify(revision)} in this clone`, {
    remedy: ['git fetch', 'git log --oneline'],
  });
}
