import type { SharedTexts } from './shared-texts.ts';
import type { SignatureVerdict } from './signature-verdict.ts';

/** A full object id in hex: 40 characters, or 64 in a SHA-256 repository. */
export type Oid = string;

export interface Identity {
  name: string;
  email: string;
}

export interface TreeEntry {
  name: string;
  /** As Git writes it: 100644, 100755, 120000 (symlink), 40000 (tree), 160000 (gitlink). */
  mode: string;
  oid: Oid;
}

export interface CommitInfo {
  oid: Oid;
  tree: Oid;
  parents: readonly Oid[];
  author: Identity & { at: number };
  committer: Identity & { at: number };
  message: string;
  /** What Git itself would not have written, so that another program may read something else in it. */
  malformed?: string;
  /** The armoured SSH signature, if there is one, and the bytes that it signs. */
  signature?: { armoured: string; payload: Buffer };
}

/** What Git's configuration and environment say of the person at the keyboard. */
export interface GitIdentity {
  author: Identity;
  committer: Identity;
  /** `gpg.format` and `user.signingkey`, when set. */
  signing: { format: string | undefined; key: string | undefined; program: string };
}

/** A commit to be made: files to write (null deletes) on top of the parent's tree. */
export interface CommitDraft {
  /** undefined makes a root commit. */
  parent: Oid | undefined;
  files: ReadonlyMap<string, Buffer | null>;
  message: string;
  author: Identity;
  committer: Identity;
  /** Unix seconds. */
  at: number;
}

/** Makes the `gpgsig` value for a commit payload, or says that Git itself has to sign (agent, hardware, passphrase). */
export type CommitSigner =
  | { kind: 'in-process'; sign(payload: Buffer): string }
  | { kind: 'git'; key: string | undefined };

export interface Tip {
  commit: Oid;
  tree: Oid;
}

/**
 * `advanced`: the records branch is now at the new commit.
 * `lost`: somebody else moved it first; decide again on a fresh tip.
 */
export type AdvanceOutcome = 'advanced' | 'lost';

/** What became of the user's own checkout after the records branch moved. */
export type CheckoutOutcome =
  | { kind: 'updated' | 'not-checked-out' | 'bare' }
  | {
      kind: 'left-alone';
      reason: 'dirty' | 'detached' | 'other-branch' | 'locked' | 'in-progress' | 'diverged' | 'failed';
      remedy: string;
    };

/** Reads and writes one Git repository by object id. Never runs the repository's hooks, filters or helpers. */
export interface GitRepository {
  /** The checkout's top folder; undefined in a bare repository. */
  readonly worktree: string | undefined;
  /** Shared by all worktrees: rgz keeps its caches in `<commonDir>/rgz`. */
  readonly commonDir: string;
  readonly objectFormat: 'sha1' | 'sha256';
  /** The remote the records branch is published on; undefined when the repository has none. */
  readonly remote: string | undefined;
  readonly branch: string;
  readonly shared: SharedTexts;

  identity(): Promise<GitIdentity>;
  isShallow(): Promise<boolean>;

  /**
   * The tip that is read and written on: the remote-tracking branch if there is one, otherwise the local branch.
   * A local branch that is strictly ahead of the remote-tracking one counts for reading (`purpose: 'read'`) only.
   */
  tip(purpose: 'read' | 'write'): Promise<Tip | undefined>;
  /** The commit of the tip alone. Most often no object has to be read for it. */
  tipCommit(purpose: 'read' | 'write'): Promise<Oid | undefined>;
  /** Fetches the records branch. False when there is no remote. Throws `git.unreachable`. */
  refresh(): Promise<boolean>;

  readTree(oid: Oid): Promise<readonly TreeEntry[]>;
  readBlob(oid: Oid): Promise<Buffer>;
  /** Many blobs through one pipe, in the order asked for. A missing object is undefined. */
  readBlobs(oids: readonly Oid[]): AsyncIterable<Buffer | undefined>;
  readCommit(oid: Oid): Promise<CommitInfo>;
  /** The entry at a path of a tree-ish, or undefined. Symlinks and gitlinks are returned as they are, never followed. */
  find(treeish: Oid, path: string): Promise<TreeEntry | undefined>;

  /** The commits that changed a path, newest first, back to the one that added it (first-parent line; merged sides included). */
  historyOf(tip: Oid, path: string): Promise<readonly PathChange[]>;
  /**
   * The newest commit after `base` that touched a file of this name, in whatever folder below: on the first-parent line,
   * or where it never was there, on a merged side. Git looks through all of them.
   */
  lastTouch(
    range: { base: Oid | undefined; tip: Oid },
    file: { folder: string; name: string },
  ): Promise<Oid | undefined>;
  /** Every commit after `base` up to `head`, parents first, with what it changed below the folders. */
  walk(base: Oid | undefined, head: Oid, folders: readonly string[]): AsyncIterable<WalkedCommit>;
  /** Of these commits, only those that change something at the paths. */
  walkTouching(base: Oid | undefined, head: Oid, paths: readonly string[]): AsyncIterable<WalkedCommit>;
  /** The best common ancestors of two commits: several after merges that cross, none for strangers. */
  mergeBases(left: Oid, right: Oid): Promise<readonly Oid[]>;
  /** What differs between two trees or commits below the folders; without a first one, everything in the second. */
  diffTrees(before: Oid | undefined, after: Oid, folders: readonly string[]): Promise<readonly TreeChange[]>;
  /** The files of the checkout that are not as HEAD has them, below the folders; untracked ones too. */
  changedInCheckout(folders: readonly string[]): Promise<readonly string[]>;
  /** Besides HEAD, where the files may be while a writer is at it, or after one was ended; undefined: before any commit. */
  checkoutMayStandAt(): readonly (Oid | undefined)[];
  /** The commit that a revision of the user's names. */
  resolve(revision: string): Promise<Oid | undefined>;
  isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean>;

  /** Writes the objects of a commit; moves no ref, touches no index and no file of the checkout. */
  writeCommit(draft: CommitDraft, signer: CommitSigner | undefined): Promise<Oid>;
  /** Compare-and-swap of the records branch, on the remote if there is one. `expected` undefined: the branch must not exist. */
  advance(expected: Oid | undefined, next: Oid): Promise<AdvanceOutcome>;
  /** Brings a clean checkout of the records branch forward; leaves anything else alone and says why. */
  syncCheckout(from: Oid | undefined, to: Oid): Promise<CheckoutOutcome>;
  /** Brings forward the checkouts that a writer left half-way when it was killed; undefined where none did. */
  healCheckout(): Promise<CheckoutOutcome | undefined>;

  /** Ends child processes. Safe to call twice. */
  close(): Promise<void>;
}

export interface PathChange {
  commit: Oid;
  /** The blob after the commit; undefined where the commit deletes the path. */
  blob: Oid | undefined;
  /** The blob before; undefined where the commit adds the path. */
  before: Oid | undefined;
}

/**
 * One path that differs between a commit and a parent. The mode is the one after; 000000 where the path is gone.
 * A walk gives no object for a submodule: what it names lies in another repository.
 */
export interface TreeChange {
  path: string;
  mode: string;
  before: Oid | undefined;
  after: Oid | undefined;
}

/** A commit with what it changed against each parent; a root commit against nothing. */
export interface WalkedCommit extends CommitInfo {
  /** The first place in the trees that it brings where one program finds what another does not. */
  malformedTree?: { path: string; reason: string };
  changes: readonly (readonly TreeChange[])[];
  /** What became of its signature, where the walk has verified it and does not give it. */
  verdict?: SignatureVerdict;
}
