import { coAuthorsOf } from '../domain/contributors.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { Reading, Version } from '../domain/reading.ts';
import type { TrailEntry } from '../domain/trail.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import type { SignatureFact } from '../verify/judge-signature.ts';
import type { BlobWindow } from './blob-window.ts';
import type { Deps } from './deps.ts';

/** What each record was and who changed it, up to the commit that is being judged. */
export class RecordPast {
  readonly #deps: Pick<Deps, 'git' | 'store'>;
  readonly #blobs: BlobWindow;
  readonly #latest = new Map<string, { blob: Oid; version: Version }>();
  readonly #trails = new Map<string, TrailEntry[]>();

  constructor(deps: Pick<Deps, 'git' | 'store'>, blobs: BlobWindow) {
    this.#deps = deps;
    this.#blobs = blobs;
  }

  async reading(path: string, kind: KindDefinition, blob: Oid | undefined): Promise<Reading | undefined> {
    if (blob === undefined) return undefined;
    return this.#deps.store.reading(kind, path, await this.#blobs.take(blob));
  }

  /** A record begins anew where the parent has none: what lay at the path before is another one. */
  begin(path: string): void {
    this.#latest.delete(path);
    this.#trails.set(path, []);
  }

  /** The version at the parent; where that cannot be read, the last one that could. */
  async versionBefore(path: string, kind: KindDefinition, blob: Oid, parent: Oid): Promise<Version | undefined> {
    const latest = this.#latest.get(path);
    if (latest?.blob === blob) return latest.version;
    const reading = await this.reading(path, kind, blob);
    if (reading?.kind === 'version') return reading.version;
    return latest?.version ?? this.#lastReadable(path, kind, parent);
  }

  /** What happened to a record so far; what came before the first judged commit is read from the repository. */
  async trail(path: string, kind: KindDefinition, parent: Oid): Promise<readonly TrailEntry[]> {
    const known = this.#trails.get(path);
    if (known !== undefined) return known;
    const trail = [...(await this.#trailAt(path, kind, parent))];
    this.#trails.set(path, trail);
    return trail;
  }

  /** Adds one commit to a record's past. */
  add(
    path: string,
    blob: Oid | undefined,
    step: { commit: WalkedCommit; signature: SignatureFact; before: Version | undefined; after: Reading | undefined },
  ): void {
    const { commit, signature, before, after } = step;
    const version = after?.kind === 'version' ? after.version : undefined;
    if (version !== undefined && blob !== undefined) this.#latest.set(path, { blob, version });
    const entry: TrailEntry = {
      commit: commit.oid,
      at: commit.committer.at,
      author: commit.author.email,
      committer: commit.committer.email,
      coAuthors: coAuthorsOf(commit.message),
      key: signature.kind === 'good' ? signature.key : undefined,
      signature: signature.kind === 'good' || signature.kind === 'none' ? signature.kind : 'bad',
      digest: version?.digest,
      changedSpec: before === undefined || before.digest !== version?.digest,
      events: version?.record.status?.history.length ?? 0,
    };
    const trail = this.#trails.get(path);
    if (trail === undefined) this.#trails.set(path, [entry]);
    else trail.push(entry);
  }

  async #lastReadable(path: string, kind: KindDefinition, commit: Oid): Promise<Version | undefined> {
    for (const { blob } of await this.#deps.git.historyOf(commit, path)) {
      const reading = await this.reading(path, kind, blob);
      if (reading?.kind === 'version') return reading.version;
    }
    return undefined;
  }

  async #trailAt(path: string, kind: KindDefinition, commit: Oid): Promise<readonly TrailEntry[]> {
    const entry = await this.#deps.git.find(commit, path);
    if (entry === undefined) return [];
    return (await this.#deps.store.viewAt(commit)).trail({ kind, id: '', path, blob: entry.oid });
  }
}
