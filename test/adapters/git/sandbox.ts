import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openGitRepository } from '../../../src/adapters/git/index.ts';
import type { CommitDraft, GitRepository } from '../../../src/ports/git.ts';
import { undoAfterTest } from '../../kit/clean-up.ts';
import { makeLastingFolder } from '../../kit/folder.ts';

export const ann = { name: 'Ann', email: 'ann@example.com' };

/** A temp folder with its own home, in which the real Git runs cut off from the machine's settings. */
export class Sandbox {
  readonly root = makeLastingFolder();
  readonly env: Record<string, string>;

  constructor() {
    undoAfterTest(() => rmSync(this.root, { recursive: true, force: true }));
    mkdirSync(join(this.root, 'home'));
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: join(this.root, 'home'),
      GIT_CONFIG_GLOBAL: join(this.root, 'home', '.gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
    };
    this.write(
      'home/.gitconfig',
      `[user]\n\tname = ${ann.name}\n\temail = ${ann.email}\n[init]\n\tdefaultBranch = main\n`,
    );
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  write(path: string, text: string, mode = 0o644): string {
    const file = this.path(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
    return file;
  }

  git(folder: string, ...args: string[]): string {
    return this.gitWith(folder, {}, ...args);
  }

  gitWith(folder: string, options: { input?: string; env?: Record<string, string> }, ...args: string[]): string {
    const cwd = this.path(folder);
    const env = { ...this.env, ...options.env };
    const result = execFileSync('git', args, {
      cwd,
      env,
      input: options.input ?? '',
      stdio: 'pipe',
      maxBuffer: 1 << 28,
    });
    return result.toString().trimEnd();
  }

  /** A repository with one commit of these files. */
  repository(folder: string, files: Record<string, string> = { 'README.md': 'hello\n' }, ...init: string[]): void {
    mkdirSync(this.path(folder), { recursive: true });
    this.git(folder, 'init', '-q', ...init);
    this.commit(folder, files);
  }

  commit(folder: string, files: Record<string, string | null>, message = 'change'): string {
    for (const [path, text] of Object.entries(files)) {
      if (text === null) rmSync(this.path(folder, path));
      else this.write(join(folder, path), text);
    }
    this.git(folder, 'add', '-A');
    this.git(folder, 'commit', '-q', '--allow-empty', '-m', message);
    return this.git(folder, 'rev-parse', 'HEAD');
  }

  /** A bare remote that holds what `folder` holds, and `folder` as its clone. */
  published(folder = 'work', files?: Record<string, string>, ...init: string[]): void {
    this.repository('seed', files, ...init);
    this.git('.', 'clone', '-q', '--bare', 'seed', 'remote.git');
    this.git('.', 'clone', '-q', 'remote.git', folder);
  }

  async open(folder: string, more: Partial<Parameters<typeof openGitRepository>[0]> = {}) {
    const repository = await openGitRepository({ start: this.path(folder), env: this.env, ...more });
    undoAfterTest(() => repository.close());
    return repository;
  }
}

export function draft(
  parent: string | undefined,
  files: Record<string, string | null>,
  message = 'rgz: test',
): CommitDraft {
  const content = Object.entries(files).map(
    ([path, text]) => [path, text === null ? null : Buffer.from(text)] as const,
  );
  return { parent, files: new Map(content), message, author: ann, committer: ann, at: 1_700_000_000 };
}

/** Writes one commit on the tip, deciding again after each lost race; returns the commit. */
export async function land(
  repository: GitRepository,
  files: Record<string, string | null>,
  tries = 100,
): Promise<string> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const tip = await repository.tip('write');
    const next = await repository.writeCommit(draft(tip?.commit, files), undefined);
    if ((await repository.advance(tip?.commit, next)) === 'lost') continue;
    return next;
  }
  throw new Error(`lost ${tries} times`);
}

/** The error an action ends with. */
export async function failure(action: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof action === 'function' ? action() : action);
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}
