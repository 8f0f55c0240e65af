import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Oid } from '../../ports/git.ts';
import { gitFailure } from './git-failure.ts';
import { type NearCommits, nearCommits } from './near-commits.ts';
import type { GitRunner } from './run-git.ts';

export interface LineCommit {
  commit: Oid;
  parents: readonly Oid[];
}

/**
 * The commits from a tip along first parents, newest first, read only as far as they are asked for: the first ones here,
 * the others by Git. Several may walk along it at the same time; Git is ended when the last of them leaves.
 */
export class FirstParentLine {
  readonly tip: Oid;
  private readonly known: LineCommit[] = [];
  private readonly git: GitRunner;
  private readonly near: NearCommits;
  private listing: Listing | undefined;
  private reading: Promise<void> | undefined;
  private isWhole = false;
  private walkers = 0;

  constructor(git: GitRunner, near: NearCommits, tip: Oid) {
    this.git = git;
    this.near = near;
    this.tip = tip;
  }

  enter(): this {
    this.walkers += 1;
    return this;
  }

  leave(): void {
    this.walkers -= 1;
    if (this.walkers > 0) return;
    this.listing?.close();
    this.listing = undefined;
  }

  /** Makes sure that this many commits are known, or all there are; returns how many are. */
  async reach(count: number): Promise<number> {
    while (this.known.length < count && !this.isWhole) {
      this.reading ??= this.more().finally(() => {
        this.reading = undefined;
      });
      await this.reading;
    }
    return Math.min(count, this.known.length);
  }

  /** A commit that has been reached. */
  at(index: number): LineCommit {
    const found = this.known[index];
    if (found === undefined) throw new RangeError(`The line of commits was not read up to ${index}.`);
    return found;
  }

  private async more(): Promise<void> {
    const last = this.known.at(-1);
    const next = last === undefined ? this.tip : last.parents[0];
    this.isWhole = next === undefined;
    if (next === undefined) return;
    const isNear = this.listing === undefined && this.known.length < nearCommits;
    const commit = isNear ? await this.near.commit(next) : undefined;
    if (commit !== undefined) {
      this.known.push({ commit: next, parents: commit.parents });
      return;
    }
    this.listing ??= new Listing(this.git, next);
    const lines = await this.listing.lines();
    for (const { commit: oid, parents } of lines ?? []) this.known.push({ commit: oid, parents });
    this.isWhole = lines === undefined;
  }
}

/** What `git rev-list` tells of a line, in handfuls. */
class Listing {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly closed: Promise<number>;
  private rest = '';
  private said = '';
  private readonly git: GitRunner;

  constructor(git: GitRunner, tip: Oid) {
    this.git = git;
    this.child = git.start(['rev-list', '--first-parent', '--parents', tip, '--']);
    this.child.stdin.on('error', () => {});
    this.child.stdin.end();
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.said += chunk.toString();
    });
    this.closed = new Promise((resolve, reject) => {
      this.child.once('error', (cause) => reject(git.notStarted(cause)));
      this.child.once('close', (code) => resolve(code ?? 128));
    });
    this.closed.catch(() => {});
    this.chunks = this.child.stdout[Symbol.asyncIterator]();
  }

  /** undefined when there are no more. */
  async lines(): Promise<LineCommit[] | undefined> {
    const { value, done } = await this.chunks.next();
    if (done) {
      const code = await this.closed;
      if (code !== 0) throw gitFailure(['rev-list'], this.said, this.git.folder);
      return undefined;
    }
    const lines = (this.rest + value.toString('latin1')).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.map((line) => {
      const [commit = '', ...parents] = line.split(' ');
      return { commit, parents };
    });
  }

  close(): void {
    this.child.stdout.destroy();
    this.child.kill();
  }
}
