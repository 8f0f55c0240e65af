import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Environment } from './git-environment.ts';

export interface Place {
  /** The checkout's top folder; undefined in a bare repository. */
  worktree: string | undefined;
  /** HEAD, index and state of this checkout. */
  gitDir: string;
  /** Objects, branches and configuration, shared by all checkouts. */
  commonDir: string;
}

/** Walks up from a folder to the repository around it, as Git does but without starting Git; undefined when there is none. */
export function locateRepository(start: string, env: Environment = {}): Place | undefined {
  const ceilings = new Set((env.GIT_CEILING_DIRECTORIES ?? '').split(':').filter(Boolean).map(real));
  let folder = real(resolve(start));
  for (let first = true; ; first = false) {
    if (!first && ceilings.has(folder)) return undefined;
    const gitDir = gitDirBelow(folder);
    if (gitDir !== undefined) return { worktree: folder, gitDir, commonDir: commonDirOf(gitDir) };
    if (isGitDir(folder)) return { worktree: undefined, gitDir: folder, commonDir: commonDirOf(folder) };
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

/** The folder of objects and branches behind a Git folder: itself, unless it belongs to a linked worktree. */
function commonDirOf(gitDir: string): string {
  const link = readIfThere(join(gitDir, 'commondir'));
  return link === undefined ? gitDir : resolve(gitDir, link.trim());
}

/** Where a `.git` entry leads: a folder, or a file that names one; undefined when it leads to no repository. */
export function gitDirBelow(folder: string): string | undefined {
  const entry = join(folder, '.git');
  if (!existsSync(entry)) return undefined; // also where the folder is a file
  const stat = statSync(entry);
  const link = stat.isFile() ? /^gitdir: (.+?)\n*$/s.exec(readIfThere(entry) ?? '')?.[1] : entry;
  if (link === undefined) return undefined;
  const gitDir = real(resolve(folder, link));
  return isGitDir(gitDir) ? gitDir : undefined;
}

function isGitDir(folder: string): boolean {
  if (!existsSync(join(folder, 'HEAD'))) return false;
  const common = commonDirOf(folder);
  return existsSync(join(common, 'objects')) && existsSync(join(common, 'refs'));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
