import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

export interface Entry {
  mode: string;
  oid: string;
}

type Folder = Map<string, Entry | Folder>;

/**
 * The loose objects of a Git folder, read and written in this process: tests make and read thousands of them. Whatever
 * is written is taken, however wrong, so that a test may forge what no Git command would make.
 */
export class GitObjects {
  readonly #folder: string;
  readonly #format: 'sha1' | 'sha256';

  constructor(gitDir: string, format: 'sha1' | 'sha256') {
    this.#folder = join(gitDir, 'objects');
    this.#format = format;
  }

  write(type: string, content: string | Buffer): string {
    const data = Buffer.from(content);
    const whole = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
    const oid = createHash(this.#format).update(whole).digest('hex');
    const file = this.#file(oid);
    if (existsSync(file)) return oid;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, deflateSync(whole, { level: 1 }), { mode: 0o444 });
    renameSync(`${file}.new`, file);
    return oid;
  }

  /** Throws where the object does not lie loose. */
  read(oid: string): { type: string; data: Buffer } {
    const whole = inflateSync(readFileSync(this.#file(oid)));
    const end = whole.indexOf(0);
    return { type: whole.toString('latin1', 0, whole.indexOf(0x20)), data: whole.subarray(end + 1) };
  }

  /** The tree of a commit or tree. */
  treeOf(oid: string): string {
    const { type, data } = this.read(oid);
    return type === 'commit' ? data.toString('latin1', 5, data.indexOf(0x0a)) : oid;
  }

  /** What lies at a path of a commit or tree. */
  at(oid: string, path: string): Entry | undefined {
    let found: Entry | undefined = { mode: '40000', oid: this.treeOf(oid) };
    for (const name of path.split('/')) {
      if (found?.mode !== '40000') return undefined;
      found = this.#entries(found.oid).get(latin1(name));
    }
    return found;
  }

  /** Every file below a path of a commit or tree, with its whole path. */
  pathsUnder(oid: string, path: string): string[] {
    const entry = this.at(oid, path);
    if (entry?.mode !== '40000') return entry === undefined ? [] : [path];
    const names = [...this.#entries(entry.oid).keys()].map((name) => Buffer.from(name, 'latin1').toString());
    return names.flatMap((name) => this.pathsUnder(oid, `${path}/${name}`));
  }

  /** Writes the tree that differs from another in these entries; null takes one out. */
  tree(from: string | undefined, changes: Readonly<Record<string, Entry | null>>): string {
    const root: Folder = from === undefined ? new Map() : new Map(this.#entries(this.treeOf(from)));
    for (const [path, entry] of Object.entries(changes)) {
      const names = path.split('/').map(latin1);
      const last = names.pop() ?? '';
      const folder = names.reduce((above, name) => this.#open(above, name), root);
      if (entry === null) folder.delete(last);
      else folder.set(last, entry);
    }
    return this.#writeFolder(root) ?? this.write('tree', '');
  }

  /** Gives another repository what it lacks of a commit and all before it. */
  sendTo(other: GitObjects, oid: string): void {
    if (existsSync(other.#file(oid))) return;
    const { type, data } = this.read(oid);
    if (type === 'commit') {
      const head = data.toString('latin1').split('\n\n')[0] ?? '';
      for (const [, needed = ''] of head.matchAll(/^(?:tree|parent) ([0-9a-f]+)$/gm)) this.sendTo(other, needed);
    }
    if (type === 'tree')
      for (const entry of this.#entries(oid).values()) if (entry.mode !== '160000') this.sendTo(other, entry.oid);
    other.write(type, data);
  }

  #open(above: Folder, name: string): Folder {
    const there = above.get(name);
    if (there instanceof Map) return there;
    const opened: Folder = there?.mode === '40000' ? new Map(this.#entries(there.oid)) : new Map();
    above.set(name, opened);
    return opened;
  }

  #writeFolder(folder: Folder): string | undefined {
    const entries = [...folder].flatMap(([name, inside]) => {
      if (!(inside instanceof Map)) return [{ name, ...inside }];
      const oid = this.#writeFolder(inside);
      return oid === undefined ? [] : [{ name, mode: '40000', oid }];
    });
    if (entries.length === 0) return undefined;
    const key = ({ name, mode }: { name: string; mode: string }) => (mode === '40000' ? `${name}/` : name);
    entries.sort((left, right) => (key(left) < key(right) ? -1 : 1));
    const parts = entries.flatMap(({ name, mode, oid }) => [
      Buffer.from(`${mode} ${name}\0`, 'latin1'),
      Buffer.from(oid, 'hex'),
    ]);
    return this.write('tree', Buffer.concat(parts));
  }

  /** Names are kept byte by byte. */
  #entries(tree: string): Map<string, Entry> {
    const { data } = this.read(tree);
    const found = new Map<string, Entry>();
    for (let at = 0; at < data.length; ) {
      const [space, end] = [data.indexOf(0x20, at), data.indexOf(0, at)];
      const next = end + 1 + tree.length / 2;
      const oid = data.toString('hex', end + 1, next);
      found.set(data.toString('latin1', space + 1, end), { mode: data.toString('latin1', at, space), oid });
      at = next;
    }
    return found;
  }

  #file(oid: string): string {
    return join(this.#folder, oid.slice(0, 2), oid.slice(2));
  }
}

function latin1(name: string): string {
  return Buffer.from(name).toString('latin1');
}
