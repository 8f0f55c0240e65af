import { addressesOf, coAuthorsOf } from '../domain/contributors.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reading, Version } from '../domain/reading.ts';
import type { TrailEntry } from '../domain/trail.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import type { ReadReading } from '../ports/records.ts';
import type { SignatureFact } from '../verify/judge-signature.ts';
import type { BlobWindow } from './blob-window.ts';
import type { Deps } from './deps.ts';
import type { RecordTrails } from './record-trails.ts';

/** A commit of the walk, and the policy at its first parent, where there is one that can be used. */
export interface Made {
  commit: WalkedCommit;
  signature: SignatureFact;
  policy: Policy | undefined;
}

/** What each record was, up to the commit that is being judged; who changed it is kept in its trail. */
export class RecordPast {
  readonly #deps: Pick<Deps, 'git' | 'store'>;
  readonly #blobs: BlobWindow;
  readonly #latest = new Map<string, { blob: Oid; version: Version }>();
  readonly #trails: RecordTrails;
  readonly #read: ReadReading;

  constructor(deps: Pick<Deps, 'git' | 'store'>, blobs: BlobWindow, trails: RecordTrails) {
    this.#deps = deps;
    this.#blobs = blobs;
    this.#trails = trails;
    this.#read = deps.store.versionReader();
  }

  async reading(path: string, kind: KindDefinition, blob: Oid | undefined): Promise<Reading | undefined> {
    if (blob === undefined) return undefined;
    return this.#read(kind, path, await this.#blobs.take(blob));
  }

  /** The version at the parent; where that cannot be read, the last one that could. */
  async versionBefore(path: string, kind: KindDefinition, blob: Oid, parent: Oid): Promise<Version | undefined> {
    const latest = this.#latest.get(path);
    if (latest?.blob === blob) return latest.version;
    const reading = await this.reading(path, kind, blob);
    return reading?.kind === 'version' ? reading.version : this.#lastReadable(path, kind, parent);
  }

  /** Adds one commit to a record's past; `sources` are the blobs that it was made of. */
  add(
    path: string,
    blob: Oid | undefined,
    sources: readonly (Oid | undefined)[],
    { commit, signature, policy, after }: Made & { after: Reading | undefined },
  ): void {
    if (blob === undefined) return;
    const version = after?.kind === 'version' ? after.version : undefined;
    if (version !== undefined) this.#latest.set(path, { blob, version });
    const digest = this.#trails.last(path, sources[0])?.digest;
    const [author, committer, coAuthors] = [commit.author.email, commit.committer.email, coAuthorsOf(commit.message)];
    const key = signature.kind === 'good' ? signature.key : undefined;
    const entry: TrailEntry = {
      commit: commit.oid,
      blob,
      at: commit.committer.at,
      author,
      committer,
      coAuthors,
      listed: policy === undefined ? [] : addressesOf(policy, [author, committer, ...coAuthors], key),
      key,
      signature: signature.kind === 'good' || signature.kind === 'none' ? signature.kind : 'bad',
      digest: version?.digest,
      changedSpec: digest === undefined || digest !== version?.digest,
      events: version?.record.status?.history.length ?? 0,
    };
    this.#trails.add(path, blob, entry, sources);
  }

  async #lastReadable(path: string, kind: KindDefinition, commit: Oid): Promise<Version | undefined> {
    for (const { blob } of await this.#deps.git.historyOf(commit, path)) {
      const reading = await this.reading(path, kind, blob);
      if (reading?.kind === 'version') return reading.version;
    }
    return undefined;
  }
}
