import type { KindDefinition } from '../../domain/kind.ts';
import { type Filter, isAmong, matches, type Standing, type Summary } from '../../domain/summary.ts';
import type { Oid } from '../../ports/git.ts';
import { idRanges, type RecordFolder, recordFolders, type TreeReaders } from './folders.ts';
import { makeShards, type ShardReaders } from './make-shards.ts';
import { mergeNewest } from './merge-newest.ts';

export interface SummaryReaders extends ShardReaders, TreeReaders {}

const batchSize = 64;

/** Summaries that pass the filter, newest first. Stops reading when the caller stops asking. */
export async function* listSummaries(
  readers: SummaryReaders,
  root: Oid,
  filter: Filter,
): AsyncIterable<readonly Summary[]> {
  const kinds = readers.kinds.filter(({ kind }) => filter.kind === undefined || filter.kind === kind);
  const folders = await recordFolders(readers, root, kinds);
  const periods = [...new Set(folders.map((folder) => folder.period))].sort().reverse();
  const ordered = periods.map((period) => folders.filter((folder) => folder.period === period));
  const shards = new Shards(readers, ordered.flat(), kinds, filter);
  for (const those of ordered) yield* inBatches(mergeNewest(await shards.of(those)), filter);
}

function* inBatches(summaries: Iterable<Summary>, filter: Filter): Iterable<readonly Summary[]> {
  let batch: Summary[] = [];
  for (const summary of summaries) {
    if (matches(summary, filter)) batch.push(summary);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/**
 * The runs of one folder after another, remembered or made. When something has to be made, more of what lies ahead is
 * made with it each time: the first rows come soon, and all of them with few processes.
 */
class Shards {
  readonly #readers: SummaryReaders;
  readonly #kinds: readonly KindDefinition[];
  readonly #wanted: Standing;
  readonly #made = new Map<string, Iterable<Summary>[]>();
  #ahead: readonly RecordFolder[];
  #stride = 0;

  constructor(
    readers: SummaryReaders,
    folders: readonly RecordFolder[],
    kinds: readonly KindDefinition[],
    wanted: Standing,
  ) {
    this.#readers = readers;
    this.#ahead = folders;
    this.#kinds = kinds;
    this.#wanted = wanted;
  }

  async of(folders: readonly RecordFolder[]): Promise<Iterable<Summary>[]> {
    this.#ahead = this.#ahead.filter((folder) => !folders.includes(folder));
    const known = folders.map((folder) => this.#known(folder));
    if (known.some((runs) => runs === undefined)) await this.#make(folders.filter((_, at) => known[at] === undefined));
    return folders.flatMap((folder, at) => {
      const runs = known[at] ?? this.#made.get(folder.path) ?? [];
      this.#made.delete(folder.path);
      return runs;
    });
  }

  async #make(wanted: readonly RecordFolder[]): Promise<void> {
    const ahead = this.#unknownAhead(this.#stride);
    this.#stride = this.#stride * 2 + wanted.length;
    const folders = await this.#holding([...wanted, ...ahead]);
    for await (const { folder, rows } of makeShards(this.#readers, folders)) {
      const kept = this.#readers.memory.remember(folder.path, folder.tree, rows);
      if (kept && !wanted.includes(folder)) continue;
      const runs = rows.map(({ summary }) => summary).filter((row) => isAmong(row, this.#wanted));
      this.#made.set(folder.path, [runs]);
    }
  }

  /** Those that hold records of the kinds: ids tell so, before any file is read. Of the others there is nothing to make. */
  async #holding(folders: readonly RecordFolder[]): Promise<readonly RecordFolder[]> {
    if (this.#kinds.some(({ named }) => named !== undefined)) return folders;
    const prefixes = new Set(this.#kinds.map(({ prefix }) => prefix));
    const held = await Promise.all(
      folders.map(async ({ tree }) => (await idRanges(this.#readers, tree)).some(({ prefix }) => prefixes.has(prefix))),
    );
    this.#readers.trees.save();
    for (const [at, { path }] of folders.entries()) if (!held[at]) this.#made.set(path, []);
    return folders.filter((_, at) => held[at]);
  }

  #unknownAhead(most: number): RecordFolder[] {
    const found: RecordFolder[] = [];
    for (const folder of this.#ahead) {
      if (found.length >= most) break;
      if (!this.#made.has(folder.path) && !this.#readers.memory.holds(folder.path, folder.tree)) found.push(folder);
    }
    return found;
  }

  #known(folder: RecordFolder): Iterable<Summary>[] | undefined {
    return this.#made.get(folder.path) ?? this.#readers.memory.recall(folder.path, folder.tree, this.#wanted);
  }
}
