import type { Forge } from './forge.ts';

/** One entry of a tree as it is stored: any mode, any name. */
export type RawEntry = readonly [mode: string, name: string, oid: string];

/** A tree of any form in place of a folder of a commit's tree; gives the tree of the whole. */
export function withRawTree(
  forge: Forge,
  treeish: string,
  folder: readonly string[],
  change: (entries: readonly RawEntry[]) => readonly RawEntry[],
): string {
  const lines = forge.git('ls-tree', treeish).split('\n').filter(Boolean);
  const entries = lines.map((line): RawEntry => {
    const [, mode = '', oid = '', name = ''] = /^0?(\d+) \w+ (\w+)\t(.*)$/.exec(line) ?? [];
    return [mode, name, oid];
  });
  const [next, ...rest] = folder;
  if (next === undefined) return writeTree(forge, change(entries));
  return writeTree(
    forge,
    entries.map(([mode, name, oid]) => [mode, name, name === next ? withRawTree(forge, oid, rest, change) : oid]),
  );
}

function writeTree(forge: Forge, entries: readonly RawEntry[]): string {
  const bytes = entries.map(([mode, name, oid]) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
  );
  return forge.repository.objects.write('tree', Buffer.concat(bytes));
}
