import type { JudgedCommit } from './judge-history.ts';

/** What a commit that breaks a rule may have spoilt: it is legal or not as a whole; of a merge only what it mixed is its own. */
export function pathsAtFault({ commit, findings }: JudgedCommit): ReadonlySet<string> {
  const files = findings.map(({ file }) => file);
  return new Set(commit.parents.length > 1 ? files : [...files, ...commit.changes.flat().map(({ path }) => path)]);
}
