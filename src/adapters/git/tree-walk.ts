import type { Oid, TreeChange, TreeEntry } from '../../ports/git.ts';
import { parseCommit } from './commit-text.ts';
import type { ObjectStore } from './object-store.ts';
import { entriesOf, findEntry } from './raw-tree.ts';
import { treeChanges, type Wanted } from './tree-changes.ts';

/** Looks into trees by object id. */
export class TreeWalk {
  private readonly store: ObjectStore;
  private readonly roots = new Map<Oid, Oid>();

  constructor(store: ObjectStore) {
    this.store = store;
  }

  /** The tree behind a commit or a tree; undefined when the repository has neither under this id. */
  async rootOf(treeish: Oid): Promise<Oid | undefined> {
    const known = this.roots.get(treeish);
    if (known !== undefined) return known;
    const found = await this.store.lookUp(treeish);
    if (found?.type !== 'commit' && found?.type !== 'tree') return undefined;
    const root = found.type === 'tree' ? treeish : parseCommit(treeish, found.data).tree;
    if (this.roots.size > 1_000) this.roots.clear();
    this.roots.set(treeish, root);
    return root;
  }

  /** The entry at a path, never followed through a symbolic link or a submodule. */
  async find(treeish: Oid, path: string): Promise<TreeEntry | undefined> {
    let tree = await this.rootOf(treeish);
    const segments = path.split('/');
    const last = segments.pop() ?? '';
    for (const segment of segments) {
      if (tree === undefined) return undefined;
      const entry = findEntry(await this.store.tree(tree), segment, this.store.format);
      tree = entry?.mode === '40000' ? entry.oid : undefined;
    }
    return tree === undefined ? undefined : findEntry(await this.store.tree(tree), last, this.store.format);
  }

  /** What differs between two commits or trees; undefined where Git has to be asked. Nothing stands before a root. */
  async changes(one: Oid | undefined, other: Oid, wanted: Wanted): Promise<TreeChange[] | undefined> {
    const [before, after] = await Promise.all([one && this.rootOf(one), this.rootOf(other)]);
    if (after === undefined || (one !== undefined && before === undefined)) return undefined;
    return treeChanges(this.store, { before, after, wanted });
  }

  /** The paths of files that differ between two commits or trees; undefined stands for nothing at all. */
  async changedBetween(one: Oid | undefined, other: Oid | undefined): Promise<string[]> {
    const [before, after] = await Promise.all([one && this.rootOf(one), other && this.rootOf(other)]);
    return this.differing(before || undefined, after || undefined, '');
  }

  private async differing(one: Oid | undefined, other: Oid | undefined, where: string): Promise<string[]> {
    if (one === other) return [];
    const [before, after] = await Promise.all([this.entries(one), this.entries(other)]);
    const paths: string[] = [];
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(name), after.get(name)];
      if (was?.oid === is?.oid && was?.mode === is?.mode) continue;
      const folders = [was, is].map((entry) => (entry?.mode === '40000' ? entry.oid : undefined));
      paths.push(...(await this.differing(folders[0], folders[1], `${where}${name}/`)));
      if ([was, is].some((entry) => entry !== undefined && entry.mode !== '40000')) paths.push(where + name);
    }
    return paths;
  }

  private async entries(tree: Oid | undefined): Promise<Map<string, TreeEntry>> {
    if (tree === undefined) return new Map();
    return new Map(entriesOf(await this.store.tree(tree), this.store.format).map((entry) => [entry.name, entry]));
  }
}
