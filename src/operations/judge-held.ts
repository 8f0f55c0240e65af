import { isSame } from '../domain/canonical.ts';
import type { Json } from '../domain/json.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { judgeBound } from '../verify/judge-tree.ts';
import { isRule } from '../verify/rules.ts';
import type { Deps } from './deps.ts';
import type { Stepped } from './judge-beside.ts';
import { plainBlob } from './plain-blob.ts';

/** Reads the files that a record goes by from this commit on, and holds them and what is told of them against the rules. */
export async function judgeHeld(
  { git, store }: Pick<Deps, 'git' | 'store'>,
  commit: Oid,
  { kind, path, before, after }: Stepped,
): Promise<readonly Finding[]> {
  const wanted = kind.goesBy?.(after) ?? [];
  if (wanted.length === 0 || (before !== undefined && isSame(bound(kind, before), bound(kind, after)))) return [];
  const files = new Map<string, Buffer>();
  const facts = await Promise.all(
    wanted.map(async ({ path: file, sha256 }) => {
      const blob = await plainBlob(git, commit, file);
      if (blob === undefined) return { path: file, sha256 };
      const bytes = await git.readBlob(blob);
      files.set(file, bytes);
      return { path: file, sha256, holds: store.digestOfBytes(bytes) };
    }),
  );
  const id = after.metadata.id;
  const altered = judgeBound(facts.map((file) => ({ id, of: path, file })));
  if (altered.length > 0) return altered.map((each) => ({ ...each, commit }));
  return (kind.misstates?.(after, files) ?? []).map(({ pointer, why, rule }) =>
    finding(isRule(rule) ? rule : 'state.disagrees', why, { file: path, commit, pointer }),
  );
}

/** The files, and where the digests are that follow from them: an event that tells of the same files once more is another. */
function bound(kind: KindDefinition, record: RecordData): Json {
  const places = (kind.sums?.(record) ?? []).map(({ pointer, says }) => ({ pointer, says }));
  return { files: kind.goesBy?.(record) ?? [], places } as unknown as Json;
}
