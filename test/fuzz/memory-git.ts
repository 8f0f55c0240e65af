import { createHash } from 'node:crypto';
import type {
  CommitInfo,
  GitRepository,
  Oid,
  PathChange,
  TreeChange,
  TreeEntry,
  WalkedCommit,
} from '../../src/ports/git.ts';

type Files = ReadonlyMap<string, { mode: string; oid: Oid }>;

export interface MemoryCommit extends CommitInfo {
  files: Files;
}

/** The part of a Git repository that judging a history needs, in memory. Commits are kept in the order they were made. */
export class MemoryGit {
  readonly commits = new Map<Oid, MemoryCommit>();
  readonly #blobs = new Map<Oid, Buffer>();
  readonly #trees = new Map<Oid, readonly TreeEntry[]>();
  readonly #name: string;
  readonly #folder: string;

  /** The name makes its commits differ from those of another; the folder is for what operations remember. */
  constructor(name: string, folder: string) {
    this.#name = name;
    this.#folder = folder;
  }

  blob(content: string | Buffer): Oid {
    const oid = hashOf(content);
    this.#blobs.set(oid, Buffer.from(content));
    return oid;
  }

  text(oid: Oid): string {
    return this.#blobs.get(oid)?.toString() ?? '';
  }

  add(commit: Omit<MemoryCommit, 'oid' | 'tree'>): MemoryCommit {
    const oid = hashOf(`${this.#name} ${this.commits.size} ${commit.message}`);
    const made = { ...commit, oid, tree: this.#treeOf([...commit.files]) };
    this.commits.set(oid, made);
    return made;
  }

  /** What the operations are given, with its branch at a commit; whatever is not here is not asked for. */
  asRepository(tip: Oid): GitRepository {
    const port: Partial<GitRepository> = {
      commonDir: this.#folder,
      worktree: undefined,
      branch: 'main',
      objectFormat: 'sha1',
      isShallow: async () => false,
      tipCommit: async () => tip,
      resolve: async (revision) => (this.commits.has(revision) ? revision : undefined),
      isAncestor: async (ancestor, descendant) => this.#ancestors(descendant).has(ancestor),
      readBlob: async (oid) => this.#blobs.get(oid) ?? Buffer.alloc(0),
      readBlobs: (oids) => this.#readBlobs(oids),
      readCommit: async (oid) => this.#commit(oid),
      find: async (treeish, path) => this.#find(treeish, path),
      readTree: async (oid) => this.#tree(oid),
      diffTrees: async (before, after, folders) => this.#differences(before, after, folders),
      historyOf: async (tip, path) => this.#historyOf(tip, path),
      walk: (base, head) => this.walk(base, head),
      mergeBases: async (left, right) => this.#mergeBases(left, right),
    };
    return port as GitRepository;
  }

  /** Like that of the real one: everything after `base`, parents first. */
  async *walk(base: Oid | undefined, head: Oid): AsyncGenerator<WalkedCommit> {
    const known = base === undefined ? new Set<Oid>() : this.#ancestors(base);
    const wanted = this.#ancestors(head);
    for (const commit of this.commits.values()) {
      if (!wanted.has(commit.oid) || known.has(commit.oid)) continue;
      const against = commit.parents.length === 0 ? [undefined] : commit.parents;
      const changes = against.map((parent) =>
        difference(parent === undefined ? new Map() : this.#commit(parent).files, commit.files),
      );
      yield { ...commit, changes };
    }
  }

  async *#readBlobs(oids: readonly Oid[]) {
    for (const oid of oids) yield this.#blobs.get(oid);
  }

  #commit(oid: Oid): MemoryCommit {
    const commit = this.commits.get(oid);
    if (commit === undefined) throw new Error(`there is no commit ${oid}`);
    return commit;
  }

  #tree(oid: Oid): readonly TreeEntry[] {
    const tree = this.#trees.get(oid);
    if (tree === undefined) throw new Error(`there is no tree ${oid}`);
    return tree;
  }

  /** Makes the tree of some files, and those below it. */
  #treeOf(files: readonly (readonly [path: string, file: { mode: string; oid: Oid }])[]): Oid {
    const below = new Map<string, (typeof files)[number][]>();
    const entries: TreeEntry[] = [];
    for (const [path, file] of files) {
      const [name = '', ...rest] = path.split('/');
      if (rest.length === 0) entries.push({ name, ...file });
      else below.set(name, [...(below.get(name) ?? []), [rest.join('/'), file]]);
    }
    for (const [name, inside] of below) entries.push({ name, mode: '40000', oid: this.#treeOf(inside) });
    const oid = hashOf(JSON.stringify(entries));
    this.#trees.set(oid, entries);
    return oid;
  }

  #find(treeish: Oid, path: string): TreeEntry | undefined {
    let at: TreeEntry | undefined = { name: '', mode: '40000', oid: this.commits.get(treeish)?.tree ?? treeish };
    for (const name of path.split('/'))
      at = at?.mode === '40000' ? this.#tree(at.oid).find((entry) => entry.name === name) : undefined;
    return at;
  }

  #differences(before: Oid | undefined, after: Oid, folders: readonly string[]): TreeChange[] {
    const files = (treeish: Oid | undefined) => {
      const found = [...this.commits.values()].find(({ oid, tree }) => oid === treeish || tree === treeish);
      return found?.files ?? new Map();
    };
    return difference(files(before), files(after)).filter(({ path }) =>
      folders.some((folder) => path === folder || path.startsWith(`${folder}/`)),
    );
  }

  #ancestors(head: Oid): ReadonlySet<Oid> {
    const found = new Set<Oid>();
    const open = [head];
    for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
      if (found.has(oid)) continue;
      found.add(oid);
      open.push(...this.#commit(oid).parents);
    }
    return found;
  }

  #mergeBases(left: Oid, right: Oid): readonly Oid[] {
    const [one, other] = [this.#ancestors(left), this.#ancestors(right)];
    const common = [...one].filter((oid) => other.has(oid));
    return common.filter((oid) => !common.some((each) => each !== oid && this.#ancestors(each).has(oid)));
  }

  /** Along first parents; a merge that changed the path is followed by what its other sides did to it. */
  #historyOf(tip: Oid, path: string): readonly PathChange[] {
    const changes: PathChange[] = [];
    for (let at: Oid | undefined = tip; at !== undefined; ) {
      const { parents }: MemoryCommit = this.#commit(at);
      const [first, ...others]: readonly Oid[] = parents;
      const change = this.#pathChange(at, path);
      if (change.blob !== change.before) {
        changes.push(change);
        if (first !== undefined && others.length > 0) changes.push(...this.#sides(first, others, path));
        if (change.before === undefined) break;
      }
      at = first;
    }
    return changes;
  }

  #sides(first: Oid, others: readonly Oid[], path: string): PathChange[] {
    const known = this.#ancestors(first);
    const wanted = new Set(others.flatMap((other) => [...this.#ancestors(other)]));
    return [...this.commits.keys()]
      .reverse()
      .filter((oid) => wanted.has(oid) && !known.has(oid))
      .map((oid) => this.#pathChange(oid, path))
      .filter(({ blob, before }) => blob !== before);
  }

  #pathChange(commit: Oid, path: string): PathChange {
    const { files, parents } = this.#commit(commit);
    const [parent] = parents;
    const before = parent === undefined ? undefined : this.#commit(parent).files.get(path)?.oid;
    return { commit, blob: files.get(path)?.oid, before };
  }
}

function difference(before: Files, after: Files): TreeChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old?.oid === now?.oid && old?.mode === now?.mode) return [];
    return [{ path, mode: now?.mode ?? '000000', before: old?.oid, after: now?.oid }];
  });
}

function hashOf(content: string | Buffer): Oid {
  return createHash('sha1').update(content).digest('hex');
}
