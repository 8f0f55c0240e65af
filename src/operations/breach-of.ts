import type { TrailEntry } from '../domain/trail.ts';
import type { CommitInfo, Oid } from '../ports/git.ts';
import type { Located } from '../ports/records.ts';
import { governedFolders } from './governed-paths.ts';
import { HistoryJudge } from './judge-history.ts';
import { pathsAtFault } from './paths-at-fault.ts';
import type { ProofDeps } from './prove-policy.ts';

export interface Breach {
  reason: string;
  /** What the commit may have spoilt. */
  paths: ReadonlySet<string>;
}

/** The first rule that a commit breaks, judged as a whole and by itself; undefined where it keeps them all. */
export async function breachOf(
  deps: ProofDeps,
  { oid, parents: [parent] }: Pick<CommitInfo, 'oid' | 'parents'>,
): Promise<Breach | undefined> {
  const walk = deps.git.walk(parent, oid, governedFolders(deps.kinds));
  for await (const judged of new HistoryJudge(deps, parent).judge(walk)) {
    const found = judged.findings.find(({ severity }) => severity === 'error');
    if (judged.commit.oid !== oid || found === undefined) continue;
    const reason = `${found.message} (${found.rule}, commit ${oid.slice(0, 12)})`;
    return { reason, paths: pathsAtFault(judged) };
  }
  return undefined;
}

/**
 * Why no controller takes a record up, for who asks beside one: only commits that changed its file are judged, from the
 * one that added it on, and of those first what they did to it. Less than a controller finds, and nothing that it would not.
 */
export async function recordBreach(
  deps: ProofDeps,
  tip: Oid,
  { path }: Pick<Located, 'path'>,
  [added]: readonly TrailEntry[],
): Promise<string | undefined> {
  const base = added === undefined ? undefined : (await deps.git.readCommit(added.commit)).parents[0];
  const judge = new HistoryJudge(deps, undefined);
  for await (const { commit, findings } of judge.judge(deps.git.walkTouching(base, tip, [path]))) {
    // What else lies in a commit, or lay there before it, may allow what this file alone does not.
    const broken = findings.some(({ severity }) => severity === 'error') ? await breachOf(deps, commit) : undefined;
    if (broken?.paths.has(path)) return broken.reason;
  }
  return undefined;
}
