import type { LineCommit } from './first-parent-line.ts';
import type { GitRunner } from './run-git.ts';

/**
 * The commits that Git says touch what lies at some paths, newest first. Real parents are printed by the format;
 * `--parents` would rewrite them to the simplified history.
 */
export async function touching(
  git: GitRunner,
  revisions: readonly string[],
  paths: readonly string[],
): Promise<LineCommit[]> {
  const specs = paths.map((path) => `:(literal,top)${path}`);
  const lines = (await git.must(['rev-list', '--format=%H %P', ...revisions, '--', ...specs])).toString().split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('commit '))
    .map((line) => {
      const [commit = '', ...parents] = line.split(' ');
      return { commit, parents: parents.filter(Boolean) };
    });
}
