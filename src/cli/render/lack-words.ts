import type { ItemView } from '../../operations/read-checklist.ts';

/** Why a point does not count, with the numbers of those it waits for. */
export function lackWords({ lacks, blockedBy }: ItemView, items: readonly ItemView[]): string | undefined {
  if (lacks?.startsWith('waits for ')) return `waits for ${numbered(blockedBy, items).join(', ')}`;
  return lacks ?? undefined;
}

export function numbered(ids: readonly string[], items: readonly ItemView[]): readonly string[] {
  return ids.map((id) => `${items.find((item) => item.id === id)?.number ?? ''} ${id}`.trim());
}
