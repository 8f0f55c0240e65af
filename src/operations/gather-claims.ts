import { draft as unopened } from '../domain/history.ts';
import type { View } from '../ports/records.ts';
import type { Holder } from '../verify/judge-claims.ts';
import type { TreeFile } from '../verify/judge-tree.ts';
import type { Candidates } from './check-candidates.ts';

/** What the files claim that are looked at, and who else in the tree claims the same, where they are not all. */
export async function gatherClaims(
  view: View,
  candidates: Pick<Candidates, 'whole' | 'brought' | 'gone'>,
  files: readonly TreeFile[],
): Promise<readonly (readonly Holder[])[]> {
  const held = new Map<string, Holder[]>();
  const onFile = new Set<string>();
  const kinds = new Set<string>();
  for (const { path, kind, reading } of files) {
    if (kind?.claims === undefined || reading?.kind !== 'version') continue;
    const { record, fold } = reading.version;
    const { id, createdAt } = record.metadata;
    const draft = fold.state === undefined;
    for (const claim of kind.claims(record)) {
      const key = `${kind.kind} ${claim.key}`;
      held.set(key, [...(held.get(key) ?? []), { id, path, createdAt, draft, claim }]);
      if (!draft) onFile.add(key);
      kinds.add(kind.kind);
    }
  }
  const seen = new Set(files.map(({ path }) => path));
  const [whole, { brought }] = [await candidates.whole(), candidates];
  for (const kind of whole ? [] : kinds) {
    for await (const batch of view.summaries({ kind })) {
      for (const { id, path, createdAt, state, claims = [] } of batch.filter((each) => !seen.has(each.path)))
        for (const claim of claims) {
          const key = `${kind} ${claim.key}`;
          const holders = held.get(key);
          if (holders === undefined || (await candidates.gone(path))) continue;
          const draft = state === unopened;
          // What somebody else left as a draft keeps nobody from pushing a record on file.
          if (!(brought && draft && onFile.has(key))) holders.push({ id, path, createdAt, draft, claim });
        }
    }
  }
  return [...held.values()].filter(({ length }) => length > 1);
}
