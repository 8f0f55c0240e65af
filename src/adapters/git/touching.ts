import type { Oid } from '../../ports/git.ts';
import { feedLines } from './feed-lines.ts';
import type { GitRunner } from './run-git.ts';

export interface LineCommit {
  commit: Oid;
  parents: readonly Oid[];
}

/**
 * The commits that Git says touch what lies at some paths, newest first, as it finds them. Real parents are printed by the
 * format; `--parents` would rewrite them to the simplified history.
 */
export async function* touching(
  git: GitRunner,
  revisions: readonly string[],
  paths: readonly string[],
): AsyncGenerator<readonly LineCommit[]> {
  const specs = paths.map((path) => `:(literal,top)${path}`);
  yield* listed(git, revisions, specs);
}

/** The newest commit after `base` that touches a file of a name that has nothing special in it, in any folder below one. */
export async function lastTouch(
  git: GitRunner,
  { base, tip }: { base: Oid | undefined; tip: Oid },
  { folder, name }: { folder: string; name: string },
): Promise<Oid | undefined> {
  const range = base === undefined ? [tip] : [tip, `^${base}`];
  for (const line of ['--first-parent', '--full-history']) {
    const revisions = [line, '--max-count=1', ...range];
    for await (const [found] of listed(git, revisions, [`:(glob,top)${folder}/**/${name}`])) return found?.commit;
  }
  return undefined;
}

async function* listed(
  git: GitRunner,
  revisions: readonly string[],
  specs: readonly string[],
): AsyncGenerator<readonly LineCommit[]> {
  let rest = '';
  for await (const chunk of feedLines(git, ['rev-list', '--format=%H %P', ...revisions, '--', ...specs], [])) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    const commits = lines.filter((line) => line !== '' && !line.startsWith('commit ')).map(read);
    if (commits.length > 0) yield commits;
  }
}

function read(line: string): LineCommit {
  const [commit = '', ...parents] = line.split(' ');
  return { commit, parents: parents.filter(Boolean) };
}
