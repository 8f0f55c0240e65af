import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Identifier } from '../../domain/identifier.ts';
import type { Oid } from '../../ports/git.ts';
import { writeRemembered } from './remembered-file.ts';

/** The numbers of one prefix and year that are in use in a folder: none is lower or higher. */
export interface IdRange extends Pick<Identifier, 'prefix' | 'year'> {
  lowest: number;
  highest: number;
}

interface Known {
  /** The tree of a commit that holds records. */
  roots: Oid;
  /** The folders in a tree, by name. */
  folders: readonly (readonly [name: string, tree: Oid])[];
  /** The ids in a folder of records. */
  ids: readonly IdRange[];
  /** The tenants in the tree that holds their folders. */
  tenants: readonly string[];
}

type Facts = { [Fact in keyof Known]: Record<Oid, Known[Fact]> };

const most = 5_000;

/**
 * What was found out about commits and trees, by their object ids: it holds for good, and asking again costs a process.
 * A file that is missing, torn, altered or of another format counts as not there.
 */
export class TreeMemory {
  readonly #file: string;
  readonly #format: string;
  #facts: Facts | undefined;
  #fresh = false;

  constructor(file: string, format: string) {
    this.#file = file;
    this.#format = format;
  }

  recall<Fact extends keyof Known>(fact: Fact, oid: Oid): Known[Fact] | undefined {
    return this.#known()[fact][oid];
  }

  note<Fact extends keyof Known>(fact: Fact, oid: Oid, found: Known[Fact]): void {
    const facts: Record<Oid, Known[Fact]> = this.#known()[fact];
    facts[oid] = found;
    this.#fresh = true;
  }

  /** Keeps what was noted for the next run. */
  save(): void {
    if (!this.#fresh) return;
    this.#fresh = false;
    const body = JSON.stringify(this.#known());
    writeRemembered(this.#file, `${this.#head(body)}\n${body}`);
  }

  #known(): Facts {
    this.#facts ??= { roots: {}, folders: {}, ids: {}, tenants: {}, ...this.#read() };
    return this.#facts;
  }

  #read(): Facts | undefined {
    try {
      const text = readFileSync(this.#file, 'utf8');
      const end = text.indexOf('\n');
      const body = text.slice(end + 1);
      if (text.slice(0, end) !== this.#head(body)) return undefined;
      const facts = JSON.parse(body) as Facts;
      const size = Object.values(facts).reduce((sum, each) => sum + Object.keys(each).length, 0);
      return size > most ? undefined : facts;
    } catch {
      return undefined;
    }
  }

  #head(body: string): string {
    return `${this.#format} ${crc32(body).toString(16)}`;
  }
}
