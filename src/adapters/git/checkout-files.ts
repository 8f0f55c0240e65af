import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid } from '../../ports/git.ts';
import type { Checkout } from './checkouts.ts';
import { gitFailure } from './git-failure.ts';
import { plainWords } from './plain-words.ts';
import type { GitRunner, RunOptions } from './run-git.ts';

const fewPaths = 200;

/** Why the files of a checkout could not follow; `path` names the file in the way, if it is one. */
export type Blocked = { reason: 'dirty' | 'locked' | 'failed'; path?: string; words: string };

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

  /** Tracked files that are changed, staged or not. The index is looked at, not refreshed. */
  async changed(): Promise<string[]> {
    const args = ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--ignore-submodules=all', '--no-renames'];
    const lines = (await this.git.must(args, await this.options())).toString().split('\0');
    return lines.filter((line) => line !== '').map((line) => line.slice(3));
  }

  /** Takes index and files from one tree to another; entries and files that don't differ between them stay as they are. */
  async move(from: Oid, to: Oid): Promise<Blocked | undefined> {
    const args = ['read-tree', '-m', '-u', '--no-recurse-submodules', from, to];
    const result = await this.git.run(args, await this.options());
    if (result.code === 0) return undefined;
    const words = plainWords(result.stderr);
    if (/index\.lock/.test(words)) return { reason: 'locked', words };
    const path = /Entry '(.+?)' (?:not uptodate|would be overwritten)/.exec(words)?.[1];
    const untracked = /Untracked working tree file '(.+?)'|Updating '(.+?)' would lose/.exec(words);
    const inTheWay = path ?? untracked?.[1] ?? untracked?.[2];
    if (inTheWay !== undefined) return { reason: 'dirty', path: inTheWay, words };
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
  async note(entries: readonly { path: string; oid: Oid; mode: string }[]): Promise<void> {
    if (entries.length === 0) return;
    const stdin = entries.map(({ path, oid, mode }) => `${mode} ${oid} 0\t${path}\0`).join('');
    const args = ['update-index', '-z', '--index-info'];
    const result = await this.git.run(args, { ...(await this.options()), stdin });
    if (result.code !== 0) throw gitFailure(args, result.stderr, this.checkout.worktree);
  }

  private async options(): Promise<RunOptions> {
    return { worktree: this.checkout.worktree, config: await this.config() };
  }
}
