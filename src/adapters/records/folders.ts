import { type Identifier, parseIdentifier } from '../../domain/identifier.ts';
import type { KindDefinition } from '../../domain/kind.ts';
import type { GitRepository, Oid } from '../../ports/git.ts';
import type { IdRange, TreeMemory } from './tree-memory.ts';

/** A folder that holds records, at one commit. */
export interface RecordFolder {
  path: string;
  tree: Oid;
  /** What its records are sorted by before anything else: `2026/11`, or nothing. */
  period: string;
}

export interface TreeReaders {
  git: GitRepository;
  trees: TreeMemory;
}

/** The folders in which records of these kinds lie. Reads only the folders above them, and those only once. */
export async function recordFolders(
  readers: TreeReaders,
  root: Oid,
  kinds: readonly KindDefinition[],
): Promise<readonly RecordFolder[]> {
  const shapes = new Map(kinds.map((kind) => [`${kind.folder}:${kind.depth}`, kind]));
  const found: RecordFolder[] = [];
  for (const { folder, depth } of shapes.values()) {
    const tree = await folderAt(readers, root, folder);
    if (tree === undefined) continue;
    let level: RecordFolder[] = [{ path: folder, tree, period: '' }];
    for (let step = 0; step < depth; step += 1) {
      const below = await Promise.all(level.map((each) => children(readers, each, step)));
      level = below.flat();
    }
    found.push(...level);
  }
  readers.trees.save();
  return found;
}

/** Which ids lie in a folder of records, told by their lowest and highest number. */
export async function idRanges({ git, trees }: TreeReaders, tree: Oid): Promise<readonly IdRange[]> {
  const known = trees.recall('ids', tree);
  if (known !== undefined) return known;
  const ranges = new Map<string, IdRange>();
  for (const { name } of await git.readTree(tree)) {
    const id = parseIdentifier(name.replace(/\.yaml$/, ''));
    if (id === undefined) continue;
    const { prefix, year, number } = id;
    const range = ranges.get(prefix + year) ?? { prefix, year, lowest: number, highest: number };
    ranges.set(prefix + year, {
      ...range,
      lowest: Math.min(range.lowest, number),
      highest: Math.max(range.highest, number),
    });
  }
  const found = [...ranges.values()];
  trees.note('ids', tree, found);
  return found;
}

export function isWithin({ prefix, year, number }: Identifier, range: IdRange): boolean {
  return prefix === range.prefix && year === range.year && number >= range.lowest && number <= range.highest;
}

async function folderAt(readers: TreeReaders, root: Oid, path: string): Promise<Oid | undefined> {
  let tree: Oid | undefined = root;
  for (const name of path.split('/')) {
    if (tree === undefined) return undefined;
    tree = (await subfolders(readers, tree)).find(([each]) => each === name)?.[1];
  }
  return tree;
}

async function children(readers: TreeReaders, parent: RecordFolder, step: number): Promise<RecordFolder[]> {
  return (await subfolders(readers, parent.tree)).map(([name, tree]) => ({
    path: `${parent.path}/${name}`,
    tree,
    period: step === 0 ? '' : parent.period === '' ? name : `${parent.period}/${name}`,
  }));
}

async function subfolders({ git, trees }: TreeReaders, tree: Oid): Promise<readonly (readonly [string, Oid])[]> {
  const known = trees.recall('folders', tree);
  if (known !== undefined) return known;
  const entries = (await git.readTree(tree)).filter((entry) => entry.mode === '40000');
  const found = entries.map((entry) => [entry.name, entry.oid] as const);
  trees.note('folders', tree, found);
  return found;
}
