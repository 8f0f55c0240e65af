import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid } from '../../ports/git.ts';
import type { ObjectFormat } from './oid.ts';
import { unwritableBy } from './unwritable.ts';

export type ObjectType = 'blob' | 'tree' | 'commit';

const sharedWithGroup = 0o020;

/** One object store's loose files: reads them without Git, and writes new ones as Git does (whole or not at all). */
export class LooseObjects {
  private readonly folder: string;
  private readonly format: ObjectFormat;
  private folderMode: number | undefined;

  constructor(objectsFolder: string, format: ObjectFormat) {
    this.folder = objectsFolder;
    this.format = format;
  }

  /** The object, if it lies loose in this store and is what its id says; undefined says nothing about packs. */
  read(oid: Oid): { type: string; data: Buffer } | undefined {
    const path = join(this.folder, oid.slice(0, 2), oid.slice(2));
    if (!existsSync(path)) return undefined;
    try {
      const whole = inflateSync(readFileSync(path));
      if (createHash(this.format).update(whole).digest('hex') !== oid) return undefined;
      const end = whole.indexOf(0);
      return { type: whole.toString('latin1', 0, whole.indexOf(0x20)), data: whole.subarray(end + 1) };
    } catch {
      return undefined;
    }
  }

  /** Stores an object unless it lies there already, and returns its id. */
  write(type: ObjectType, data: Buffer): Oid {
    const header = Buffer.from(`${type} ${data.length}\0`, 'latin1');
    const oid = createHash(this.format).update(header).update(data).digest('hex');
    const fanOut = join(this.folder, oid.slice(0, 2));
    const path = join(fanOut, oid.slice(2));
    if (existsSync(path)) return oid;
    const temporary = join(fanOut, `tmp_obj_${randomBytes(8).toString('hex')}`);
    try {
      const shared = this.prepare(fanOut);
      writeFileSync(temporary, deflateSync(Buffer.concat([header, data]), { level: 1 }), { flag: 'wx', mode: 0o444 });
      if (shared) chmodSync(temporary, 0o444);
      renameSync(temporary, path);
    } catch (cause) {
      try {
        unlinkSync(temporary);
      } catch {}
      const failed = new RgzError('git.failed', `The object store ${this.folder} cannot be written.`, { cause });
      throw unwritableBy(cause, this.folder) ?? failed;
    }
    return oid;
  }

  private prepare(fanOut: string): boolean {
    this.folderMode ??= statSync(this.folder).mode & 0o7777;
    const shared = (this.folderMode & sharedWithGroup) !== 0;
    if (!existsSync(fanOut)) {
      mkdirSync(fanOut, { recursive: true });
      if (shared) chmodSync(fanOut, this.folderMode);
    }
    return shared;
  }
}
