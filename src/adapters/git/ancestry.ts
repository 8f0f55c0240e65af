import type { CommitInfo, Oid } from '../../ports/git.ts';
import { gitFailure } from './git-failure.ts';
import type { GitRunner } from './run-git.ts';

const stepsBeforeAsking = 16;

/** Answers which commit contains which: near ones from the objects at hand, far ones by asking Git. */
export class Ancestry {
  private readonly git: GitRunner;
  private readonly commit: (oid: Oid) => Promise<CommitInfo | undefined>;

  /** `commit` gives undefined where what a commit names as its parents may not be here. */
  constructor(git: GitRunner, commit: (oid: Oid) => Promise<CommitInfo | undefined>) {
    this.git = git;
    this.commit = commit;
  }

  /** True if `descendant` is `ancestor` or was built on it. */
  async isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean> {
    let at: Oid | undefined = descendant;
    for (let step = 0; step < stepsBeforeAsking && at !== undefined; step++) {
      if (at === ancestor) return true;
      const parents: readonly Oid[] | undefined = (await this.commit(at))?.parents;
      if (parents === undefined) break;
      if (parents.includes(ancestor)) return true;
      if (parents.length > 1) break;
      at = parents[0];
      if (at === undefined) return false;
    }
    const args = ['merge-base', '--is-ancestor', ancestor, descendant];
    const result = await this.git.run(args);
    if (result.code > 1) throw gitFailure(args, result.stderr, this.git.folder);
    return result.code === 0;
  }
}
