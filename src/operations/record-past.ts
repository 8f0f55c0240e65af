import { addressesOf, coAuthorsOf } from '../domain/contributors.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reading, Version } from '../domain/reading.ts';
import type { TrailEntry } from '../domain/trail.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import type { SignatureFact } from '../verify/judge-signature.ts';
import type { BlobWindow } from './blob-window.ts';
import type { Deps } from './deps.ts';

/** A commit of the walk, and the policy at its first parent, where there is one that can be used. */
export interface Made {
  commit: WalkedCommit;
  signature: SignatureFact;
  policy: Policy | undefined;
}

/** One commit of a record's past, and what was before it: more than one only for a merge that mixes. */
interface Link {
  entry: TrailEntry;
  before: readonly Link[];
}

/**
 * What each record was and who changed it, up to the commit that is being judged. The past hangs on the blob that it
 * led to, so that what happens on one branch is never taken for the past of another.
 */
export class RecordPast {
  readonly #deps: Pick<Deps, 'git' | 'store'>;
  readonly #blobs: BlobWindow;
  readonly #latest = new Map<string, { blob: Oid; version: Version }>();
  readonly #links = new Map<string, Link>();

  constructor(deps: Pick<Deps, 'git' | 'store'>, blobs: BlobWindow) {
    this.#deps = deps;
    this.#blobs = blobs;
  }

  async reading(path: string, kind: KindDefinition, blob: Oid | undefined): Promise<Reading | undefined> {
    if (blob === undefined) return undefined;
    return this.#deps.store.reading(kind, path, await this.#blobs.take(blob));
  }

  /** The version at the parent; where that cannot be read, the last one that could. */
  async versionBefore(path: string, kind: KindDefinition, blob: Oid, parent: Oid): Promise<Version | undefined> {
    const latest = this.#latest.get(path);
    if (latest?.blob === blob) return latest.version;
    const reading = await this.reading(path, kind, blob);
    return reading?.kind === 'version' ? reading.version : this.#lastReadable(path, kind, parent);
  }

  /** What happened to a record up to a blob of it; what the walk has not seen is read from the repository. */
  async trail(path: string, kind: KindDefinition, blob: Oid | undefined, parent: Oid): Promise<readonly TrailEntry[]> {
    if (blob === undefined) return [];
    return unfold(this.#links.get(`${path} ${blob}`) ?? (await this.#fromRepository(path, kind, blob, parent)));
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
    const before = sources.map((source) => (source === undefined ? undefined : this.#links.get(`${path} ${source}`)));
    const digest = before[0]?.entry.digest;
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
    this.#links.set(`${path} ${blob}`, { entry, before: before.filter((each) => each !== undefined) });
  }

  async #lastReadable(path: string, kind: KindDefinition, commit: Oid): Promise<Version | undefined> {
    for (const { blob } of await this.#deps.git.historyOf(commit, path)) {
      const reading = await this.reading(path, kind, blob);
      if (reading?.kind === 'version') return reading.version;
    }
    return undefined;
  }

  async #fromRepository(path: string, kind: KindDefinition, blob: Oid, commit: Oid): Promise<Link | undefined> {
    const view = await this.#deps.store.viewAt(commit);
    let link: Link | undefined;
    for (const entry of await view.trail({ kind, id: '', path, blob }))
      link = { entry, before: link === undefined ? [] : [link] };
    if (link !== undefined) this.#links.set(`${path} ${blob}`, link);
    return link;
  }
}

/** Oldest first. */
function unfold(last: Link | undefined): readonly TrailEntry[] {
  const found = new Set<Link>();
  const open = last === undefined ? [] : [last];
  for (let link = open.pop(); link !== undefined; link = open.pop()) {
    if (found.has(link)) continue;
    found.add(link);
    open.push(...link.before);
  }
  return [...found].map((link) => link.entry).reverse();
}
