import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Oid } from '../../ports/git.ts';
import { gitFailure } from './git-failure.ts';
import type { GitRunner } from './run-git.ts';

export interface LineCommit {
  commit: Oid;
  parents: readonly Oid[];
}

/** The commits from a tip along first parents, newest first, read from Git only as far as they are asked for. */
export class FirstParentLine {
  private readonly known: LineCommit[] = [];
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly closed: Promise<number>;
  private rest = '';
  private said = '';
  private done = false;
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

  /** Makes sure that this many commits are known, or all there are; returns how many are. */
  async reach(count: number): Promise<number> {
    while (this.known.length < count && !this.done) await this.more();
    return Math.min(count, this.known.length);
  }

  /** A commit that has been reached. */
  at(index: number): LineCommit {
    const found = this.known[index];
    if (found === undefined) throw new RangeError(`The line of commits was not read up to ${index}.`);
    return found;
  }

  /** Ends the process behind it. */
  close(): void {
    this.done = true;
    this.child.stdout.destroy();
    this.child.kill();
  }

  private async more(): Promise<void> {
    const { value, done } = await this.chunks.next();
    if (done) {
      this.done = true;
      const code = await this.closed;
      if (code !== 0) throw gitFailure(['rev-list'], this.said, this.git.folder);
      return;
    }
    const lines = (this.rest + value.toString('latin1')).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const [commit = '', ...parents] = line.split(' ');
      this.known.push({ commit, parents });
    }
  }
}
