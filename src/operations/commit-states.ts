import type { Policy } from '../domain/policy.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import type { BlobWindow } from './blob-window.ts';
import type { Deps } from './deps.ts';
import { configPath, gone, isCopied, isPlain, isTenantFile, policyPath } from './governed-paths.ts';

/** What a commit's children are judged by. */
export interface CommitState {
  /** Whether it was adopted, by this commit or one before. */
  adopted: boolean;
  policy: Oid | undefined;
  /** The commit that left the configuration and the tenants as they are; any later one has them too. */
  settings: Oid;
  /** The files that records take copies of: by which commit each was changed last, since one whose past was not walked. */
  copied: { since: Oid | undefined; changed: ReadonlyMap<string, Oid> };
  /** Unix seconds. */
  at: number;
}

/** The states of the commits of a walk, each made from its parent's, and the policies they name. */
export class CommitStates {
  readonly #deps: Pick<Deps, 'git' | 'store'>;
  readonly #blobs: BlobWindow;
  readonly #states = new Map<Oid, CommitState>();
  readonly #policies = new Map<Oid, Promise<Policy | undefined>>();

  constructor(deps: Pick<Deps, 'git' | 'store'>, blobs: BlobWindow) {
    this.#deps = deps;
    this.#blobs = blobs;
  }

  /** Of a commit that is not part of the walk, what the repository says. */
  async of(commit: Oid): Promise<CommitState> {
    const known = this.#states.get(commit);
    if (known !== undefined) return known;
    const { git } = this.#deps;
    const { tree, committer } = await git.readCommit(commit);
    const [policy, config] = await Promise.all([git.find(tree, policyPath), git.find(tree, configPath)]);
    const adopted = config !== undefined || (await this.#everAdopted(commit));
    const state: CommitState = {
      at: committer.at,
      policy: isPlain(policy?.mode) ? policy?.oid : undefined,
      settings: commit,
      copied: { since: commit, changed: new Map() },
      adopted,
    };
    this.#states.set(commit, state);
    return state;
  }

  /** The state after a commit of the walk, whose parents come before it. What was adopted once stays so, whatever is deleted. */
  after(commit: WalkedCommit, parents: readonly CommitState[]): CommitState {
    const [parent] = parents;
    const changes = commit.changes[0] ?? [];
    const policy = changes.find((change) => change.path === policyPath);
    const config = changes.find((change) => change.path === configPath);
    const begins = config !== undefined && config.mode !== gone;
    const settled = parent !== undefined && !changes.some(({ path }) => path === configPath || isTenantFile(path));
    const state: CommitState = {
      at: commit.committer.at,
      settings: settled ? parent.settings : commit.oid,
      copied: copiedAfter(commit, parent?.copied),
      policy: policy === undefined ? parent?.policy : isPlain(policy.mode) ? policy.after : undefined,
      adopted: begins || parents.some((each) => each.adopted),
    };
    this.#states.set(commit.oid, state);
    return state;
  }

  /** Where the configuration is not there now, some ancestor may have had it, on whatever side of a merge. */
  async #everAdopted(commit: Oid): Promise<boolean> {
    for await (const { changes } of this.#deps.git.walk(undefined, commit, [configPath])) {
      if (changes.flat().some(({ path, mode }) => path === configPath && mode !== gone)) return true;
    }
    return false;
  }

  /** undefined where there is no policy, or one that cannot be used. */
  policy(blob: Oid | undefined): Promise<Policy | undefined> {
    if (blob === undefined) return Promise.resolve(undefined);
    const known =
      this.#policies.get(blob) ?? this.#blobs.take(blob).then((bytes) => this.#deps.store.policyFrom(bytes));
    this.#policies.set(blob, known);
    return known;
  }
}

/** Most commits leave these files alone, and have what their parent has. */
function copiedAfter({ oid, changes }: WalkedCommit, before: CommitState['copied'] | undefined): CommitState['copied'] {
  const known = before ?? { since: undefined, changed: new Map<string, Oid>() };
  const paths = (changes[0] ?? []).map(({ path }) => path).filter(isCopied);
  if (paths.length === 0) return known;
  return { ...known, changed: new Map([...known.changed, ...paths.map((path) => [path, oid] as const)]) };
}
