import type { KindDefinition } from '../domain/kind.ts';
import type { FileFact } from '../domain/launch-facts.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { isPlain, isTenantFile } from './governed-paths.ts';
import { plainBlob } from './plain-blob.ts';

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
}

/**
 * The records that may go by files of these tenants; of all, where none is named. What cannot be read is told elsewhere.
 * Found by their paths, so that no record of another kind is read.
 */
export async function* boundRecords(
  { git, store, kinds }: Pick<Deps, 'git' | 'store' | 'kinds'>,
  { tip }: Pick<View, 'tip'>,
  tenants?: readonly string[],
): AsyncGenerator<Bound> {
  const binding = kinds.filter(({ goesBy }) => goesBy !== undefined);
  if (binding.length === 0) return;
  const folders = [...new Set(binding.map(({ folder }) => folder))];
  const files = (await git.diffTrees(undefined, tip.tree, folders)).flatMap(({ path, mode, after: blob }) => {
    const kind = binding.find((each) => each.recognise(path) !== undefined);
    return kind === undefined || blob === undefined || !isPlain(mode) ? [] : [{ path, kind, blob }];
  });
  let at = 0;
  for await (const bytes of git.readBlobs(files.map(({ blob }) => blob))) {
    const file = files[at++];
    if (file === undefined || bytes === undefined) continue;
    if (tenants !== undefined && !tenants.some((tenant) => bytes.includes(`tenants/${tenant}/`))) continue;
    const reading = await store.reading(file.kind, file.path, bytes);
    if (reading.kind !== 'version') continue;
    const { record } = reading.version;
    yield { path: file.path, id: record.metadata.id, kind: file.kind, record };
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
