import type { GitRepository, Oid, WalkedCommit } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { judgeMergedPath } from '../verify/judge-merge.ts';
import type { CommitState, CommitStates } from './commit-states.ts';
import { configPath, type GovernedPath, gone, isPlain } from './governed-paths.ts';
import type { IdPlaces } from './id-places.ts';

type Ancestors = (left: number, right: number) => readonly Oid[];

/** Gathers what each governed path of a merge is in the merge, in its parents and where they parted, and judges it. */
export async function judgeMerge(
  git: GitRepository,
  states: CommitStates,
  places: IdPlaces,
  commit: WalkedCommit,
  governed: readonly (readonly GovernedPath[])[],
  parents: readonly CommitState[],
): Promise<readonly Finding[]> {
  const versions = await Promise.all(parents.map(async (parent) => (await states.policy(parent.policy))?.version ?? 0));
  const ancestors = await ancestorsOf(git, commit.parents);
  const findings: Finding[] = [
    ...(await judgeAdoptions(states, commit, parents, ancestors)),
    ...(await judgePlaces(places, commit, governed)),
  ];
  for (const path of new Set(governed.flat().map(({ change }) => change.path))) {
    const diffs = governed.map((list) => list.find(({ change }) => change.path === path)?.change);
    const after = diffs.find((diff) => diff !== undefined);
    if (after !== undefined && after.mode !== gone && !isPlain(after.mode)) {
      const message = `the merge makes ${path} a link or a submodule`;
      findings.push(finding('tree.not-a-file', message, { file: path, commit: commit.oid }));
      continue;
    }
    const merged = after?.after;
    const sides = parents.map((parent, at) => {
      const diff = diffs[at];
      return {
        blob: diff === undefined ? merged : diff.before,
        adopted: parent.adopted,
        policyVersion: versions[at] ?? 0,
      };
    });
    const parted = await blobsAt(git, path, ancestors, parents.length);
    findings.push(...judgeMergedPath({ path, merged, parents: sides, parted }, commit.oid));
  }
  return findings;
}

/**
 * Two adoptions are two trails, and nothing says which of them is the true one. Sides are of one trail where what they have
 * in common was adopted.
 */
async function judgeAdoptions(
  states: CommitStates,
  { oid }: WalkedCommit,
  parents: readonly CommitState[],
  ancestors: Ancestors,
): Promise<Finding[]> {
  const adopted = parents.flatMap((parent, at) => (parent.adopted ? [at] : []));
  for (const left of adopted) {
    for (const right of adopted.filter((each) => each > left)) {
      const common = await Promise.all(ancestors(left, right).map((base) => states.of(base)));
      if (common.some((each) => each.adopted)) continue;
      const message = 'the merge brings a side that was adopted by itself, with a policy of its own';
      return [finding('merge.unverified-side', message, { file: configPath, commit: oid })];
    }
  }
  return [];
}

/** Each side may have used an id that the other used too, at another place. */
async function judgePlaces(
  places: IdPlaces,
  { oid }: WalkedCommit,
  governed: readonly (readonly GovernedPath[])[],
): Promise<readonly Finding[]> {
  const brought = new Map(
    governed
      .flat()
      .flatMap(({ change: { path, before, mode }, what }) =>
        what.what === 'record' && before === undefined && mode !== gone ? [[path, what.kind] as const] : [],
      ),
  );
  const findings: Finding[] = [];
  for (const [path, kind] of brought) {
    for (const other of await places.elsewhere(oid, kind, path)) {
      const message = `the merge brings a record whose id lies at ${other} as well`;
      findings.push(finding('record.duplicate-id', message, { file: path, commit: oid }));
    }
  }
  return findings;
}

async function ancestorsOf(git: GitRepository, parents: readonly Oid[]): Promise<Ancestors> {
  const pairs = new Map<string, readonly Oid[]>();
  for (const [right, other] of parents.entries()) {
    for (const [left, one] of parents.slice(0, right).entries())
      pairs.set(`${left} ${right}`, await git.mergeBases(one, other));
  }
  return (left, right) => pairs.get(left < right ? `${left} ${right}` : `${right} ${left}`) ?? [];
}

async function blobsAt(git: GitRepository, path: string, ancestors: Ancestors, parents: number) {
  const blobs = new Map<Oid, Oid | undefined>();
  for (let right = 1; right < parents; right += 1) {
    for (let left = 0; left < right; left += 1)
      for (const base of ancestors(left, right)) {
        if (!blobs.has(base)) blobs.set(base, (await git.find(base, path))?.oid);
      }
  }
  return (left: number, right: number) => ancestors(left, right).map((base) => blobs.get(base));
}
