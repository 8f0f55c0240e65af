import type { View } from '../ports/records.ts';
import type { TreeFacts, TreeFile } from '../verify/judge-tree.ts';
import type { Candidates } from './check-candidates.ts';
import type { CheckDeps } from './check-deps.ts';
import { type GatheredSettings, gatherSettings } from './gather-settings.ts';
import { isTenantFile } from './governed-paths.ts';
import type { Pointing } from './prove-evidence.ts';

export interface GatheredTree extends TreeFacts, GatheredSettings {
  /** The candidates that only point to evidence in another store. */
  pointing: readonly Pointing[];
}

/** Reads the candidates, and of the rest of the tree only what they refer to. */
export async function gatherTree(
  { store, kinds, calendar }: Pick<CheckDeps, 'store' | 'kinds' | 'calendar'>,
  view: View,
  candidates: Candidates,
): Promise<GatheredTree> {
  const settings = await gatherSettings(calendar, view, (path) => candidates.bytes(path));
  const files: TreeFile[] = [];
  const pointing: Pointing[] = [];
  const wanted = new Set<string>();
  const seen = new Map<string, string[]>();
  const tenants = new Set(settings.tenants);
  const attachments = new Map([...(await view.attachments())].map(([digest, { path }]) => [digest, path]));
  for await (const { path, plain, bytes } of candidates.files()) {
    const kind = kinds.find((each) => each.recognise(path) !== undefined);
    if (isTenantFile(path)) {
      const problems = bytes ? await store.settingsFaults(path, bytes) : [];
      if (plain && problems.length === 0) tenants.add(path.split('/')[1] ?? '');
      files.push({ path, plain, kind, reading: undefined, problems });
      continue;
    }
    const named = attachmentAt(kinds, path);
    if (named !== undefined) {
      if (!attachments.has(named)) attachments.set(named, path);
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
  const ids = new Map<string, readonly string[]>(seen);
  const unsure = candidates.whole ? [...wanted].filter((id) => !seen.has(id)) : [...seen.keys(), ...wanted];
  for (const id of unsure) {
    const others = await view.placesOf(id);
    if (others.length > 0 || seen.has(id)) ids.set(id, [...new Set([...(seen.get(id) ?? []), ...others])]);
  }
  return { ...settings, tenants, files, ids, attachments, pointing };
}

function attachmentAt(kinds: CheckDeps['kinds'], path: string): string | undefined {
  return kinds.map((kind) => kind.attachment?.(path)).find((each) => each !== undefined);
}
