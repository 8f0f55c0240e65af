import { type ActionDefinition, actionOf, isOpen, type KindDefinition } from './kind.ts';
import type { HistoryEvent } from './record.ts';

/** The events that turn a record down. */
export function rejections({ actions }: Pick<KindDefinition, 'actions'>): readonly ActionDefinition[] {
  return actions.filter(({ decides, explains }) => decides && explains);
}

/** Whether the last word on a record is a rejection that left it open. */
export function isSentBack(kind: KindDefinition, history: readonly HistoryEvent[], state: string): boolean {
  const known = rejections(kind);
  const at = history.findLastIndex(({ action }) => known.some((each) => each.action === action));
  const rejection = known.find((each) => each.action === history[at]?.action);
  if (rejection?.to !== state || !isOpen(kind, state)) return false;
  return !history.slice(at + 1).some(({ action }) => actionOf(kind, action)?.binds);
}
