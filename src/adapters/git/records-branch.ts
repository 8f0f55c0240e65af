import type { Oid } from '../../ports/git.ts';
import type { RefFiles } from './ref-files.ts';

/** The records branch as this repository knows it: here, and as last seen on the remote. */
export class RecordsBranch {
  readonly name: string;
  readonly ref: string;
  /** The remote-tracking ref; undefined without a remote. */
  readonly trackingRef: string | undefined;
  private readonly refs: RefFiles;

  constructor(name: string, remote: string | undefined, refs: RefFiles) {
    this.name = name;
    this.ref = `refs/heads/${name}`;
    this.trackingRef = remote === undefined ? undefined : `refs/remotes/${remote}/${name}`;
    this.refs = refs;
  }

  local(): Oid | undefined {
    return this.refs.read(this.ref);
  }

  tracking(): Oid | undefined {
    return this.trackingRef === undefined ? undefined : this.refs.read(this.trackingRef);
  }

  /** What the published branch is called in a command, however many other refs have a name like it. */
  get publishedName(): string {
    if (this.trackingRef === undefined) return this.name;
    const short = this.trackingRef.slice('refs/remotes/'.length);
    const ambiguous = ['refs/', 'refs/tags/', 'refs/heads/'].some(
      (space) => this.refs.read(space + short) !== undefined,
    );
    return ambiguous ? this.trackingRef : short;
  }

  /** What is written on: the remote's branch, or the local one where the remote's has never been seen. */
  published(): Oid | undefined {
    return this.tracking() ?? this.local();
  }
}
