import { realpathSync } from 'node:fs';
import { basename, dirname, join, posix, relative } from 'node:path';
import { RgzError } from '../errors/rgz-error.ts';
import type { Context } from './context.ts';

/**
 * A file or folder that somebody named, as the repository calls it. A link on the way to the repository is followed, one
 * inside it is not: what lies behind it is no part of the repository.
 */
export function pathInRepository(context: Context, worktree: string | undefined, path: string): string {
  if (worktree === undefined) return posix.normalize(path).replace(/\/$/, '');
  const named = context.pathOf(path);
  const inside = [named, join(real(dirname(named)), basename(named)), real(named)]
    .map((each) => relative(worktree, each).replaceAll('\\', '/'))
    .find((each) => each !== '..' && !each.startsWith('../'));
  if (inside !== undefined) return inside === '' ? '.' : inside;
  throw new RgzError('usage.invalid', `${path} is not in this repository`, {
    remedy: ['name files of the repository'],
  });
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
