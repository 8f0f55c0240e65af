import { mkdir, realpath } from 'node:fs/promises';
import { RgzError } from '../../errors/rgz-error.ts';
import { listConfig } from './config-listing.ts';
import type { Environment } from './git-environment.ts';
import { locateRepository } from './locate-repository.ts';
import { GitRunner } from './run-git.ts';

/** Makes an empty repository in a folder, which is created if need be; false where one is there already, which stays as it is. */
export async function createRepository(folder: string, env: Environment, branch = 'main'): Promise<boolean> {
  await makeFolder(folder);
  const there = locateRepository(folder, env);
  if (there !== undefined && (there.worktree ?? there.gitDir) === (await realpath(folder))) return false;
  await new GitRunner(folder, env, false).must(['init', '--quiet', `--initial-branch=${branch}`]);
  return true;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new RgzError('usage.invalid', `The folder ${folder} cannot be made${why}.`, {
      remedy: ['Give a folder that can be written to.'],
      cause,
    });
  }
}

/**
 * Adds a remote that the branch follows, unless the repository has one of this name; tells whether it did. The address
 * is written last: what is cut short before that is done again.
 */
export async function addRemote(
  folder: string,
  env: Environment,
  url: string,
  name = 'origin',
  branch = 'main',
): Promise<boolean> {
  refuseStrangeUrl(url);
  const git = new GitRunner(folder, env, false);
  const config = await listConfig(git);
  const known = config.last(`remote.${name}.url`);
  if (known === url) return false;
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
  return true;
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
