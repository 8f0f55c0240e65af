import { faultOf, sumFaultOf } from '../domain/data-gate.ts';
import type { JsonObject } from '../domain/json.ts';
import { sumsOf } from '../operations/judge-sums.ts';
import { plainBlob } from '../operations/plain-blob.ts';
import type { Job } from '../ports/deployer.ts';
import type { Oid } from '../ports/git.ts';
import type { AttemptFacts } from '../reconcile/attempt.ts';
import type { Item } from '../reconcile/snapshot.ts';
import type { ControllerDeps } from './controller-deps.ts';

/**
 * What a deployer is told, with the files that the record goes by as one commit has them. Every file is held against its
 * digest before anything is called; the words say which of them is not what it has to be.
 */
export async function openJob(
  { git, store }: Pick<ControllerDeps, 'git' | 'store'>,
  tip: Oid,
  { id, kind, work, record }: Item,
  { attempt, lease }: AttemptFacts,
): Promise<Job | string> {
  const { tenant, environment } = kind.scope(record);
  const wanted = kind.goesBy?.(record) ?? [];
  const untrue = sumsOf({ store }, kind, record)
    .map(sumFaultOf)
    .find((why) => why !== undefined);
  if (untrue !== undefined) return untrue;
  const held = new Map<string, Buffer>();
  for (const { path, sha256 } of wanted) {
    const blob = await plainBlob(git, tip, path);
    const bytes = blob === undefined ? undefined : await git.readBlob(blob);
    const fault = faultOf({ path, sha256, ...(bytes === undefined ? {} : { holds: store.digestOfBytes(bytes) }) });
    if (fault !== undefined) return fault.message;
    if (bytes !== undefined) held.set(path, bytes);
  }
  return {
    attempt,
    request: id,
    tenant,
    environment,
    target: work.target(record),
    record: record as unknown as JsonObject,
    files: wanted.map(({ path, sha256 }) => ({ path, sha256 })),
    async read(path) {
      const bytes = held.get(path);
      if (bytes === undefined) throw new RangeError(`${id} does not go by ${path}`);
      return bytes;
    },
    lease,
  };
}
