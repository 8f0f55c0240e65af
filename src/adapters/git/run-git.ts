import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { RgzError } from '../../errors/rgz-error.ts';
import { type Environment, gitEnvironment } from './git-environment.ts';
import { gitFailure, gitMissing } from './git-failure.ts';

export interface RunOptions {
  stdin?: string | Buffer;
  /** Lets the run speak to remotes; without it even a lazy fetch is refused. */
  network?: boolean;
  /** The checkout whose files the run may look at or change. */
  worktree?: string;
  config?: readonly (readonly [string, string])[];
  env?: Readonly<Record<string, string>>;
  timeoutMs?: number;
}

export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
  timedOut: boolean;
}

/** All that makes a runner, as plain data. */
export interface ToldRunner {
  folder: string;
  user: Environment;
  interactive: boolean;
  quarantine: boolean;
}

/** Starts Git in one folder with fixed arguments, never through a shell, and never waiting on a terminal. */
export class GitRunner {
  readonly folder: string;
  private readonly user: Environment;
  private readonly interactive: boolean;
  private readonly quarantine: boolean;

  constructor(folder: string, user: Environment, interactive: boolean, quarantine = false) {
    this.folder = folder;
    this.user = user;
    this.interactive = interactive;
    this.quarantine = quarantine;
  }

  static from({ folder, user, interactive, quarantine }: ToldRunner): GitRunner {
    return new GitRunner(folder, user, interactive, quarantine);
  }

  /** For another thread. */
  told(): ToldRunner {
    const { folder, user, interactive, quarantine } = this;
    return { folder, user, interactive, quarantine };
  }

  /** Settings that keep SSH from asking on the terminal, unless the user told Git which SSH to run. */
  quietSsh(chosen: string | undefined): readonly (readonly [string, string])[] {
    const own = chosen ?? this.user.GIT_SSH_COMMAND ?? this.user.GIT_SSH;
    return this.interactive || own !== undefined ? [] : [['core.sshCommand', 'ssh -o BatchMode=yes']];
  }

  /** The same Git in another folder of the same repository. */
  at(folder: string): GitRunner {
    return new GitRunner(folder, this.user, this.interactive, this.quarantine);
  }

  /**
   * Starts a process and leaves its pipes to the caller. Where nobody can type Ctrl-C it gets a process group of its own:
   * a signal that ends rgz with its whole group then lets Git end what it began, and no lock stays behind.
   */
  start(args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
    const scope = {
      network: options.network ?? false,
      interactive: this.interactive,
      quarantine: this.quarantine,
      worktree: options.worktree,
      ceiling: dirname(this.folder),
      config: options.config ?? [],
    };
    const env = { ...gitEnvironment(this.user, scope), ...options.env };
    const cwd = options.worktree ?? this.folder;
    return spawn('git', args, { cwd, env, stdio: 'pipe', windowsHide: true, detached: !this.interactive });
  }

  /** Runs to the end and reports; only a Git that can't be started throws. */
  run(args: readonly string[], options: RunOptions = {}): Promise<GitResult> {
    return new Promise((resolve, reject) => {
      const child = this.start(args, options);
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      let timedOut = false;
      const timer = options.timeoutMs
        ? setTimeout(() => {
            timedOut = true;
            child.kill('SIGTERM');
          }, options.timeoutMs)
        : undefined;
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.stdin.on('error', () => {});
      child.on('error', (cause) => {
        clearTimeout(timer);
        reject(this.notStarted(cause));
      });
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve({ code: code ?? 128, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString(), timedOut });
      });
      child.stdin.end(options.stdin);
    });
  }

  /** Runs to the end; anything but exit 0 is an error with Git's own words. */
  async must(args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
    const result = await this.run(args, options);
    if (result.code !== 0) throw gitFailure(args, result.stderr, this.folder);
    return result.stdout;
  }

  /** Tells a missing Git from a missing folder: the system reports both alike. */
  notStarted(cause: unknown): RgzError {
    if (existsSync(this.folder)) return gitMissing(cause);
    return new RgzError('repository.not-found', `The folder ${this.folder} is gone.`, { cause });
  }
}
