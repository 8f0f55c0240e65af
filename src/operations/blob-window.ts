import type { GitRepository, Oid } from '../ports/git.ts';

/** Blobs read ahead in one go, so that a walk over many commits does not ask for them one by one. */
export class BlobWindow {
  readonly #git: Pick<GitRepository, 'readBlob' | 'readBlobs'>;
  #held: ReadonlyMap<Oid, Buffer> = new Map();

  constructor(git: Pick<GitRepository, 'readBlob' | 'readBlobs'>) {
    this.#git = git;
  }

  async read(oids: readonly Oid[]): Promise<ReadonlyMap<Oid, Buffer>> {
    const wanted = [...new Set(oids)];
    const found = new Map<Oid, Buffer>();
    let at = 0;
    for await (const bytes of this.#git.readBlobs(wanted)) {
      const oid = wanted[at++];
      if (oid !== undefined && bytes !== undefined) found.set(oid, bytes);
    }
    return found;
  }

  /** Replaces what is held. */
  hold(blobs: ReadonlyMap<Oid, Buffer>): void {
    this.#held = blobs;
  }

  async take(oid: Oid): Promise<Buffer> {
    return this.#held.get(oid) ?? this.#git.readBlob(oid);
  }
}
