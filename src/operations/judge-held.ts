import { isSame } from '../domain/canonical.ts';
import type { Json } from '../domain/json.ts';
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
  const stood = before === undefined ? [] : (kind.goesBy?.(before) ?? []);
  if (wanted.length === 0 || isSame(wanted as unknown as Json, stood as unknown as Json)) return [];
  const files = new Map<string, Buffer>();
  const bound = await Promise.all(
    wanted.map(async ({ path: file, sha256 }) => {
      const blob = await plainBlob(git, commit, file);
      if (blob === undefined) return { path: file, sha256 };
      const bytes = await git.readBlob(blob);
      files.set(file, bytes);
      return { path: file, sha256, holds: store.digestOfBytes(bytes) };
    }),
  );
  const id = after.metadata.id;
  const altered = judgeBound(bound.map((file) => ({ id, of: path, file })));
  if (altered.length > 0) return altered.map((each) => ({ ...each, commit }));
  return (kind.misstates?.(after, files) ?? []).map(({ pointer, why, rule }) =>
    finding(isRule(rule) ? rule : 'state.disagrees', why, { file: path, commit, pointer }),
  );
}
