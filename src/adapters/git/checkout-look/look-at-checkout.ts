import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid, TreeEntry } from '../../../ports/git.ts';
import type { TextMemory } from '../../../ports/text-memory.ts';
import type { ObjectFormat } from '../oid.ts';
import type { GitRunner } from '../run-git.ts';
import { holdsBlob } from '../untouched-paths.ts';
import { type KnownFolder, type KnownIndex, knownIndex, rememberIndex } from './known-folders.ts';
import { lookIntoFolder } from './look-into-folder.ts';
import { unlookedFiles } from './unlooked-files.ts';

export interface CheckoutParts {
  /** Runs in the checkout. */
  git: GitRunner;
  worktree: string;
  gitDir: string;
  format: ObjectFormat;
  memory: TextMemory;
  /** The tree that the files are compared with. */
  head(): Promise<Oid>;
  /** Milliseconds. */
  now(): number;
  readTree(oid: Oid): Promise<readonly TreeEntry[]>;
}

/** So many files that seem to be changed are compared here. */
const fewFiles = 200;
const fewFolders = 50;

/**
 * The files of a checkout that are not as a tree has them, below top folders; untracked ones too, ignored ones not. It
 * is what `git status` tells, put together from less: Git compares every tracked file with its index, for which nothing
 * else can stand in, as a file that is edited in place leaves no other trace; whether the index holds the tree is read
 * from the index; and untracked files are looked for in those folders only that are not as they were without any.
 * undefined where that cannot be said so simply.
 */
export async function lookAtCheckout(parts: CheckoutParts, tops: readonly string[]): Promise<string[] | undefined> {
  const { gitDir, format, memory } = parts;
  const edited = editedFiles(parts, tops);
  edited.catch(() => {});
  const index = knownIndex(memory, join(gitDir, 'index'), format, tops);
  if (index === undefined) return undefined;
  const staged = index.tree === (await parts.head()) ? [] : stagedFiles(parts, tops);
  const { folders, unsure } = await lookIntoFolders(parts, index, tops);
  const untracked = unsure.length === 0 ? [] : untrackedFiles(parts, unsure, tops);
  const unlooked = index.hides ? unlookedFiles(parts, tops) : [];
  const lists = await Promise.all([edited, staged, untracked, unlooked]);
  if (index.isNew || folders.some(({ state }, at) => state !== index.folders[at]?.state))
    rememberIndex(memory, { ...index, folders });
  if (lists.includes(undefined)) return undefined;
  return [...new Set(lists.flatMap((list) => list ?? []))].sort();
}

/** Tracked files that are not as the index says; undefined where there are very many, as in a copy of a checkout. */
async function editedFiles(
  { git, worktree, format }: CheckoutParts,
  tops: readonly string[],
): Promise<string[] | undefined> {
  const args = ['--literal-pathspecs', 'diff-files', '--raw', '-z', '--no-abbrev', '--ignore-submodules=dirty'];
  const fields = (await git.must([...args, '--', ...tops], { worktree })).toString().split('\0');
  if (fields.length > fewFiles * 2) return undefined;
  return fields.flatMap((entry, at) => {
    const path = fields[at + 1];
    if (at % 2 === 1 || path === undefined) return [];
    const [before, after, oid = '', , change] = entry.slice(1).split(' ');
    // Of a file that was only touched, or written again as it was, Git cannot tell without reading it.
    const same = change === 'M' && before === after && plain.test(before ?? '');
    return same && holdsBlob(join(worktree, path), oid, format) ? [] : [path];
  });
}

const plain = /^100(644|755)$/;

async function stagedFiles({ git, worktree }: CheckoutParts, tops: readonly string[]): Promise<string[]> {
  const args = ['--literal-pathspecs', 'diff-index', '--cached', '--name-only', '-z', '--no-renames'];
  args.push('--ignore-submodules=dirty', 'HEAD', '--', ...tops);
  return named(await git.must(args, { worktree }));
}

async function untrackedFiles(
  { git, worktree }: CheckoutParts,
  unsure: readonly string[],
  tops: readonly string[],
): Promise<string[]> {
  const args = ['--literal-pathspecs', 'ls-files', '--others', '--exclude-standard', '-z', '--'];
  return named(await git.must([...args, ...(unsure.length > fewFolders ? tops : unsure)], { worktree }));
}

function named(output: Buffer): string[] {
  return output.toString().split('\0').filter(Boolean);
}

async function lookIntoFolders(
  parts: CheckoutParts,
  index: KnownIndex,
  tops: readonly string[],
): Promise<{ folders: readonly KnownFolder[]; unsure: readonly string[] }> {
  const tracked = new Set(index.folders.map(({ path }) => path));
  const unsure = tops.filter((top) => !tracked.has(top) && existsSync(join(parts.worktree, top)));
  const folders: KnownFolder[] = [];
  for (const each of index.folders) {
    const look = await lookIntoFolder(parts.worktree, each, parts);
    folders.push(look.folder);
    if (look.unsure) unsure.push(each.path);
  }
  return { folders, unsure };
}
