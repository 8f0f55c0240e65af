import type { Oid } from '../ports/git.ts';
import type { Deps } from './deps.ts';
import { isPlain } from './governed-paths.ts';

/** The blob of a plain file of a tree; undefined where there is none, or a link, a folder or a submodule. */
export async function plainBlob(git: Pick<Deps['git'], 'find'>, treeish: Oid, path: string): Promise<Oid | undefined> {
  const entry = await git.find(treeish, path);
  return isPlain(entry?.mode) ? entry?.oid : undefined;
}
