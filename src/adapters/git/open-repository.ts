import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RgzError } from '../../errors/rgz-error.ts';
import type { TextMemory } from '../../ports/text-memory.ts';
import { chooseRemote } from './choose-remote.ts';
import { parseConfigFile, type Setting } from './config-file.ts';
import { listConfig } from './config-listing.ts';
import type { Environment } from './git-environment.ts';
import { locateRepository, type Place } from './locate-repository.ts';
import type { ObjectFormat } from './oid.ts';
import { RefFiles } from './ref-files.ts';
import { DiskRepository } from './repository.ts';
import { GitRunner } from './run-git.ts';
import { nameProgram } from './untrusted-config.ts';

export interface OpenOptions {
  /** Where to start looking, going up. */
  start: string;
  env: Environment;
  /** The records branch; without it `main`, or what the remote or HEAD calls its main branch where there is no `main`. */
  branch?: string | undefined;
  /** The remote to publish on; without it the branch's own, `origin`, or the only one. null: none, whatever is configured. */
  remote?: string | null | undefined;
  /** Git may ask for a password on the terminal. */
  interactive?: boolean;
  /** Git runs rgz as a hook of a server: what is being received can be read too. */
  quarantine?: boolean;
  /** Keeps texts for later runs in a Git folder; without it more is looked at. */
  memoryIn?: (gitFolder: string, name: string) => TextMemory;
  /** The program of a thread that walks over many commits and verifies their signatures; without it the caller's does. */
  thread?: string | undefined;
}

/** Opens the repository around a folder. Starts no process; throws `repository.not-found` where there is none. */
export async function openGitRepository(options: OpenOptions): Promise<DiskRepository> {
  const found = locateRepository(options.start, options.env);
  if (found === undefined) {
    throw new RgzError('repository.not-found', `${options.start} is not in a Git repository.`, {
      remedy: ['rgz init'],
    });
  }
  const { env, interactive = false, quarantine = false, thread } = options;
  const git = new GitRunner(found.worktree ?? found.gitDir, env, interactive, quarantine);
  const own = ownSettings(found);
  const settings = own ?? (await listConfig(git)).entries.map(({ key, value }): Setting => [key, value]);
  const last = (key: string) => settings.findLast(([name]) => name === key)?.[1]?.toLowerCase();
  const format: ObjectFormat = last('extensions.objectformat') === 'sha256' ? 'sha256' : 'sha1';
  if ((last('extensions.refstorage') ?? 'files') !== 'files') {
    throw new RgzError('git.failed', 'The repository keeps its refs in a format that rgz does not read.', {
      remedy: ['git refs migrate --ref-format=files'],
    });
  }
  const mainIsBare = ['true', 'yes', 'on', '1'].includes(last('core.bare') ?? 'false');
  const worktree = mainIsBare && found.gitDir === found.commonDir ? undefined : found.worktree;
  const place = { ...found, worktree, mainIsBare };
  const refs = new RefFiles(place, format);
  const branch = checkedBranch(options.branch ?? mainBranch(place, refs));
  const remote = options.remote === null ? undefined : (options.remote ?? chooseRemote(settings, branch));
  const memory = options.memoryIn?.(found.gitDir, 'checkout');
  const quiet = own !== undefined && !nameProgram(own);
  return new DiskRepository({ place, git, refs, format, branch, remote, env, memory, quiet, thread });
}

/** The repository's own settings, read in-process; undefined where they are not plain, so that Git has to be asked. */
function ownSettings(place: Place): readonly Setting[] | undefined {
  const own = parseConfigFile(readFileSync(join(place.commonDir, 'config'), 'utf8'));
  return own?.every(([key]) => key !== 'extensions.worktreeconfig') ? own : undefined;
}

function mainBranch(place: Place, refs: RefFiles): string {
  if (refs.read('refs/heads/main') ?? refs.read('refs/remotes/origin/main')) return 'main';
  const remoteHead = refs.linkOf('refs/remotes/origin/HEAD')?.slice('refs/remotes/origin/'.length);
  const head = refs.head(place.commonDir);
  const own = head !== undefined && 'ref' in head ? head.ref.replace(/^refs\/heads\//, '') : undefined;
  return remoteHead ?? own ?? 'main';
}

/** A branch's name becomes part of refs and arguments, so only a plain one is taken. */
function checkedBranch(branch: string): string {
  const plain = /^[^\s~^:?*[\\\p{Cc}]+$/u.test(branch) && !/^[-/.]|\.\.|\/[/.]|@\{|\.lock(\/|$)|[/.]$/.test(branch);
  if (plain) return branch;
  throw new RgzError('usage.invalid', `${JSON.stringify(branch)} cannot be the name of a branch.`);
}
