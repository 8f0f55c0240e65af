import { statSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AdvanceOutcome,
  CheckoutOutcome,
  CommitDraft,
  CommitInfo,
  CommitSigner,
  GitIdentity,
  GitRepository,
  Oid,
  PathChange,
  Tip,
  TreeChange,
  TreeEntry,
  WalkedCommit,
} from '../../ports/git.ts';
import type { SharedTexts } from '../../ports/shared-texts.ts';
import type { TextMemory } from '../../ports/text-memory.ts';
import { advance } from './advance.ts';
import { Ancestry } from './ancestry.ts';
import { lookAtCheckout } from './checkout-look/look-at-checkout.ts';
import { lookByStatus } from './checkout-look/look-by-status.ts';
import { checkoutsOf } from './checkouts.ts';
import { parseCommit } from './commit-text.ts';
import { type ConfigListing, listConfig } from './config-listing.ts';
import { lostByHand } from './forced-fetches.ts';
import type { Environment } from './git-environment.ts';
import { historyOf } from './history.ts';
import { identityFrom } from './identity.ts';
import { LineChanges } from './line-changes.ts';
import type { Place } from './locate-repository.ts';
import { NearCommits } from './near-commits.ts';
import { ObjectStore } from './object-store.ts';
import type { ObjectFormat } from './oid.ts';
import { packedCount } from './packs/packed-count.ts';
import { entriesOf } from './raw-tree.ts';
import { RecordsBranch } from './records-branch.ts';
import type { RefFiles } from './ref-files.ts';
import { Remote } from './remote.ts';
import { mergeBases, resolveRevision } from './revisions.ts';
import type { GitRunner } from './run-git.ts';
import { SharedRefs } from './shared-refs.ts';
import { CheckoutSync } from './sync-checkout.ts';
import { lastTouch } from './touching.ts';
import { diffTrees } from './tree-differences.ts';
import { TreeWalk } from './tree-walk.ts';
import { overridesFor } from './untrusted-config.ts';
import { type Walk, walkCommits } from './walk-commits.ts';
import { commitSignedByGit, writeCommit } from './write-commit.ts';

export interface RepositoryParts {
  place: Place & { mainIsBare: boolean };
  git: GitRunner;
  refs: RefFiles;
  format: ObjectFormat;
  branch: string;
  remote: string | undefined;
  env: Environment;
  /** Of what lay in the folders of the checkout. */
  memory?: TextMemory | undefined;
  /** The repository's own settings start no program. */
  quiet?: boolean;
  /** The program of a thread that walks over many commits. */
  thread?: string | undefined;
}

/** A repository on disk: objects and refs in-process where that is exact, the real Git for everything else. */
export class DiskRepository implements GitRepository {
  readonly worktree: string | undefined;
  readonly commonDir: string;
  readonly objectFormat: ObjectFormat;
  readonly remote: string | undefined;
  readonly branch: string;
  readonly shared: SharedTexts;
  private readonly parts: RepositoryParts;
  private readonly store: ObjectStore;
  private readonly trees: TreeWalk;
  private readonly near: NearCommits;
  private readonly changes: LineChanges;
  private readonly ancestry: Ancestry;
  private readonly records: RecordsBranch;
  private readonly publisher: Remote | undefined;
  private readonly checkouts: CheckoutSync;
  private listing: Promise<ConfigListing> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly below = (ancestor: Oid, descendant: Oid) => this.isAncestor(ancestor, descendant);

  constructor(parts: RepositoryParts) {
    const { place, git, refs, format } = parts;
    this.parts = parts;
    this.worktree = place.worktree;
    this.commonDir = place.commonDir;
    this.objectFormat = format;
    this.remote = parts.remote;
    this.branch = parts.branch;
    this.store = new ObjectStore(git, place.commonDir, format);
    this.trees = new TreeWalk(this.store);
    this.near = new NearCommits(this.store, this.trees, () => this.shallow());
    this.changes = new LineChanges(git, this.near);
    this.ancestry = new Ancestry(git, async (oid) => (this.shallow() ? undefined : this.readCommit(oid)));
    this.records = new RecordsBranch(parts.branch, parts.remote, refs);
    const config = () => this.overrides();
    this.publisher =
      parts.remote === undefined ? undefined : new Remote(git, parts.remote, this.records, format, config);
    const { store, trees, publisher: published } = this;
    const now = () => Math.floor(Date.now() / 1000);
    this.shared = new SharedRefs({ git, format, refs, remote: published, store, trees, now });
    this.checkouts = new CheckoutSync({
      git,
      store: this.store,
      walk: this.trees,
      branch: this.records,
      remoteName: parts.remote,
      here: place.worktree === undefined ? undefined : place.gitDir,
      checkouts: () => checkoutsOf(place, refs),
      config,
      identity: () => this.identity(),
      isAncestor: this.below,
    });
  }

  async identity(): Promise<GitIdentity> {
    return identityFrom(await this.config(), this.parts.env);
  }

  async isShallow(): Promise<boolean> {
    return this.shallow();
  }

  async tip(purpose: 'read' | 'write'): Promise<Tip | undefined> {
    const commit = await this.tipCommit(purpose);
    return commit === undefined ? undefined : { commit, tree: (await this.readCommit(commit)).tree };
  }

  async tipCommit(purpose: 'read' | 'write'): Promise<Oid | undefined> {
    const published = this.records.published();
    const local = purpose === 'read' ? this.records.local() : undefined;
    const ahead = published !== undefined && local !== undefined && (await this.isAncestor(published, local));
    return ahead ? local : published;
  }

  async refresh(): Promise<boolean> {
    await this.publisher?.fetch();
    await this.refuseLost();
    return this.publisher !== undefined;
  }

  async readTree(oid: Oid): Promise<readonly TreeEntry[]> {
    return entriesOf(await this.store.tree(oid), this.objectFormat);
  }

  readBlob(oid: Oid): Promise<Buffer> {
    return this.store.read(oid, 'blob');
  }

  readBlobs(oids: readonly Oid[]): AsyncIterable<Buffer | undefined> {
    return this.store.blobs(oids);
  }

  async readCommit(oid: Oid): Promise<CommitInfo> {
    return parseCommit(oid, await this.store.read(oid, 'commit'));
  }

  find(treeish: Oid, path: string): Promise<TreeEntry | undefined> {
    return this.trees.find(treeish, path);
  }

  historyOf(tip: Oid, path: string): Promise<readonly PathChange[]> {
    return historyOf({ git: this.parts.git, near: this.near, changes: this.changes }, tip, path);
  }

  lastTouch(range: { base: Oid | undefined; tip: Oid }, file: { folder: string; name: string }) {
    return lastTouch(this.parts.git, range, file);
  }

  walk(base: Oid | undefined, head: Oid, folders: readonly string[]): AsyncIterable<WalkedCommit> {
    return this.walked({ base, head, folders });
  }

  walkTouching(base: Oid | undefined, head: Oid, paths: readonly string[]): AsyncIterable<WalkedCommit> {
    return this.walked({ base, head, folders: paths, touching: true });
  }

  mergeBases(left: Oid, right: Oid): Promise<readonly Oid[]> {
    return mergeBases(this.parts.git, left, right);
  }

  resolve(revision: string): Promise<Oid | undefined> {
    return resolveRevision(this.parts, this.near, revision);
  }

  async diffTrees(before: Oid | undefined, after: Oid, folders: readonly string[]): Promise<readonly TreeChange[]> {
    const wanted = { folders, anyCase: false, submodules: true };
    const found = before === undefined ? undefined : await this.trees.changes(before, after, wanted);
    return found ?? diffTrees(this.parts.git, this.objectFormat, { before, after, folders });
  }

  async changedInCheckout(folders: readonly string[]): Promise<readonly string[]> {
    const { worktree } = this;
    if (worktree === undefined) return [];
    const found = await this.lookAtCheckout(worktree, folders);
    if (found !== undefined) return found;
    const { git, place, format } = this.parts;
    const { gitDir } = place;
    return lookByStatus({ git: git.at(worktree), worktree, gitDir, format, config: await this.overrides() }, folders);
  }

  isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean> {
    return this.ancestry.isAncestor(ancestor, descendant);
  }

  writeCommit(draft: CommitDraft, signer: CommitSigner | undefined): Promise<Oid> {
    this.expectCommit();
    const withGit = async (fields: Parameters<typeof commitSignedByGit>[2]) =>
      commitSignedByGit(this.parts.git, await this.overrides(), fields);
    return writeCommit(this.store, withGit, draft, signer);
  }

  /** Starts what can be found out while the caller still decides: who writes, and if the checkout could follow. */
  expectCommit(): void {
    this.config().catch(() => {});
    if (this.publisher !== undefined) this.checkouts.lookEarly();
  }

  /** One at a time in this process: of two pushes at once one would be in vain. */
  advance(expected: Oid | undefined, next: Oid): Promise<AdvanceOutcome> {
    const { git } = this.parts;
    const { records: branch, publisher: remote, checkouts, objectFormat: format, below: isAncestor } = this;
    const work = { git, format, branch, remote, checkouts, isAncestor };
    const outcome = this.turn.then(async () => {
      await this.refuseLost();
      return advance(work, expected, next);
    });
    this.turn = outcome.catch(() => {});
    return outcome;
  }

  /** With a remote `from` does not matter: the local branch tells where the checkout is. */
  async syncCheckout(from: Oid | undefined, to: Oid): Promise<CheckoutOutcome> {
    const outcome = this.turn.then(() =>
      this.publisher === undefined ? this.checkouts.toBranch({ from, next: to }) : this.checkouts.toRemote(to),
    );
    this.turn = outcome.catch(() => {});
    return outcome;
  }

  readonly checkoutMayStandAt = () => this.checkouts.mayStandAt();

  async healCheckout(): Promise<CheckoutOutcome | undefined> {
    const tip = this.checkouts.areBehind() ? this.records.published() : undefined;
    return tip === undefined ? undefined : this.syncCheckout(tip, tip);
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  /** Throws `git.rewritten` where a fetch by hand noted that the remote lost what the local branch still holds. */
  private async refuseLost(): Promise<void> {
    const { git, refs, remote: remoteName } = this.parts;
    if (remoteName === undefined) return;
    const alarm = await lostByHand({ git, refs, remoteName, branch: this.records, isAncestor: this.below });
    if (alarm !== undefined) throw alarm;
  }

  /** undefined: only Git's own status can tell. */
  private async lookAtCheckout(worktree: string, tops: readonly string[]): Promise<string[] | undefined> {
    const { git, refs, memory, quiet } = this.parts;
    const { gitDir } = this.parts.place;
    const commit = refs.headCommit(gitDir);
    const simple = tops.every((top) => !top.includes('/') && top !== '.');
    if (memory === undefined || commit === undefined || !quiet || !simple) return undefined;
    const readTree = (oid: Oid) => this.readTree(oid);
    const tree = async () => (await this.readCommit(commit)).tree;
    const place = { git: git.at(worktree), worktree, gitDir, format: this.objectFormat };
    return lookAtCheckout({ ...place, memory, head: tree, readTree, now: Date.now }, tops);
  }

  private shallow(): boolean {
    return (statSync(join(this.commonDir, 'shallow'), { throwIfNoEntry: false })?.size ?? 0) > 0;
  }

  private walked(walk: Omit<Walk, 'format'>): AsyncIterable<WalkedCommit> {
    const { near, trees, objectFormat: format } = this;
    const { git, thread } = this.parts;
    const packed = () => packedCount(join(this.commonDir, 'objects'));
    return walkCommits({ git, thread, packed, near, trees }, { ...walk, format });
  }

  private config(): Promise<ConfigListing> {
    this.listing ??= listConfig(this.parts.git);
    return this.listing;
  }

  private async overrides(): Promise<readonly (readonly [string, string])[]> {
    const config = await this.config();
    return [...overridesFor(config), ...this.parts.git.quietSsh(config.lastTrusted('core.sshcommand'))];
  }
}
