import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';

/** What an event writes beside its record, as the record stands after it. */
export async function filesBeside(
  { store }: Pick<Deps, 'store'>,
  view: Pick<View, 'exists'>,
  kind: KindDefinition,
  record: RecordData,
  action: string,
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const { path, kind: schema, data, once } of kind.beside?.(record, action) ?? []) {
    if (once && (await view.exists(path))) continue;
    files.set(path, Buffer.from(await store.writeFile(path, schema, data)));
  }
  return files;
}
