import type { KindDefinition, Sum } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { isRule } from '../verify/rules.ts';
import type { Deps } from './deps.ts';
import type { Stepped } from './judge-beside.ts';

/** The digests of a record that are of something else than they have to be. */
export function falseSums({ store }: Pick<Deps, 'store'>, kind: KindDefinition, record: RecordData): readonly Sum[] {
  const sums = kind.sums?.(record) ?? [];
  return sums.filter(({ says, text }) => says !== `sha256:${store.digestOfBytes(Buffer.from(text))}`);
}

/** Works out again what a new event says a digest of. */
export function judgeSums(
  deps: Pick<Deps, 'store'>,
  commit: Oid,
  { kind, path, before, after }: Stepped,
): readonly Finding[] {
  const at = before?.status?.history.length ?? 0;
  if ((after.status?.history.length ?? 0) <= at) return [];
  const place = { file: path, commit, pointer: `/status/history/${at}` };
  return falseSums(deps, kind, after).map(({ says, refusal }) =>
    finding(isRule(refusal) ? refusal : 'state.disagrees', `${says} is not the digest of what the record holds`, place),
  );
}
