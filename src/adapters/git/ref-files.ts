import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid } from '../../ports/git.ts';
import type { Place } from './locate-repository.ts';
import { isOid, type ObjectFormat } from './oid.ts';

const deepestLink = 5;

/** Where HEAD of a checkout stands: on a branch (which may not be born yet), or on a commit. */
export type Head = { ref: string } | { commit: Oid } | undefined;

/** Reads refs from their files: one look at a loose file, and at the packed list when there is none. */
export class RefFiles {
  private readonly commonDir: string;
  private readonly format: ObjectFormat;
  private packed: { stamp: string; text: string } | undefined;

  constructor(place: Pick<Place, 'commonDir'>, format: ObjectFormat) {
    this.commonDir = place.commonDir;
    this.format = format;
  }

  /** The commit a full ref name stands for; undefined when the ref does not exist. */
  read(ref: string, depth = 0): Oid | undefined {
    if (depth > deepestLink || ref.split('/').includes('..')) return undefined;
    const text = readText(join(this.commonDir, ref))?.trim();
    if (text === undefined) return this.readPacked(ref);
    const link = /^ref: ?(refs\/.+)$/.exec(text)?.[1];
    if (link !== undefined) return this.read(link, depth + 1);
    return isOid(text, this.format) ? text : this.readPacked(ref);
  }

  /** Where HEAD stands in the checkout that this Git folder belongs to. */
  head(gitDir: string): Head {
    const text = readText(join(gitDir, 'HEAD'))?.trim() ?? '';
    const ref = /^ref: ?(.+)$/.exec(text)?.[1];
    if (ref !== undefined) return { ref };
    return isOid(text, this.format) ? { commit: text } : undefined;
  }

  /** The commit at which a checkout stands; undefined where its branch is not born yet. */
  headCommit(gitDir: string): Oid | undefined {
    const head = this.head(gitDir);
    if (head === undefined) return undefined;
    return 'commit' in head ? head.commit : this.read(head.ref);
  }

  /** What Git wrote down of a ref's moves, oldest first; undefined where it keeps no such log. */
  log(ref: string): string | undefined {
    return readText(join(this.commonDir, 'logs', ref));
  }

  /** The ref that a symbolic ref points to; undefined for any other. */
  linkOf(ref: string): string | undefined {
    return /^ref: ?(refs\/.+)$/.exec(readText(join(this.commonDir, ref))?.trim() ?? '')?.[1];
  }

  private readPacked(ref: string): Oid | undefined {
    const path = join(this.commonDir, 'packed-refs');
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    const stamp = `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
    if (this.packed?.stamp !== stamp) this.packed = { stamp, text: readText(path) ?? '' };
    const { text } = this.packed;
    const end = ` ${ref}\n`;
    for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) {
      const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
      if (isOid(line, this.format)) return line;
    }
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
