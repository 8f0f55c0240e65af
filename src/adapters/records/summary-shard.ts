import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Review } from '../../domain/kind.ts';
import { isAmong, type Standing, type Summary } from '../../domain/summary.ts';
import type { Oid } from '../../ports/git.ts';
import { writeRemembered } from './remembered-file.ts';

/** One remembered file of a folder: its name, its blob, and the summary made from it. */
export interface ShardRow {
  name: string;
  blob: Oid;
  summary: Summary;
}

/** Where in a shard the rows lie that are in one state, and of which a review is due, done or neither. */
interface Run {
  state: string;
  review?: Review;
  bytes: number;
  crc: number;
}

interface Head {
  format: string;
  tree: Oid;
  runs: readonly Run[];
}

const headBytes = 8192;

/**
 * Summaries of one folder, remembered under the Git folder by the folder's tree id. The rows of each state lie together,
 * with a checksum of their own, so that only what is asked for is read. A file that is missing, torn, altered or of
 * another format counts as not there: forgetting costs time, never a wrong answer.
 */
export class ShardMemory {
  readonly #folder: string;
  readonly #format: string;

  constructor(folder: string, format: string) {
    this.#folder = folder;
    this.#format = format;
  }

  /** The rows of exactly this tree that may be wanted, run by run, each in the order it was remembered in. */
  recall(path: string, tree: Oid, wanted: Standing): Iterable<Summary>[] | undefined {
    const runs = this.#read(path, tree, (run) => isAmong(run, wanted));
    return runs?.map((run) => summaries(run));
  }

  /** Whether the rows of exactly this tree seem to be there. */
  holds(path: string, tree: Oid): boolean {
    return this.#read(path, tree, () => false) !== undefined;
  }

  /** Rows of the same folder at any earlier time, to take over what has not changed. */
  recallAny(path: string): readonly ShardRow[] {
    return this.#read(path, undefined, () => true)?.flatMap((run) => [...linesOf(run)].map(parseRow)) ?? [];
  }

  /** False where it cannot be kept. */
  remember(path: string, tree: Oid, rows: readonly ShardRow[]): boolean {
    const byRun = new Map<string, { state: string; review?: Review; lines: string[] }>();
    for (const { name, blob, summary } of rows) {
      const { state, review } = summary;
      const key = `${state} ${review ?? ''}`;
      const run = byRun.get(key) ?? { state, ...(review === undefined ? {} : { review }), lines: [] };
      byRun.set(key, run);
      run.lines.push(`${name}\t${blob}\t${JSON.stringify(summary)}\n`);
    }
    const texts = [...byRun.values()].map(({ lines, ...run }) => ({ run, text: lines.join('') }));
    const runs = texts.map(({ run, text }) => ({ ...run, bytes: Buffer.byteLength(text), crc: crc32(text) }));
    const head = JSON.stringify({ format: this.#format, tree, runs } satisfies Head);
    if (head.length > headBytes - 10) return false;
    return writeRemembered(this.#file(path), `${checksum(head)} ${head}\n${texts.map(({ text }) => text).join('')}`);
  }

  /** Each run that is wanted. */
  #read(path: string, tree: Oid | undefined, wants: (run: Run) => boolean): Buffer[] | undefined {
    let file: number | undefined;
    try {
      file = openSync(this.#file(path), 'r');
      const start = bytesAt(file, 0, headBytes);
      const end = start.indexOf('\n');
      const line = start.toString('utf8', 0, end);
      if (end < 0 || line.slice(0, 8) !== checksum(line.slice(9))) return undefined;
      const head = JSON.parse(line.slice(9)) as Head;
      if (head.format !== this.#format || (tree !== undefined && head.tree !== tree)) return undefined;
      const found: Buffer[] = [];
      let at = end + 1;
      for (const each of head.runs) {
        const { bytes, crc } = each;
        if (wants(each)) {
          const run = at + bytes <= start.length ? start.subarray(at, at + bytes) : bytesAt(file, at, bytes);
          if (crc32(run) !== crc) return undefined;
          found.push(run);
        }
        at += bytes;
      }
      return found;
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  #file(path: string): string {
    return join(this.#folder, createHash('sha256').update(path).digest('hex').slice(0, 40));
  }
}

function bytesAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, at));
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

function* summaries(run: Buffer): Iterable<Summary> {
  for (const line of linesOf(run)) yield parseRow(line).summary;
}

/** Line by line, so that whoever asks for the first few waits for no others. */
function* linesOf(run: Buffer): Iterable<string> {
  for (let at = 0, end = run.indexOf('\n'); end >= 0; at = end + 1, end = run.indexOf('\n', at))
    yield run.toString('utf8', at, end);
}

function parseRow(line: string): ShardRow {
  const first = line.indexOf('\t');
  const second = line.indexOf('\t', first + 1);
  const summary = JSON.parse(line.slice(second + 1)) as Summary;
  return { name: line.slice(0, first), blob: line.slice(first + 1, second), summary };
}
