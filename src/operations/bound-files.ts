import type { WantedFile } from '../domain/bound.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { FileFact, LaunchFacts } from '../domain/launch-facts.ts';
import type { RecordData } from '../domain/record.ts';
import type { Summary } from '../domain/summary.ts';
import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { isTenantFile } from './governed-paths.ts';
import { sumsOf } from './judge-sums.ts';
import { plainBlob } from './plain-blob.ts';

/** The tenant in whose folder a file lies that records may go by; undefined for any other path. */
export function tenantOfFile(path: string): string | undefined {
  if (isTenantFile(path)) return undefined;
  return /^tenants\/([^/]+)\/./.exec(path)?.[1];
}

/**
 * The records that go by files of these tenants; by any, where none is named. What cannot be read is told elsewhere. Found
 * by the summaries, so that a record is read where it changed and at no other time.
 */
export async function* boundRecords(
  kinds: readonly KindDefinition[],
  view: View,
  tenants?: readonly string[],
): AsyncGenerator<Summary & { goesBy: readonly WantedFile[] }> {
  for (const { kind } of kinds.filter(({ goesBy }) => goesBy !== undefined)) {
    for await (const batch of view.summaries({ kind })) {
      for (const each of batch) {
        const { goesBy = [] } = each;
        if (goesBy.some(({ path }) => tenants?.includes(tenantOfFile(path) ?? '') ?? true)) yield { ...each, goesBy };
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
    const blob = await plainBlob(git, treeish, path);
    if (blob === undefined) return undefined;
    const digest = this.#digests.get(blob) ?? store.digestOfBytes(await git.readBlob(blob));
    this.#digests.set(blob, digest);
    return digest;
  }

  /** What a record goes by, and what is there. */
  of(treeish: Oid, kind: KindDefinition, record: RecordData): Promise<readonly FileFact[]> {
    return this.these(treeish, kind.goesBy?.(record) ?? []);
  }

  /** What the gate over its data looks at: the files, and the digests that the record gives. */
  async facts(treeish: Oid, kind: KindDefinition, record: RecordData): Promise<Pick<LaunchFacts, 'files' | 'sums'>> {
    return { files: await this.of(treeish, kind, record), sums: sumsOf(this.#deps, kind, record) };
  }

  async these(treeish: Oid, wanted: readonly WantedFile[]): Promise<readonly FileFact[]> {
    return Promise.all(
      wanted.map(async ({ path, sha256 }) => {
        const holds = await this.at(treeish, path);
        return { path, sha256, ...(holds === undefined ? {} : { holds }) };
      }),
    );
  }
}
