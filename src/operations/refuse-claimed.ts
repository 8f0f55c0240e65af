import { isObject, type Json } from '../domain/json.ts';
import type { Claim, KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import { type Explanation, RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';

/** Throws `record.claimed` where another record of the kind has what this one would have as well, naming all of it. */
export async function refuseClaimed(view: View, kind: KindDefinition, record: RecordData): Promise<void> {
  const claims = kind.claims?.(record) ?? [];
  if (claims.length === 0) return;
  const { id } = record.metadata;
  const found: { claim: Claim; holder: string }[] = [];
  for await (const batch of view.summaries({ kind: kind.kind })) {
    for (const other of batch.filter((each) => each.id !== id && each.claims !== undefined)) {
      const held = new Set(other.claims?.map(({ key }) => key));
      found.push(...claims.filter(({ key }) => held.has(key)).map((claim) => ({ claim, holder: other.id })));
    }
  }
  const [first] = found;
  if (first === undefined) return;
  const holders = [...new Set(found.map(({ holder }) => holder))];
  throw new RgzError('record.claimed', explanationOf(record, first).message, {
    remedy: holders.flatMap((holder) => [
      `rgz show ${holder}`,
      `give another value, or go on with ${holder}; where it is not wanted any more: rgz ${kind.noun} cancel ${holder}`,
    ]),
    explanations: found.map((each) => explanationOf(record, each)),
  });
}

function explanationOf(record: RecordData, { claim, holder }: { claim: Claim; holder: string }): Explanation {
  const { pointer } = claim;
  const path = pointer
    .slice(1)
    .replaceAll('/', '.')
    .replace(/^(spec|metadata)\./, '');
  const value = valueAt(record as unknown as Json, pointer);
  const message = `${holder} has this ${path} already: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  return { rule: 'record.claimed', message, pointer };
}

function valueAt(data: Json, pointer: string): Json {
  const steps = pointer.slice(1).split('/');
  return steps.reduce<Json>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)] ?? null;
    return isObject(inner) ? (inner[step] ?? null) : null;
  }, data);
}
