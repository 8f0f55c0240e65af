import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid } from '../../ports/git.ts';
import { gitFailure } from './git-failure.ts';
import type { Place } from './locate-repository.ts';
import type { NearCommits } from './near-commits.ts';
import { isOid, type ObjectFormat } from './oid.ts';
import type { RefFiles } from './ref-files.ts';
import type { GitRunner } from './run-git.ts';

export interface RevisionReaders {
  git: GitRunner;
  place: Place;
  refs: RefFiles;
  format: ObjectFormat;
}

/** The commit that a revision in the user's words names; undefined when it names none. */
export async function resolveRevision(
  readers: RevisionReaders,
  near: NearCommits,
  revision: string,
): Promise<Oid | undefined> {
  if (revision === '' || /\p{Cc}/u.test(revision)) return undefined;
  const plain = await resolvePlain(readers, near, revision);
  if (plain !== undefined) return plain;
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const result = await readers.git.run(args);
  return /^([0-9a-f]{40,64})$/m.exec(result.code === 0 ? result.stdout.toString() : '')?.[1];
}

/** HEAD, an object id, a branch or a remote's branch, and how many steps before it: what people type most needs no Git. */
async function resolvePlain(readers: RevisionReaders, near: NearCommits, revision: string): Promise<Oid | undefined> {
  const [, name = '', steps = ''] = /^(HEAD|[\w.-]+(?:\/[\w.-]+)*)((?:\^|~\d{0,2})*)$/.exec(revision) ?? [];
  const { refs, place, format } = readers;
  let at = isOid(name, format) ? name : name === 'HEAD' ? refs.headCommit(place.gitDir) : namedCommit(readers, name);
  let back = 0;
  for (const step of steps.match(/\^|~\d*/g) ?? []) back += step.length > 1 ? Number(step.slice(1)) : 1;
  for (; back > 0 && at !== undefined; back--) at = (await near.commit(at))?.parents[0];
  return at !== undefined && (await near.commit(at)) !== undefined ? at : undefined;
}

/** The order is Git's own. A name of which a file beside HEAD may be meant is left to Git. */
function namedCommit({ refs, place }: RevisionReaders, name: string): Oid | undefined {
  if (name.startsWith('refs/')) return refs.read(name);
  if (name === '' || name.startsWith('-') || existsSync(join(place.gitDir, name))) return undefined;
  for (const ref of ['refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
    const found = refs.read(ref + name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The best common ancestors of two commits; none when they are strangers. */
export async function mergeBases(git: GitRunner, left: Oid, right: Oid): Promise<readonly Oid[]> {
  const args = ['merge-base', '--all', '--end-of-options', left, right];
  const result = await git.run(args);
  if (result.code > 1) throw gitFailure(args, result.stderr, git.folder);
  return result.stdout.toString().split('\n').filter(Boolean);
}
