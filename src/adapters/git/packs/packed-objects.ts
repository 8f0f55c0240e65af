import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid } from '../../../ports/git.ts';
import type { ObjectFormat } from '../oid.ts';
import { oidOf, type RawObject } from '../raw-object.ts';
import { PackFile } from './pack-file.ts';

/**
 * The packs of one object store, read without Git. What is found has the id that was asked for, or counts as not found;
 * whoever asks then turns to Git, which also knows of alternates, of damage, and of packs that this does not understand.
 */
export class PackedObjects {
  private readonly folder: string;
  private readonly format: ObjectFormat;
  private packs = new Map<string, PackFile | undefined>();
  private listed: string | undefined;

  constructor(objectsFolder: string, format: ObjectFormat) {
    this.folder = join(objectsFolder, 'pack');
    this.format = format;
  }

  read(oid: Oid): RawObject | undefined {
    return this.search(oid) ?? (this.list() ? this.search(oid) : undefined);
  }

  close(): void {
    for (const pack of this.packs.values()) pack?.close();
    this.packs = new Map();
    this.listed = undefined;
  }

  private search(oid: Oid): RawObject | undefined {
    for (const [name, pack] of this.packs) {
      const found = this.attempt(() => pack?.read(oid));
      if (found === undefined || oidOf(found.type, found.data, this.format) !== oid) continue;
      this.putFirst(name, pack);
      return found;
    }
    return undefined;
  }

  /** What is asked for next most often lies in the same pack. */
  private putFirst(name: string, pack: PackFile | undefined): void {
    if (this.packs.keys().next().value === name) return;
    this.packs.delete(name);
    this.packs = new Map([[name, pack], ...this.packs]);
  }

  /** Looks for packs that were not there before; true if there are any. */
  private list(): boolean {
    const stat = this.attempt(() => statSync(this.folder));
    const stamp = stat === undefined ? undefined : `${stat.ino} ${stat.mtimeMs}`;
    if (stamp === undefined || stamp === this.listed) return false;
    this.listed = stamp;
    const names = this.attempt(() => readdirSync(this.folder)) ?? [];
    const fresh = names.filter((name) => name.endsWith('.idx') && !this.packs.has(name));
    for (const name of fresh) {
      const path = join(this.folder, name.slice(0, -'.idx'.length));
      this.packs.set(
        name,
        this.attempt(() => new PackFile(path, this.format)),
      );
    }
    return fresh.length > 0;
  }

  private attempt<T>(look: () => T): T | undefined {
    try {
      return look();
    } catch {
      return undefined;
    }
  }
}
