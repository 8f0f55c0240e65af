import type { JsonObject } from '../domain/json.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { View } from '../ports/records.ts';
import type { Addition } from './act.ts';
import type { Deps } from './deps.ts';
import { refuseProblems, worldOf } from './world.ts';

/** The spec that an event puts in the place of the one before, held against the rules for new input. */
export async function changeOfSpec(
  deps: Deps,
  view: View,
  kind: KindDefinition,
  record: RecordData,
  value: JsonObject,
  changed: readonly string[],
): Promise<Addition> {
  const after = { ...record, spec: value };
  await deps.store.validate(kind.kind, after);
  refuseProblems(kind.validate(after, await worldOf(view, deps.clock.now())));
  return { fields: { changed: [...changed] }, spec: { value, digest: deps.store.digest(after) } };
}
