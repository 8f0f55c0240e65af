import type { KindDefinition } from '../../domain/kind.ts';
import { type Filter, matches, newestFirst, type Summary, summarise, unreadable } from '../../domain/summary.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { GitRepository, Oid, TreeEntry } from '../../ports/git.ts';
import { type RecordFolder, recordFolders } from './folders.ts';
import { loadRecord } from './load.ts';
import type { Readers } from './read-file.ts';
import type { ShardMemory, ShardRow } from './summary-shard.ts';

export interface SummaryReaders extends Readers {
  git: GitRepository;
  kinds: readonly KindDefinition[];
  memory: ShardMemory;
}

const batchSize = 256;

/** Summaries that pass the filter, newest first. Stops reading when the caller stops asking. */
export async function* listSummaries(
  readers: SummaryReaders,
  root: Oid,
  filter: Filter,
): AsyncIterable<readonly Summary[]> {
  const folders = await recordFolders(readers.git, root, readers.kinds);
  const periods = new Set(folders.map((folder) => folder.period));
  for (const period of [...periods].sort().reverse()) {
    const shards: (readonly ShardRow[])[] = [];
    for (const folder of folders) if (folder.period === period) shards.push(await folderRows(readers, folder));
    if (shards.length === 1) yield* inBatches(shards[0] ?? [], filter);
    else yield parse(shards.flat(), filter).sort(newestFirst);
  }
}

function* inBatches(rows: readonly ShardRow[], filter: Filter): Iterable<readonly Summary[]> {
  for (let start = 0; start < rows.length; start += batchSize)
    yield parse(rows.slice(start, start + batchSize), filter);
}

/** A row whose text cannot hold a wanted state is skipped before it is parsed. */
function parse(rows: readonly ShardRow[], filter: Filter): Summary[] {
  const marks = filter.states?.map((state) => `"state":${JSON.stringify(state)}`);
  return rows
    .filter((row) => marks === undefined || marks.some((mark) => row.json.includes(mark)))
    .map((row) => JSON.parse(row.json) as Summary)
    .filter((summary) => matches(summary, filter));
}

async function folderRows(readers: SummaryReaders, folder: RecordFolder): Promise<readonly ShardRow[]> {
  const known = readers.memory.recall(folder.path, folder.tree);
  if (known !== undefined) return known;
  const before = new Map(readers.memory.recallAny(folder.path).map((row) => [row.name, row]));
  const entries = (await readers.git.readTree(folder.tree)).filter(
    (entry) => kindOf(readers, folder, entry) !== undefined,
  );
  const fresh = entries.filter((entry) => before.get(entry.name)?.blob !== entry.oid);
  const made = await summariseAll(readers, folder, fresh);
  const rows = entries
    .map((entry) => made.get(entry.name) ?? before.get(entry.name))
    .filter((row) => row !== undefined);
  const sorted = sortRows(rows);
  readers.memory.remember(folder.path, folder.tree, sorted);
  return sorted;
}

/** Newest first, by the time that stands in each row. */
function sortRows(rows: readonly ShardRow[]): readonly ShardRow[] {
  return rows
    .map((row) => ({ row, summary: JSON.parse(row.json) as Summary }))
    .sort((left, right) => newestFirst(left.summary, right.summary))
    .map(({ row }) => row);
}

async function summariseAll(
  readers: SummaryReaders,
  folder: RecordFolder,
  entries: readonly TreeEntry[],
): Promise<Map<string, ShardRow>> {
  const rows = new Map<string, ShardRow>();
  let at = 0;
  for await (const bytes of readers.git.readBlobs(entries.map((entry) => entry.oid))) {
    const entry = entries[at++];
    if (entry === undefined) break;
    const summary = await summariseEntry(readers, folder, entry, bytes);
    rows.set(entry.name, { name: entry.name, blob: entry.oid, json: JSON.stringify(summary) });
  }
  return rows;
}

async function summariseEntry(
  readers: SummaryReaders,
  folder: RecordFolder,
  entry: TreeEntry,
  bytes: Buffer | undefined,
): Promise<Summary> {
  const path = `${folder.path}/${entry.name}`;
  const kind = kindOf(readers, folder, entry) as KindDefinition;
  if (bytes === undefined || !entry.mode.startsWith('100')) return unreadable(kind, path);
  try {
    const { record, fold } = await loadRecord(readers, { kind, id: '', path, blob: entry.oid }, bytes);
    return summarise(kind, record, fold, path);
  } catch (error) {
    if (error instanceof RgzError) return unreadable(kind, path);
    throw error;
  }
}

function kindOf(readers: SummaryReaders, folder: RecordFolder, entry: TreeEntry): KindDefinition | undefined {
  return readers.kinds.find((kind) => kind.recognise(`${folder.path}/${entry.name}`) !== undefined);
}
