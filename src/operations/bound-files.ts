import type { KindDefinition } from '../domain/kind.ts';
import type { FileFact } from '../domain/launch-facts.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { isTenantFile } from './governed-paths.ts';

/** The tenant in whose folder a file lies that records may go by; undefined for any other path. */
export function tenantOfFile(path: string): string | undefined {
  if (isTenantFile(path)) return undefined;
  return /^tenants\/([^/]+)\/./.exec(path)?.[1];
}

/** A record that goes by files at fixed paths, as one commit has it. */
export interface Bound {
  path: string;
  id: string;
  kind: KindDefinition;
  record: RecordData;
  blob: Oid;
}

/** The records that may go by files of these tenants; of all, where none is named. What cannot be read is told elsewhere. */
export async function* boundRecords(
  { git, store, kinds }: Pick<Deps, 'git' | 'store' | 'kinds'>,
  view: View,
  tenants?: readonly string[],
): AsyncGenerator<Bound> {
  for (const kind of kinds.filter(({ goesBy }) => goesBy !== undefined)) {
    for (const tenant of tenants ?? [undefined]) {
      for await (const batch of view.summaries({ kind: kind.kind, ...(tenant === undefined ? {} : { tenant }) })) {
        for (const { path, id } of batch) {
          const entry = await git.find(view.tip.tree, path);
          if (!entry?.mode.startsWith('100')) continue;
          const reading = await store.reading(kind, path, await git.readBlob(entry.oid));
          if (reading.kind === 'version') yield { path, id, kind, record: reading.version.record, blob: entry.oid };
        }
      }
    }
  }
}

/** What files of a tree hold, by their digests. Each blob is read once. */
export class Holdings {
  readonly #deps: Pick<Deps, 'git' | 'store'>;
  readonly #digests = new Map<Oid, string>();

  constructor(deps: Pick<Deps, 'git' | 'store'>) {
    this.#deps = deps;
  }

  /** undefined where there is no plain file. */
  async at(treeish: Oid, path: string): Promise<string | undefined> {
    const { git, store } = this.#deps;
    const entry = await git.find(treeish, path);
    if (!entry?.mode.startsWith('100')) return undefined;
    const digest = this.#digests.get(entry.oid) ?? store.digestOfBytes(await git.readBlob(entry.oid));
    this.#digests.set(entry.oid, digest);
    return digest;
  }

  /** What a record goes by, and what is there. */
  async of(treeish: Oid, kind: KindDefinition, record: RecordData): Promise<readonly FileFact[]> {
    const wanted = kind.goesBy?.(record) ?? [];
    return Promise.all(
      wanted.map(async ({ path, sha256 }) => {
        const holds = await this.at(treeish, path);
        return { path, sha256, ...(holds === undefined ? {} : { holds }) };
      }),
    );
  }
}
