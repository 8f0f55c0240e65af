import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Oid } from '../../ports/git.ts';

/** One remembered file of a folder: its name, its blob, and the summary made from it as JSON. */
export interface ShardRow {
  name: string;
  blob: Oid;
  json: string;
}

/**
 * Summaries of one folder, remembered under the Git folder by the folder's tree id. A file that is missing, torn,
 * altered or of another format counts as not there: forgetting costs time, never a wrong answer.
 */
export class ShardMemory {
  readonly #folder: string;
  readonly #format: string;

  constructor(folder: string, format: string) {
    this.#folder = folder;
    this.#format = format;
  }

  /** The rows for exactly this tree, newest first. */
  recall(path: string, tree: Oid): readonly ShardRow[] | undefined {
    const remembered = this.#read(path);
    return remembered?.tree === tree ? remembered.rows : undefined;
  }

  /** Rows of the same folder at any earlier time, to take over what has not changed. */
  recallAny(path: string): readonly ShardRow[] {
    return this.#read(path)?.rows ?? [];
  }

  /** A memory that cannot be written is done without. */
  remember(path: string, tree: Oid, rows: readonly ShardRow[]): void {
    const body = rows.map((row) => `${row.name}\t${row.blob}\t${row.json}\n`).join('');
    const target = this.#file(path);
    const draft = `${target}.${randomBytes(6).toString('hex')}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(draft, `${this.#head(tree, body)}\n${body}`);
      renameSync(draft, target);
    } catch {
      rmSync(draft, { force: true });
    }
  }

  #read(path: string): { tree: Oid; rows: ShardRow[] } | undefined {
    try {
      const text = readFileSync(this.#file(path), 'utf8');
      const end = text.indexOf('\n');
      const tree = text.slice(0, end).split(' ')[1] ?? '';
      const body = text.slice(end + 1);
      if (text.slice(0, end) !== this.#head(tree, body)) return undefined;
      return { tree, rows: body.split('\n').slice(0, -1).map(parseRow) };
    } catch {
      return undefined;
    }
  }

  #head(tree: Oid, body: string): string {
    return `${this.#format} ${tree} ${crc32(body).toString(16)} ${body.length}`;
  }

  #file(path: string): string {
    return join(this.#folder, createHash('sha256').update(path).digest('hex').slice(0, 40));
  }
}

function parseRow(line: string): ShardRow {
  const first = line.indexOf('\t');
  const second = line.indexOf('\t', first + 1);
  return { name: line.slice(0, first), blob: line.slice(first + 1, second), json: line.slice(second + 1) };
}
