import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { Finding } from '../verify/finding.ts';
import { judgeBound } from '../verify/judge-tree.ts';
import { boundRecords, Holdings, tenantOfFile } from './bound-files.ts';
import type { Deps } from './deps.ts';

/**
 * Holds the files that records go by against what these say, as the view has both. `since`: only what may have changed
 * after that commit; `only`: of one record alone.
 */
export async function judgeDataAt(
  deps: Pick<Deps, 'git' | 'store' | 'kinds'>,
  view: View,
  since: Oid | undefined,
  only: string | undefined,
): Promise<readonly Finding[]> {
  const changed = since === undefined ? undefined : await changedSince(deps, view, since);
  if (changed?.records.size === 0 && changed.tenants.size === 0) return [];
  const holdings = new Holdings(deps);
  const findings: Finding[] = [];
  for await (const { path, id, tenant, goesBy } of boundRecords(deps.kinds, view)) {
    if (only !== undefined && path !== only) continue;
    if (changed && !changed.records.has(path) && !changed.tenants.has(tenant)) continue;
    const files = await holdings.these(view.tip.tree, goesBy);
    findings.push(...judgeBound(files.map((file) => ({ id, of: path, file }))));
  }
  return findings;
}

async function changedSince(
  { git, kinds }: Pick<Deps, 'git' | 'kinds'>,
  { tip }: View,
  since: Oid,
): Promise<{ records: ReadonlySet<string>; tenants: ReadonlySet<string> }> {
  const binding = kinds.filter(({ goesBy }) => goesBy !== undefined);
  const folders = [...new Set(['tenants', ...binding.map(({ folder }) => folder)])];
  const paths = (await git.diffTrees(since, tip.tree, folders)).map(({ path }) => path);
  return {
    records: new Set(paths.filter((path) => binding.some((kind) => kind.recognise(path) !== undefined))),
    tenants: new Set(paths.flatMap((path) => tenantOfFile(path) ?? [])),
  };
}
