import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { type GovernedPath, gone, isLink } from './governed-paths.ts';

/** What a commit left where only records may lie, or where only a file may. */
export function judgeStrays(governed: readonly GovernedPath[], commit: Oid): Finding[] {
  const links: Finding[] = [];
  const strays: Finding[] = [];
  for (const { change, what } of governed) {
    const { path, mode } = change;
    const place = { file: path, commit };
    if (isLink(mode)) links.push(finding('tree.not-a-file', `${path} became a link or a submodule`, place));
    else if (what.what === 'stray' && mode !== gone)
      strays.push(finding('tree.unexpected-file', `${path} is not where any record would lie`, place));
  }
  return [...links, ...strays];
}
