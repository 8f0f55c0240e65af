import type { Environment } from './git-environment.ts';
import { GitRunner } from './run-git.ts';

const patienceMs = 20_000;

/**
 * Whether a plain `git clone` of the remote checks this branch out. Where HEAD of the remote names another branch, one
 * that is not there most often, a clone comes out empty. True where the remote does not tell.
 */
export async function clonesCheckOut(
  folder: string,
  env: Environment,
  branch: string,
  name = 'origin',
): Promise<boolean> {
  const git = new GitRunner(folder, env, false);
  const { code, stdout } = await git.run(['ls-remote', '--symref', '--', name, 'HEAD'], {
    network: true,
    timeoutMs: patienceMs,
  });
  const told = stdout.toString();
  const named = /^ref: (\S+)\tHEAD$/m.exec(told)?.[1];
  return code !== 0 || (named === undefined ? told !== '' : named === `refs/heads/${branch}`);
}
