import type { Json } from '../domain/json.ts';
import { leastReason } from '../domain/reason.ts';
import type { RecordData } from '../domain/record.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { checklist } from '../kinds/checklist/index.ts';
import { foldItems, type ItemState } from '../kinds/checklist/items.ts';
import type { View } from '../ports/records.ts';
import { type Acted, type Addition, act } from './act.ts';
import type { Deps } from './deps.ts';
import type { Gathered } from './gather.ts';
import { loadChecklist } from './read-checklist.ts';
import type { Written } from './write-until-won.ts';

export { leastReason };

/** What tells a point apart from the same one after a change. */
export type Seen = Pick<
  ItemState,
  'status' | 'notes' | 'reason' | 'assignee' | 'completedAt' | 'completedBy' | 'validatedAt' | 'validatedBy'
> & { evidence: readonly Pick<ItemState['evidence'][number], 'by' | 'at' | 'sha256' | 'url'>[] };

/** A mark that is another one once somebody has changed the point. */
export function markOf({ status, notes, reason, assignee, evidence, ...deeds }: Seen): string {
  const { completedBy, completedAt, validatedBy, validatedAt } = deeds;
  const proofs = evidence.map(({ sha256, url, by, at }) => [sha256, url, by, at]);
  return JSON.stringify([status, notes, reason, assignee, completedBy, completedAt, validatedBy, validatedAt, proofs]);
}

/** What goes on the point, worked out on it as it stands. */
export type MakeOfItem = (state: ItemState, gathered: Gathered, view: View) => Addition | Promise<Addition>;

/**
 * Puts an event on one point. Where somebody else changed the point since it was first looked at, they are told;
 * `mark` is how it looked to whoever asks for the change.
 */
export async function changeItem(
  deps: Deps,
  ref: string,
  named: string,
  action: string,
  make: MakeOfItem,
  mark?: string,
): Promise<Written<Acted>> {
  const { id } = await loadChecklist(deps, ref);
  let seen: string | undefined;
  return act(deps, id, action, async (gathered, view) => {
    if (gathered.loaded.kind !== checklist) throw new RgzError('bug', `${id} is no checklist any more`);
    const state = pointNamed(gathered.loaded.record, named);
    const now = JSON.stringify(state);
    // Who validates says nothing of how it was before: what they look at is what is there.
    const isOther =
      (action !== 'validated' && seen !== undefined && seen !== now) || (mark !== undefined && mark !== markOf(state));
    if (isOther) throw changed(id, state);
    seen = now;
    const { fields, ...more } = await make(state, gathered, view);
    return { ...more, fields: { item: state.item.id, ...fields } };
  });
}

/** A point by its id, its number, or `item-<number>`. */
export function pointNamed(record: RecordData, named: string): ItemState {
  const items = foldItems(record);
  const number = Number(/^(?:item-)?(\d+)$/.exec(named)?.[1]);
  const found = items.find((each) => each.item.id === named) ?? items.find((each) => each.number === number);
  if (found !== undefined) return found;
  const { id } = record.metadata;
  throw new RgzError('checklist.unknown-item', `${id} has no point ${JSON.stringify(named)}`, {
    remedy: [`rgz checklist show ${id}`],
  });
}

/** The fields that were given. */
export function given(fields: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(fields).filter((each): each is [string, Json] => each[1] !== undefined));
}

function changed(id: string, { item, number, status, completedBy, notes }: ItemState): RgzError {
  const by = completedBy === undefined ? '' : ` by ${completedBy}`;
  const said = notes === undefined ? '' : ` ("${notes.slice(0, 80)}")`;
  return new RgzError(
    'checklist.changed',
    `${number} ${item.id} was changed meanwhile: it is ${status.replace('_', ' ')}${by}${said}`,
    { remedy: [`rgz checklist show ${id}`, 'say it again if it is still so'] },
  );
}
