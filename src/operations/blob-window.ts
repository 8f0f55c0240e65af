import type { GitRepository, Oid } from '../ports/git.ts';

/** Blobs read ahead in one go, so that a walk over many commits does not ask for them one by one. */
export class BlobWindow {
  readonly #git: Pick<GitRepository, 'readBlob' | 'readBlobs'>;
  #held = new Map<Oid, Buffer>();

  constructor(git: Pick<GitRepository, 'readBlob' | 'readBlobs'>) {
    this.#git = git;
  }

  /** Replaces what is held. */
  async fill(oids: readonly Oid[]): Promise<void> {
    const wanted = [...new Set(oids)];
    const held = new Map<Oid, Buffer>();
    let at = 0;
    for await (const bytes of this.#git.readBlobs(wanted)) {
      const oid = wanted[at++];
      if (oid !== undefined && bytes !== undefined) held.set(oid, bytes);
    }
    this.#held = held;
  }

  async take(oid: Oid): Promise<Buffer> {
    return this.#held.get(oid) ?? this.#git.readBlob(oid);
  }
}
