import { actionOf, type KindDefinition } from './kind.ts';
import type { RecordData } from './record.ts';

/** Whoever had a hand in what is decided by an event, and what they did. */
export function partakers(
  kind: Pick<KindDefinition, 'actions'>,
  { status }: Pick<RecordData, 'status'>,
): readonly { by: string; did: 'edited' | 'imported' }[] {
  return (status?.history ?? []).flatMap(({ action, by }) => {
    const did = actionOf(kind, action)?.takesPart;
    return did === undefined ? [] : [{ by, did }];
  });
}
