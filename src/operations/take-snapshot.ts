import { mostBytes } from '../kinds/checklist/media-type.ts';
import type { TakeSnapshot } from '../ports/snapshot.ts';
import type { Addition } from './act.ts';
import type { MakeOfItem } from './change-item.ts';
import type { Deps } from './deps.ts';
import { evidenceOf, keepEvidence } from './keep-evidence.ts';

export type SnapshotDeps = Deps & { takeSnapshot: TakeSnapshot };

/**
 * Fetches what an address shows now, as evidence: it is proven like any file, whatever becomes of the address. `fields`
 * goes with it.
 */
export async function snapshotOf(
  deps: SnapshotDeps,
  url: string,
  fields: NonNullable<Addition['fields']> = {},
): Promise<MakeOfItem> {
  const bytes = await deps.takeSnapshot(url, mostBytes);
  const evidence = evidenceOf(deps, bytes, nameOf(url));
  return async (_state, _gathered, view) => ({
    fields: { ...fields, ...evidence.fields, url },
    files: await keepEvidence(deps, view, evidence),
  });
}

/** The last part of the path, or the host. What comes after the path is none of a name. */
function nameOf(url: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '');
  return last === undefined ? hostname : `${hostname} ${last}`;
}
