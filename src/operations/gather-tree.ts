import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import { tenantPath } from '../domain/tenant-path.ts';
import type { View } from '../ports/records.ts';
import type { Holder } from '../verify/judge-claims.ts';
import type { BoundFile, TreeFacts, TreeFile } from '../verify/judge-tree.ts';
import { boundRecords, Holdings, tenantOfFile } from './bound-files.ts';
import type { Candidates } from './check-candidates.ts';
import type { CheckDeps } from './check-deps.ts';
import { isTemplateFile, templateFaults } from './checklist-template.ts';
import { gatherClaims } from './gather-claims.ts';
import { type GatheredSettings, gatherSettings } from './gather-settings.ts';
import { isTenantFile } from './governed-paths.ts';
import type { Pointing } from './prove-evidence.ts';

export interface GatheredTree extends TreeFacts, GatheredSettings {
  /** The candidates that only point to evidence in another store. */
  pointing: readonly Pointing[];
  /** The files that records go by. */
  bound: readonly BoundFile[];
  /** Who has what no two records may both have. */
  claims: readonly (readonly Holder[])[];
}

/** Reads the candidates, and of the rest of the tree only what they refer to. */
export async function gatherTree(
  deps: Pick<CheckDeps, 'git' | 'store' | 'kinds' | 'calendar'>,
  view: View,
  candidates: Candidates,
): Promise<GatheredTree> {
  const { store, kinds, calendar } = deps;
  const settings = await gatherSettings(calendar, view, candidates);
  const files: TreeFile[] = [];
  const pointing: Pointing[] = [];
  const wanted = new Set<string>();
  const digests = new Map<string, string>();
  const seen = new Map<string, string[]>();
  const tenants = new Set<string>();
  const attachments = new Map<string, string[]>();
  for await (const { path, plain, bytes } of candidates.files()) {
    const kind = kinds.find((each) => each.recognise(path) !== undefined);
    if (isTenantFile(path)) {
      const problems = bytes ? await store.settingsFaults(path, bytes) : [];
      if (plain && problems.length === 0) tenants.add(path.split('/')[1] ?? '');
      files.push({ path, plain, kind, reading: undefined, problems });
      continue;
    }
    if (isTemplateFile(path)) {
      const problems = bytes ? await templateFaults(deps, path, bytes) : [];
      files.push({ path, plain, kind, reading: undefined, problems });
      continue;
    }
    if (bytes !== undefined && tenantOfFile(path) !== undefined) digests.set(path, store.digestOfBytes(bytes));
    const named = attachmentAt(kinds, path);
    if (named !== undefined) {
      if (plain) attachments.set(named, [...(attachments.get(named) ?? []), path]);
      const fault =
        bytes && kinds.map((each) => each.attachmentFault?.(path, bytes)).find((each) => each !== undefined);
      const points = kinds.some((each) => each.pointsElsewhere?.(path));
      if (points && bytes) pointing.push({ path, bytes });
      const attachment = bytes && { named, holds: points ? named : store.digestOfBytes(bytes), fault };
      files.push({ path, plain, kind, reading: undefined, ...(attachment === undefined ? {} : { attachment }) });
      continue;
    }
    if (kind === undefined && !kinds.some((each) => `${path}/`.startsWith(`${each.folder}/`))) continue;
    const reading = kind === undefined || bytes === undefined ? undefined : await store.reading(kind, path, bytes);
    files.push({ path, plain, kind, reading });
    const id = kind?.recognise(path)?.id;
    if (id !== undefined) seen.set(id, [...(seen.get(id) ?? []), path]);
    if (kind !== undefined && reading?.kind === 'version')
      for (const each of kind.references(reading.version.record)) wanted.add(each.id);
  }
  for (const tenant of settings.tenants) if (!(await candidates.gone(tenantPath(tenant)))) tenants.add(tenant);
  for (const [digest, others] of await view.attachments()) {
    const paths = others.map(({ path }) => path);
    const there = [...(attachments.get(digest) ?? []), ...(await stillThere(candidates, paths))];
    if (there.length > 0) attachments.set(digest, [...new Set(there)]);
  }
  const ids = new Map<string, readonly string[]>(seen);
  const unsure = (await candidates.whole()) ? [...wanted].filter((id) => !seen.has(id)) : [...seen.keys(), ...wanted];
  for (const id of unsure) {
    const others = await stillThere(candidates, await view.placesOf(id));
    if (others.length > 0 || seen.has(id)) ids.set(id, [...new Set([...(seen.get(id) ?? []), ...others])]);
  }
  const bound = await gatherBound(deps, view, candidates, files, digests);
  const claims = await gatherClaims(view, candidates, files);
  return { ...settings, tenants, files, ids, attachments, pointing, bound, claims };
}

/** What the candidates go by, and what any other record does at a path that is a candidate, or was one that is gone. */
async function gatherBound(
  deps: Pick<CheckDeps, 'git' | 'store' | 'kinds'>,
  view: View,
  candidates: Candidates,
  files: readonly TreeFile[],
  digests: ReadonlyMap<string, string>,
): Promise<readonly BoundFile[]> {
  const read = files.flatMap(({ path, kind, reading }) =>
    kind?.goesBy === undefined || reading?.kind !== 'version' ? [] : [boundBy(kind, path, reading.version.record)],
  );
  const touched = (await candidates.whole()) ? [] : await candidates.touched();
  const tenants = [...new Set(touched.flatMap((path) => tenantOfFile(path) ?? []))];
  const seen = new Set(files.map(({ path }) => path));
  if (tenants.length > 0)
    for await (const each of boundRecords(deps.kinds, view, tenants))
      if (!seen.has(each.path) && !(await candidates.gone(each.path))) read.push(each);
  const holdings = new Holdings(deps);
  const holds = async (path: string) =>
    digests.get(path) ?? ((await candidates.gone(path)) ? undefined : holdings.at(view.tip.tree, path));
  const bound: BoundFile[] = [];
  for (const { path: of, id, goesBy } of read) {
    for (const { path, sha256 } of goesBy) {
      const held = await holds(path);
      bound.push({ id, of, file: { path, sha256, ...(held && { holds: held }) } });
    }
  }
  return bound;
}

async function stillThere(candidates: Pick<Candidates, 'gone'>, paths: readonly string[]): Promise<string[]> {
  const there: string[] = [];
  for (const path of paths) if (!(await candidates.gone(path))) there.push(path);
  return there;
}

function boundBy(kind: KindDefinition, path: string, record: RecordData) {
  return { path, id: record.metadata.id, goesBy: kind.goesBy?.(record) ?? [] };
}

function attachmentAt(kinds: CheckDeps['kinds'], path: string): string | undefined {
  return kinds.map((kind) => kind.attachment?.(path)).find((each) => each !== undefined);
}
