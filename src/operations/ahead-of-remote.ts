import type { Deps } from './deps.ts';

/** What the remote is known to have and HEAD has more than, as a range names it; undefined where there is nothing to push. */
export async function aheadOf({ git }: Pick<Deps, 'git'>): Promise<string | undefined> {
  if (git.remote === undefined) return undefined;
  const name = `${git.remote}/${git.branch}`;
  const [head, known] = await Promise.all([git.resolve('HEAD'), git.resolve(`refs/remotes/${name}`)]);
  if (head === undefined || known === undefined || head === known) return undefined;
  return (await git.isAncestor(head, known)) ? undefined : name;
}
