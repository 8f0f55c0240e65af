import type { Policy } from '../domain/policy.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import type { BlobWindow } from './blob-window.ts';
import type { Deps } from './deps.ts';

/** What a commit's children are judged by. */
export interface CommitState {
  adopted: boolean;
  policy: Oid | undefined;
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
    const { tree, committer } = await this.#deps.git.readCommit(commit);
    const [policy, config] = await Promise.all(
      ['.rgz/policy.yaml', '.rgz/config.yaml'].map((path) => this.#deps.git.find(tree, path)),
    );
    const state = { at: committer.at, policy: policy?.oid, adopted: config !== undefined };
    this.#states.set(commit, state);
    return state;
  }

  /** The state after a commit of the walk, whose parents come before it. What was adopted once stays so, whatever is deleted. */
  after(commit: WalkedCommit, parents: readonly CommitState[]): CommitState {
    const [parent] = parents;
    const changes = commit.changes[0] ?? [];
    const policy = changes.find((change) => change.path === '.rgz/policy.yaml');
    const config = changes.find((change) => change.path === '.rgz/config.yaml');
    const state = {
      at: commit.committer.at,
      policy: policy === undefined ? parent?.policy : policy.after,
      adopted: parents.some((each) => each.adopted) || config?.after !== undefined,
    };
    this.#states.set(commit.oid, state);
    return state;
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
