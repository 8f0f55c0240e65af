import type { Claim } from '../domain/bound.ts';
import { draft } from '../domain/history.ts';
import { isObject, type Json } from '../domain/json.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import { type Explanation, RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';
import { claimedWords } from '../verify/judge-claims.ts';

export interface Claimed extends Explanation {
  pointer: string;
  /** The record that has it. */
  holder: string;
}

/** What a record would have that another record of its kind has already. A draft, which anybody can push, has nothing yet. */
export async function claimedBy(
  view: View,
  kind: KindDefinition,
  record: RecordData,
  claims: readonly Claim[] = kind.claims?.(record) ?? [],
): Promise<readonly Claimed[]> {
  if (claims.length === 0) return [];
  const { id } = record.metadata;
  const found: Claimed[] = [];
  for await (const batch of view.summaries({ kind: kind.kind })) {
    for (const other of batch.filter((each) => each.id !== id && each.state !== draft)) {
      const held = new Set(other.claims?.map(({ key }) => key));
      found.push(...claims.filter(({ key }) => held.has(key)).map((claim) => claimedFrom(record, claim, other.id)));
    }
  }
  return found;
}

/** Throws `record.claimed` where another record of the kind has what this one would have as well, naming all of it. */
export async function refuseClaimed(view: View, kind: KindDefinition, record: RecordData): Promise<void> {
  const found = await claimedBy(view, kind, record);
  const [first] = found;
  if (first === undefined) return;
  const holders = [...new Set(found.map(({ holder }) => holder))];
  throw new RgzError('record.claimed', first.message, {
    remedy: holders.flatMap((holder) => [
      `rgz show ${holder}`,
      `give another value, or go on with ${holder}`,
      ...(kind.commands.cancel === undefined
        ? []
        : [`${kind.commands.cancel.replace('{id}', holder)}   # where it is not wanted any more`]),
    ]),
    explanations: found.map(({ holder: _holder, ...explanation }) => explanation),
  });
}

function claimedFrom(record: RecordData, claim: Claim, holder: string): Claimed {
  const { pointer } = claim;
  const value = valueAt(record as unknown as Json, pointer);
  const message = `${claimedWords(claim, holder)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  return { rule: 'record.claimed', message, pointer, holder };
}

function valueAt(data: Json, pointer: string): Json {
  const steps = pointer.slice(1).split('/');
  return steps.reduce<Json>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)] ?? null;
    return isObject(inner) ? (inner[step] ?? null) : null;
  }, data);
}
