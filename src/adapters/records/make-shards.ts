import type { KindDefinition } from '../../domain/kind.ts';
import { newestFirst, type Summary, summarise, unreadable } from '../../domain/summary.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { GitRepository, TreeEntry } from '../../ports/git.ts';
import type { RecordFolder } from './folders.ts';
import { loadRecord } from './load.ts';
import type { Readers } from './read-file.ts';
import type { ShardMemory, ShardRow } from './summary-shard.ts';

export interface ShardReaders extends Readers {
  git: GitRepository;
  kinds: readonly KindDefinition[];
  memory: ShardMemory;
}

/** A folder with its files: what is known of each from an earlier time, or nothing yet. */
interface Outline {
  folder: RecordFolder;
  files: { entry: TreeEntry; kind: KindDefinition; known: ShardRow | undefined }[];
}

/** The rows of these folders, newest first, folder by folder. All files that changed are read through one pipe. */
export async function* makeShards(
  readers: ShardReaders,
  folders: readonly RecordFolder[],
): AsyncIterable<{ folder: RecordFolder; rows: readonly ShardRow[] }> {
  const outlines = await Promise.all(folders.map((folder) => outline(readers, folder)));
  const fresh = outlines.flatMap(({ files }) => files.filter(({ known }) => known === undefined));
  const blobs = readers.git.readBlobs(fresh.map(({ entry }) => entry.oid))[Symbol.asyncIterator]();
  for (const { folder, files } of outlines) {
    const rows: ShardRow[] = [];
    for (const { entry, kind, known } of files) {
      if (known !== undefined) rows.push(known);
      else {
        const { value } = await blobs.next();
        rows.push({
          name: entry.name,
          blob: entry.oid,
          summary: await summariseFile(readers, kind, folder, entry, value),
        });
      }
    }
    yield { folder, rows: rows.sort((left, right) => newestFirst(left.summary, right.summary)) };
  }
  await blobs.return?.();
}

async function outline({ git, kinds, memory }: ShardReaders, folder: RecordFolder): Promise<Outline> {
  const before = new Map(memory.recallAny(folder.path).map((row) => [row.name, row]));
  const files: Outline['files'] = [];
  for (const entry of await git.readTree(folder.tree)) {
    const kind = kinds.find((each) => each.recognise(`${folder.path}/${entry.name}`) !== undefined);
    const row = before.get(entry.name);
    if (kind !== undefined) files.push({ entry, kind, known: row?.blob === entry.oid ? row : undefined });
  }
  return { folder, files };
}

async function summariseFile(
  readers: Readers,
  kind: KindDefinition,
  folder: RecordFolder,
  entry: TreeEntry,
  bytes: Buffer | undefined,
): Promise<Summary> {
  const path = `${folder.path}/${entry.name}`;
  if (bytes === undefined || !entry.mode.startsWith('100')) return unreadable(kind, path);
  try {
    const { record, fold } = await loadRecord(readers, { kind, id: '', path, blob: entry.oid }, bytes);
    return summarise(kind, record, fold, path);
  } catch (error) {
    if (error instanceof RgzError) return unreadable(kind, path);
    throw error;
  }
}
