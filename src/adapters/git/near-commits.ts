import type { CommitInfo, Oid } from '../../ports/git.ts';
import { parseCommit } from './commit-text.ts';
import type { ObjectStore } from './object-store.ts';
import { oidOf } from './raw-object.ts';
import type { TreeWalk } from './tree-walk.ts';

/** So many commits of a line are read one by one; for more, Git's own walk is quicker than its start. */
export const nearCommits = 128;

/** Commits read by their ids: what is near the tip needs no Git for it. Of a shallow clone, whose commits name parents that are not there, nothing is told. */
export class NearCommits {
  private readonly store: ObjectStore;
  private readonly trees: TreeWalk;
  private readonly shallow: () => boolean;

  constructor(store: ObjectStore, trees: TreeWalk, shallow: () => boolean) {
    this.store = store;
    this.trees = trees;
    this.shallow = shallow;
  }

  /** undefined: Git has to be asked. */
  async commit(oid: Oid): Promise<CommitInfo | undefined> {
    const found = this.shallow() ? undefined : await this.store.lookUp(oid);
    const isGenuine = found?.type === 'commit' && oidOf('commit', found.data, this.store.format) === oid;
    return isGenuine ? parseCommit(oid, found.data) : undefined;
  }

  /** What lies at a path of a commit. */
  async at(commit: Oid, path: string): Promise<Oid | undefined> {
    return (await this.trees.find(commit, path))?.oid;
  }

  /** The commits after `base`, or from the first on, up to `head`, oldest first, if they are one short line; otherwise undefined. */
  async lineBetween(base: Oid | undefined, head: Oid): Promise<readonly CommitInfo[] | undefined> {
    const line: CommitInfo[] = [];
    for (let at: Oid | undefined = head; at !== base; at = line.at(-1)?.parents[0]) {
      const commit = at === undefined || line.length >= nearCommits ? undefined : await this.commit(at);
      if (commit === undefined || commit.parents.length > 1) return undefined;
      line.push(commit);
    }
    return line.reverse();
  }
}
