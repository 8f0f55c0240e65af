import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { undoAfterFile } from './clean-up.ts';

/** A new temp folder, gone after the tests of this file. */
export function makeFolder(): string {
  const folder = makeLastingFolder();
  undoAfterFile(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
  return folder;
}

/** A new temp folder, gone after all tests. */
export function makeLastingFolder(): string {
  return mkdtempSync(join(inject('scratch'), 'f-'));
}

export function writeUnder(folder: string, path: string, text: string | Buffer, mode = 0o644): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
  return file;
}

/**
 * Makes a home folder, and gives the environment in which Git and rgz see nothing of this machine but it. A home that is
 * there stays as it is: somebody may be reading it at this moment.
 */
export function homeAt(folder: string, gitConfig: string): Record<string, string> {
  const config = join(folder, '.gitconfig');
  if (!existsSync(config))
    writeUnder(folder, '.gitconfig', `[init]\n\tdefaultBranch = main\n\ttemplateDir =\n${gitConfig}`);
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, '.config'),
    XDG_CACHE_HOME: join(folder, '.cache'),
    GIT_CONFIG_GLOBAL: config,
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

/** Runs Git; throws with what it said. */
export function runGit(
  folder: string,
  env: Record<string, string>,
  args: readonly string[],
  input: string | Buffer = '',
): string {
  return execFileSync('git', args, { cwd: folder, env, input, stdio: 'pipe', maxBuffer: 1 << 28 })
    .toString()
    .trimEnd();
}
