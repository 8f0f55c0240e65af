import type { HistoryEvent, RecordData } from '../../domain/record.ts';
import { type ChecklistSpec, isNeeded, pointsOf, specOf, type TemplateItem } from './spec.ts';

export const itemStatuses = [
  'not_started',
  'in_progress',
  'partial',
  'completed',
  'blocked',
  'not_applicable',
] as const;

export type ItemStatus = (typeof itemStatuses)[number];

/** One proof: a file by its digest, and where it was fetched if it was; or an address that proves nothing by itself. */
export interface Evidence {
  sha256?: string;
  url?: string;
  name?: string;
  type?: string;
  size?: number;
  notes?: string;
  /** It came with word that the point is blocked, so it proves the contrary. */
  against?: true;
  by: string;
  at: string;
}

/** A point as the history leaves it. */
export interface ItemState {
  item: TemplateItem;
  category: string;
  number: number;
  needed: boolean;
  status: ItemStatus;
  notes?: string;
  reason?: string;
  assignee?: string;
  evidence: readonly Evidence[];
  /** Who said that it is done, or that it does not apply. */
  completedBy?: string;
  completedAt?: string;
  /** Another person, who looked. */
  validatedBy?: string;
  validatedAt?: string;
  /** Points that have to be complete before, and are not. */
  blockedBy: readonly string[];
}

type Kept = Omit<ItemState, 'item' | 'category' | 'number' | 'needed' | 'blockedBy'>;

const untouched: Kept = { status: 'not_started', evidence: [] };

/** Every point, in the order of the template. What the history says of points that are not there any more is passed over. */
export function foldItems(record: Pick<RecordData, 'spec' | 'status'>): readonly ItemState[] {
  const spec = specOf(record);
  const kept = new Map<string, Kept>();
  for (const event of record.status?.history ?? []) {
    for (const [id, status] of touched(event)) {
      const before = kept.get(id) ?? untouched;
      kept.set(id, after(before, event, status));
    }
  }
  return withBlockers(spec, kept);
}

/** The points that an event speaks of, each with the status that it gives. */
function touched(event: HistoryEvent): readonly (readonly [id: string, status: ItemStatus | undefined])[] {
  if (event.action === 'imported' && typeof event.items === 'object' && event.items !== null)
    return Object.entries(event.items).map(([id, status]) => [id, statusOf(status)] as const);
  if (event.action === 'edited' && Array.isArray(event.reopened))
    return event.reopened.map((id) => [String(id), 'not_started'] as const);
  return typeof event.item === 'string' ? [[event.item, statusOf(event.status)]] : [];
}

function after(before: Kept, event: HistoryEvent, status: ItemStatus | undefined): Kept {
  const { by, at } = event;
  if (event.action === 'validated') return { ...before, validatedBy: by, validatedAt: at };
  if (event.action === 'assigned') {
    const { assignee: _before, ...rest } = before;
    return typeof event.assignee === 'string' ? { ...rest, assignee: event.assignee } : rest;
  }
  const evidence = evidenceIn(event);
  const { validatedBy: _by, validatedAt: _at, ...open } = before;
  const proven: Kept = evidence === undefined ? open : { ...open, evidence: [...open.evidence, evidence] };
  const noted = textIn(event, 'notes') === undefined ? proven : { ...proven, notes: String(event.notes) };
  if (status === undefined) return noted;
  const { completedBy: _who, completedAt: _when, reason: _why, ...rest } = noted;
  // What proved the point as it was proves nothing of what it is now.
  if (status === 'not_started' && event.action === 'edited') return { ...rest, status, evidence: [] };
  const reason = textIn(event, 'reason');
  const done = isDone(status) ? { completedBy: by, completedAt: at } : {};
  return { ...rest, status, ...done, ...(reason === undefined ? {} : { reason }) };
}

function evidenceIn(event: HistoryEvent): Evidence | undefined {
  const { by, at } = event;
  const sha256 = textIn(event, 'sha256');
  const url = textIn(event, 'url');
  if (sha256 === undefined && url === undefined) return undefined;
  const [name, type, notes] = [textIn(event, 'name'), textIn(event, 'type'), textIn(event, 'notes')];
  return {
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(url === undefined ? {} : { url }),
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    ...(typeof event.size === 'number' ? { size: event.size } : {}),
    ...(notes === undefined ? {} : { notes }),
    ...(event.status === 'blocked' ? { against: true as const } : {}),
    by,
    at,
  };
}

function withBlockers(spec: ChecklistSpec, kept: ReadonlyMap<string, Kept>): readonly ItemState[] {
  const done = (id: string) => isDone((kept.get(id) ?? untouched).status);
  return pointsOf(spec).map(({ item, category, number }) => ({
    item,
    category,
    number,
    needed: isNeeded(spec, item),
    ...(kept.get(item.id) ?? untouched),
    blockedBy: (item.after ?? []).filter((id) => !done(id)),
  }));
}

/** It is done, or it does not apply here. */
export function isDone(status: ItemStatus): boolean {
  return status === 'completed' || status === 'not_applicable';
}

function statusOf(value: unknown): ItemStatus | undefined {
  return itemStatuses.find((each) => each === value);
}

function textIn(event: HistoryEvent, key: string): string | undefined {
  const value = event[key];
  return typeof value === 'string' ? value : undefined;
}
