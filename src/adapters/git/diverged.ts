import type { CommitInfo, GitIdentity, Oid } from '../../ports/git.ts';
import { parseCommit } from './commit-text.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordsBranch } from './records-branch.ts';
import type { GitRunner } from './run-git.ts';

export interface DivergedWork {
  git: GitRunner;
  store: ObjectStore;
  branch: RecordsBranch;
  identity(): Promise<GitIdentity>;
}

/**
 * What to type where the local branch has gone its own way. A rebase commits anew in the name of whoever types it and
 * drops signatures, so it is told only where every commit is their own, and with a signature where they sign.
 */
export async function wayFromDiverged(work: DivergedWork, ends: { local: Oid; to: Oid }): Promise<string> {
  const { branch } = work;
  const published = branch.publishedName;
  const [commits, me] = await Promise.all([commitsBeside(work, ends), work.identity().catch(() => undefined)]);
  if (me === undefined || !commits.every((commit) => isOwn(commit, me))) {
    return `git log ${published}..${branch.name}   # others made some of it, and a rebase would drop their signatures: git merge ${published} keeps it, git reset --keep ${published} leaves it`;
  }
  const signs = (me.signing.format === 'ssh' && me.signing.key !== undefined) || commits.some((one) => one.signature);
  return `git rebase ${signs ? '-S ' : ''}${published}`;
}

async function commitsBeside({ git, store }: DivergedWork, { local, to }: { local: Oid; to: Oid }) {
  const listed = (await git.must(['rev-list', local, '--not', to])).toString().split('\n').filter(Boolean);
  const commits: CommitInfo[] = [];
  for (const oid of listed) commits.push(parseCommit(oid, await store.read(oid, 'commit')));
  return commits;
}

function isOwn({ author, committer }: CommitInfo, me: GitIdentity): boolean {
  const mine = [me.author.email, me.committer.email].map((each) => each.toLowerCase());
  return [author, committer].every(({ email }) => mine.includes(email.toLowerCase()));
}
