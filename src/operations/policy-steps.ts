import type { Policy } from '../domain/policy.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import { mends } from '../verify/judge-mending.ts';
import { rules } from '../verify/rules.ts';
import type { Deps } from './deps.ts';
import { configPath, isPlain, policyPath } from './governed-paths.ts';
import { HistoryJudge, type JudgedCommit } from './judge-history.ts';

export type StepsDeps = Pick<Deps, 'git' | 'store' | 'kinds' | 'verify' | 'clock'>;

/** By which commit a policy came into force that nobody may rely on, and which one was the last that could be. */
export interface PolicyFault {
  commit: Oid;
  author: string;
  findings: readonly Finding[];
  /** undefined: there was none. */
  proven: Oid | undefined;
  /** How that one lets people prove who they are. */
  identity?: Policy['identity'] | undefined;
  /** That is in force now; what mends it has to be above. */
  version: number;
}

/** Policies that came about legally, by their blobs. */
class Proven {
  readonly #known = new Map<Oid, { commit: Oid; policy: Policy }>();

  add(commit: Oid, blob: Oid | undefined, policy: Policy | undefined): void {
    if (blob !== undefined && policy !== undefined) this.#known.set(blob, { commit, policy });
  }

  has(blob: Oid | undefined): boolean {
    return blob !== undefined && this.#known.has(blob);
  }

  get newest(): { commit: Oid; policy: Policy } | undefined {
    return [...this.#known.values()].reduce<{ commit: Oid; policy: Policy } | undefined>(
      (best, each) => (best === undefined || each.policy.version >= best.policy.version ? each : best),
      undefined,
    );
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }
}

/** Judges every commit that changed the policy, in order, from the adoption or a commit that was proven before. */
export async function judgePolicySteps(
  deps: StepsDeps,
  base: Oid | undefined,
  tip: Oid,
): Promise<PolicyFault | undefined> {
  const proven = new Proven();
  const put = async (commit: Oid) => proven.add(commit, await blobAt(deps, commit), await policyAt(deps, commit));
  if (base !== undefined) await put(base);
  let fault: PolicyFault | undefined;
  const judge = new HistoryJudge(deps, base);
  for await (const judged of judge.judge(deps.git.walkTouching(base, tip, [policyPath, configPath]))) {
    const { commit, place } = judged;
    // Another adoption is another trail: it proves nothing here.
    if (place === 'anchor' && proven.isEmpty) await put(commit.oid);
    if (place !== 'judged' || !changesPolicy(commit)) continue;
    const findings = wrong(judged);
    if (fault === undefined && findings.length === 0) {
      // A merge makes no policy of its own.
      const [parent, ...others] = commit.parents;
      if (others.length === 0 && parent !== undefined && proven.has(await blobAt(deps, parent))) await put(commit.oid);
      continue;
    }
    const change = await changeOf(deps, commit);
    const { newest } = proven;
    if (fault !== undefined && newest !== undefined && commit.parents.length === 1) {
      const { signature } = judged;
      const { malformed, author } = commit;
      if (mends({ ...change, proven: newest.policy, author: author.email, signature, malformed })) {
        fault = undefined;
        await put(commit.oid);
        continue;
      }
    }
    const first = fault ?? { commit: commit.oid, author: commit.author.email, findings };
    const version = Math.max(change.after?.version ?? 0, change.replaced, fault?.version ?? 0);
    fault = { ...first, proven: newest?.commit, identity: newest?.policy.identity, version };
  }
  return fault ?? (proven.has(await blobAt(deps, tip)) ? undefined : strange(tip));
}

/** The policy is that of a trail of its own. */
function strange(tip: Oid): PolicyFault {
  return { commit: tip, author: 'somebody', findings: [], proven: undefined, version: 0 };
}

function changesPolicy({ changes }: WalkedCommit): boolean {
  return changes.flat().some(({ path }) => path === policyPath);
}

/** A clock that goes wrong takes no right away. */
const clocks: ReadonlySet<string> = new Set(['trail.time-ahead', 'trail.time-backwards']);

/** What is wrong with the change of the policy, or with the commit as a whole. */
function wrong({ commit, findings }: JudgedCommit): readonly Finding[] {
  const files = commit.parents.length > 1 ? [policyPath, configPath] : [policyPath];
  return findings.filter(
    ({ file, rule, severity }) =>
      severity === 'error' &&
      !clocks.has(rule) &&
      (files.includes(file) || rules[rule].about === 'trail' || rule === 'policy.invalid'),
  );
}

async function changeOf(deps: StepsDeps, { oid, parents }: WalkedCommit) {
  const before = await Promise.all(parents.map((parent) => policyAt(deps, parent)));
  return { after: await policyAt(deps, oid), replaced: Math.max(0, ...before.map((policy) => policy?.version ?? 0)) };
}

async function blobAt({ git }: StepsDeps, commit: Oid): Promise<Oid | undefined> {
  const entry = await git.find(commit, policyPath);
  return entry !== undefined && isPlain(entry.mode) ? entry.oid : undefined;
}

async function policyAt(deps: StepsDeps, commit: Oid): Promise<Policy | undefined> {
  const blob = await blobAt(deps, commit);
  return blob === undefined ? undefined : deps.store.policyFrom(await deps.git.readBlob(blob));
}
