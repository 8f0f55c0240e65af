import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid } from '../../ports/git.ts';
import { gitFailure } from './git-failure.ts';
import type { ObjectFormat } from './oid.ts';
import { type PushReport, readPushReport } from './push-report.ts';
import type { RecordsBranch } from './records-branch.ts';
import { freeOfStaleLock, heldTooLong, lockInTheWay, staleLockMs } from './ref-lock.ts';
import { remoteFailure } from './remote-failure.ts';
import { branchGone, type LostWork, rewritten } from './rewritten.ts';
import type { GitResult, GitRunner } from './run-git.ts';
import { unwritableIn } from './unwritable.ts';

const networkTimeoutMs = 120_000;
const fetchAttempts = 6;

type Config = readonly (readonly [string, string])[];

/** The remote that the records branch is published on. */
export class Remote {
  readonly name: string;
  readonly format: ObjectFormat;
  private readonly git: GitRunner;
  private readonly branch: RecordsBranch;
  private readonly config: () => Promise<Config>;

  constructor(
    git: GitRunner,
    name: string,
    branch: RecordsBranch,
    format: ObjectFormat,
    config: () => Promise<Config>,
  ) {
    this.git = git;
    this.name = name;
    this.branch = branch;
    this.format = format;
    this.config = config;
  }

  /**
   * Brings the remote-tracking ref forward to what the remote has. `absent`: the remote has no such branch, and never
   * had. Where it lost commits, or all of the branch, the remote-tracking ref stays as it was, and each fetch throws
   * `git.rewritten` or `git.diverged` until somebody moves one of them. Throws `git.unreachable`.
   */
  async fetch(): Promise<'fetched' | 'absent'> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.bring(`${this.branch.ref}:${this.branch.trackingRef}`, '--no-prune');
      if (outcome === 'absent' && this.branch.tracking() !== undefined) throw branchGone(this.lost);
      if (outcome !== 'refused') return outcome;
      const alarm = await this.alarm();
      if (alarm !== undefined) throw alarm;
      if (attempt === fetchAttempts) throw keepsChanging(this.name);
    }
  }

  /** Makes every ref below a folder of refs here what it is on the remote; what is not there is none here either. */
  async fetchAll(space: string): Promise<void> {
    await this.bring(`+${space}/*:${space}/*`, '--prune');
  }

  /** What is seen here is read before the remote: whoever published in between did not take anything away. */
  private async alarm(): Promise<RgzError | undefined> {
    const was = this.branch.tracking();
    const args = ['ls-remote', '--quiet', '--upload-pack=git-upload-pack', '--', this.name, this.branch.ref];
    const result = await this.speak(args);
    if (result.code !== 0) throw remoteFailure(this.git, this.name, result);
    const told = result.stdout
      .toString()
      .split('\n')
      .find((line) => line.endsWith(`\t${this.branch.ref}`));
    const is = told?.split('\t')[0];
    if (was === undefined || is === undefined) return undefined;
    return rewritten(this.lost, { was, is });
  }

  private get lost(): LostWork {
    return { git: this.git, remoteName: this.name, branch: this.branch };
  }

  /** `refused`: the ref here could not go forward to what the remote has. Git says nothing more when it is quiet. */
  private async bring(spec: string, prune: '--prune' | '--no-prune'): Promise<'fetched' | 'absent' | 'refused'> {
    const args = ['fetch', '--quiet', '--no-tags', prune, '--no-recurse-submodules', '--no-write-fetch-head'];
    args.push('--no-auto-maintenance', '--refmap=', '--upload-pack=git-upload-pack', '--', this.name, spec);
    const began = Date.now();
    for (let attempt = 1; ; attempt++) {
      const result = await this.speak(args);
      if (result.code === 0) return 'fetched';
      if (/couldn't find remote ref/.test(result.stderr)) return 'absent';
      const unwritable = unwritableIn(result.stderr, this.git.folder);
      if (unwritable !== undefined) throw unwritable;
      const lock = lockInTheWay(result.stderr);
      const raced = /cannot lock ref|unable to update local ref/.test(result.stderr);
      if (result.code === 1 && !/^(?:error|fatal):/m.test(result.stderr) && !spec.startsWith('+')) return 'refused';
      if (lock === undefined && !raced) throw remoteFailure(this.git, this.name, result);
      if (lock !== undefined && freeOfStaleLock(lock)) continue;
      const patient = lock === undefined ? attempt < fetchAttempts : Date.now() - began < 1.5 * staleLockMs;
      if (!patient) throw (lock && heldTooLong(lock)) || gitFailure(args, result.stderr, this.git.folder);
      await pause(Math.min(attempt, fetchAttempts));
    }
  }

  /**
   * Publishes a commit, on the condition that the remote's branch is still at `expected` (undefined: that it does not exist).
   * The lease is the only force: the commit must descend from `expected`.
   */
  push(expected: Oid | undefined, next: Oid): Promise<PushReport> {
    return this.pushTo(this.branch.ref, expected, next);
  }

  /** The same for any ref, whatever the new commit is built on. */
  async pushTo(ref: string, expected: Oid | undefined, next: Oid): Promise<PushReport> {
    const args = ['push', '--porcelain', '--no-verify', '--no-follow-tags', '--no-signed', '--recurse-submodules=no'];
    args.push('--receive-pack=git-receive-pack', `--force-with-lease=${ref}:${expected ?? ''}`);
    args.push('--', this.name, `${next}:${ref}`);
    return readPushReport(await this.speak(args));
  }

  private async speak(args: readonly string[]): Promise<GitResult> {
    const mirror = [`remote.${this.name}.mirror`, 'false'] as const;
    const config = [...(await this.config()), mirror];
    return this.git.run(args, { network: true, config, timeoutMs: networkTimeoutMs });
  }
}

function keepsChanging(name: string): RgzError {
  const remedy = [`git fetch ${name}`];
  return new RgzError('git.unreachable', `The remote ${name} says something else each time it is asked.`, { remedy });
}

/** Two fetches of the same ref get in each other's way for a moment. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, attempt * (10 + Math.random() * 40)));
}
