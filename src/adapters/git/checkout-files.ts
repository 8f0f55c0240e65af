import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid } from '../../ports/git.ts';
import type { Checkout } from './checkouts.ts';
import { plainWords } from './plain-words.ts';
import type { GitResult, GitRunner, RunOptions } from './run-git.ts';

const fewPaths = 200;
const largeIndex = 20_000;

/** Why the files of a checkout could not follow; `path` names the file in the way, if it is one. */
export type Blocked = { reason: 'dirty' | 'locked' | 'failed'; path?: string; untracked?: boolean; words: string };

/** The index and files of one checkout, changed only by Git's own two-way merge, which never overwrites unsaved work. */
export class CheckoutFiles {
  readonly checkout: Checkout;
  private readonly git: GitRunner;
  private readonly config: () => Promise<RunOptions['config']>;

  constructor(git: GitRunner, checkout: Checkout, config: () => Promise<RunOptions['config']>) {
    this.checkout = checkout;
    this.git = git.at(checkout.worktree);
    this.config = config;
  }

  get locked(): boolean {
    return existsSync(join(this.checkout.gitDir, 'index.lock'));
  }

  /**
   * Tracked files that are changed, staged or not. The index is looked at, not refreshed.
   * In a very large checkout only what is staged: looking at every file there costs more than the whole write, and a
   * file that the write does not touch keeps its bytes anyway.
   */
  async changed(): Promise<string[]> {
    const large = indexSize(this.checkout.gitDir) > largeIndex;
    const staged = [
      'diff-index',
      '--cached',
      '--name-only',
      '--no-renames',
      '--ignore-submodules=all',
      '-z',
      'HEAD',
      '--',
    ];
    const every = ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--ignore-submodules=all', '--no-renames'];
    const lines = (await this.git.must(large ? staged : every, await this.options())).toString().split('\0');
    return lines.filter((line) => line !== '').map((line) => (large ? line : line.slice(3)));
  }

  /** Takes index and files from one tree to another; entries and files that don't differ between them stay as they are. */
  async move(from: Oid, to: Oid): Promise<Blocked | undefined> {
    const args = ['read-tree', '-m', '-u', '--no-recurse-submodules', from, to];
    return this.outcome(await this.git.run(args, await this.options()));
  }

  /** Takes a few paths to a tree, in half the time that `move` needs; their files must be known to hold nothing unsaved. */
  async replace(paths: readonly string[], to: Oid): Promise<Blocked | undefined> {
    if (paths.length === 0) return undefined;
    const args = ['--literal-pathspecs', 'restore', '--quiet', '--no-recurse-submodules', '--staged', '--worktree'];
    args.push(`--source=${to}`, '--pathspec-from-file=-', '--pathspec-file-nul');
    return this.outcome(await this.git.run(args, { ...(await this.options()), stdin: paths.join('\0') }));
  }

  private outcome(result: GitResult): Blocked | undefined {
    if (result.code === 0) return undefined;
    const words = plainWords(result.stderr);
    if (/index\.lock/.test(words)) return { reason: 'locked', words };
    const changed = /Entry '(.+?)' (?:not uptodate|would be overwritten)/.exec(words)?.[1];
    if (changed !== undefined) return { reason: 'dirty', path: changed, words };
    const untracked = /Untracked working tree file '(.+?)'|Updating '(.+?)' would lose/.exec(words);
    const path = untracked?.[1] ?? untracked?.[2];
    if (path !== undefined) return { reason: 'dirty', path, untracked: true, words };
    return { reason: /resolve your current index/.test(words) ? 'dirty' : 'failed', words };
  }

  /** The objects that the index holds at these paths. */
  async indexed(paths: readonly string[]): Promise<Map<string, Oid>> {
    const found = new Map<string, Oid>();
    if (paths.length === 0) return found;
    const wanted = new Set(paths);
    const pathspecs = paths.length > fewPaths ? [] : paths;
    const args = ['--literal-pathspecs', 'ls-files', '-s', '-z', '--', ...pathspecs];
    const lines = (await this.git.must(args, await this.options())).toString().split('\0');
    for (const line of lines) {
      const [, oid, path = ''] = /^\d+ ([0-9a-f]+) 0\t(.+)$/s.exec(line) ?? [];
      if (oid !== undefined && wanted.has(path)) found.set(path, oid);
    }
    return found;
  }

  /** Tells the index that a file already holds this object. */
  async note(entries: readonly { path: string; oid: Oid; mode: string }[]): Promise<Blocked | undefined> {
    if (entries.length === 0) return undefined;
    const stdin = entries.map(({ path, oid, mode }) => `${mode} ${oid} 0\t${path}\0`).join('');
    const args = ['update-index', '-z', '--index-info'];
    return this.outcome(await this.git.run(args, { ...(await this.options()), stdin }));
  }

  private async options(): Promise<RunOptions> {
    return { worktree: this.checkout.worktree, config: await this.config() };
  }
}

/** The number of entries, which an index names in its first bytes. */
function indexSize(gitDir: string): number {
  const head = Buffer.alloc(12);
  try {
    const file = openSync(join(gitDir, 'index'), 'r');
    readSync(file, head, 0, head.length, 0);
    closeSync(file);
  } catch {
    return 0;
  }
  return head.readUInt32BE(8);
}
