import { existsSync, realpathSync } from 'node:fs';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RgzError } from '../../errors/rgz-error.ts';
import { listConfig } from './config-listing.ts';
import type { Environment } from './git-environment.ts';
import { locateRepository } from './locate-repository.ts';
import { GitRunner } from './run-git.ts';

/** Takes back what was made, as long as no branch has a commit. */
export type Undo = () => Promise<void>;

/** Makes an empty repository in a folder, which is created if need be; undefined where one is there already, which stays as it is. */
export async function createRepository(folder: string, env: Environment, branch = 'main'): Promise<Undo | undefined> {
  const there = locateRepository(folder, env);
  if (there !== undefined && (there.worktree ?? there.gitDir) === realFolder(folder)) return undefined;
  const gitDir = join(folder, '.git');
  const isThere = existsSync(gitDir);
  const first = await makeFolder(folder);
  const git = new GitRunner(folder, env, false);
  const undo = async () => {
    if (!isThere && existsSync(gitDir)) {
      if (await hasBranches(git)) return;
      await rm(gitDir, { recursive: true, force: true });
    }
    if (first !== undefined) await removeEmpty(folder, first);
  };
  try {
    await git.must(['init', '--quiet', `--initial-branch=${branch}`]);
  } catch (error) {
    await undo();
    throw error;
  }
  return undo;
}

function realFolder(folder: string): string | undefined {
  return existsSync(folder) ? realpathSync(folder) : undefined;
}

async function hasBranches(git: GitRunner): Promise<boolean> {
  const { code, stdout } = await git.run(['for-each-ref', '--count=1', 'refs/heads']);
  return code !== 0 || stdout.length > 0;
}

/** From the folder up to the first that was made; one that holds something stays, and all above it. */
async function removeEmpty(folder: string, first: string): Promise<void> {
  try {
    for (let at = folder; at.startsWith(first); at = dirname(at)) await rmdir(at);
  } catch {
    // Somebody has put something there.
  }
}

/** Gives the first folder that had to be made. */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new RgzError('usage.invalid', `The folder ${folder} cannot be made${why}.`, {
      remedy: ['Give a folder that can be written to.'],
      cause,
    });
  }
}

/** The address of a remote, if the repository has one of this name. */
export async function remoteAddress(folder: string, env: Environment, name = 'origin'): Promise<string | undefined> {
  return (await listConfig(new GitRunner(folder, env, false))).last(`remote.${name}.url`);
}

/**
 * Adds a remote that the branch follows; undefined where the repository has it already. The address is written last:
 * what is cut short before that is done again.
 */
export async function addRemote(
  folder: string,
  env: Environment,
  url: string,
  name = 'origin',
  branch = 'main',
): Promise<Undo | undefined> {
  refuseStrangeUrl(url);
  const git = new GitRunner(folder, env, false);
  const config = await listConfig(git);
  const known = config.last(`remote.${name}.url`);
  if (known === url) return undefined;
  if (known !== undefined) {
    throw new RgzError('repository.exists', `The remote ${name} is ${known}, not ${url}.`, {
      remedy: [`git remote set-url ${name} ${url}`],
    });
  }
  const settings = [
    [`remote.${name}.fetch`, `+refs/heads/*:refs/remotes/${name}/*`],
    [`branch.${branch}.remote`, name],
    [`branch.${branch}.merge`, `refs/heads/${branch}`],
    [`remote.${name}.url`, url],
  ] as const;
  for (const [key, value] of settings) await git.must(['config', key, value]);
  const added = settings.filter(([key]) => config.last(key) === undefined);
  return async () => {
    for (const [key] of added.toReversed()) await git.run(['config', '--unset-all', key]);
  };
}

/** Refuses addresses that Git would take for an option, or would start a program for. */
export function refuseStrangeUrl(url: string): void {
  const helper = /^([\w+.-]+)::/.exec(url)?.[1];
  const scheme = /^([\w+.-]+):\/\//.exec(url)?.[1]?.toLowerCase();
  const allowed = scheme === undefined || ['file', 'git', 'http', 'https', 'ssh'].includes(scheme);
  if (url !== '' && !url.startsWith('-') && helper === undefined && allowed && !/\p{Cc}/u.test(url)) return;
  throw new RgzError('usage.invalid', `${JSON.stringify(url)} cannot be the address of a remote.`, {
    remedy: ['Give an https, ssh or git address, or the path of a bare repository.'],
  });
}
