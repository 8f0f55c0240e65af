import type { Sum } from '../domain/bound.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { SumFact } from '../domain/launch-facts.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { isRule } from '../verify/rules.ts';
import type { Deps } from './deps.ts';
import type { Stepped } from './judge-beside.ts';

/** The digests that a record gives, each with what its text comes to. */
export function sumsOf({ store }: Pick<Deps, 'store'>, kind: KindDefinition, record: RecordData): readonly SumFact[] {
  return (kind.sums?.(record) ?? []).map(({ pointer, says, text }) => ({
    pointer,
    says,
    comesTo: store.digestOfBytes(Buffer.from(text)),
  }));
}

/** Works the digests out again that a commit brought. One that stood before was judged then. */
export function judgeSums(
  { store }: Pick<Deps, 'store'>,
  commit: Oid,
  { kind, path, before, after }: Stepped,
): readonly Finding[] {
  const stood = before === undefined ? [] : (kind.sums?.(before) ?? []);
  const isNew = (sum: Sum) => !stood.some(({ says, text }) => says === sum.says && text === sum.text);
  return (kind.sums?.(after) ?? []).filter(isNew).flatMap(({ pointer, says, text, rule }) => {
    const comesTo = store.digestOfBytes(Buffer.from(text));
    if (comesTo === says) return [];
    const why = `what it is the digest of comes to ${comesTo.slice(0, 12)}…, not ${says.slice(0, 12)}…`;
    return [finding(isRule(rule) ? rule : 'state.disagrees', why, { file: path, commit, pointer })];
  });
}
