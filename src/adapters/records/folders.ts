import type { KindDefinition } from '../../domain/kind.ts';
import type { GitRepository, Oid } from '../../ports/git.ts';

/** A folder that holds records, at one commit. */
export interface RecordFolder {
  path: string;
  tree: Oid;
  /** What its records are sorted by before anything else: `2026/11`, or nothing. */
  period: string;
}

/** The folders in which records of these kinds lie. Reads only the folders above them. */
export async function recordFolders(
  git: GitRepository,
  root: Oid,
  kinds: readonly KindDefinition[],
): Promise<readonly RecordFolder[]> {
  const shapes = new Map(kinds.map((kind) => [`${kind.folder}:${kind.depth}`, kind]));
  const found: RecordFolder[] = [];
  for (const { folder, depth } of shapes.values()) {
    const entry = await git.find(root, folder);
    if (entry?.mode !== '40000') continue;
    let level: RecordFolder[] = [{ path: folder, tree: entry.oid, period: '' }];
    for (let step = 0; step < depth; step += 1) {
      const below = await Promise.all(level.map((each) => children(git, each, step)));
      level = below.flat();
    }
    found.push(...level);
  }
  return found;
}

async function children(git: GitRepository, parent: RecordFolder, step: number): Promise<RecordFolder[]> {
  const entries = await git.readTree(parent.tree);
  return entries
    .filter((entry) => entry.mode === '40000')
    .map((entry) => ({
      path: `${parent.path}/${entry.name}`,
      tree: entry.oid,
      period: step === 0 ? '' : parent.period === '' ? entry.name : `${parent.period}/${entry.name}`,
    }));
}
