import { RgzError } from '../errors/rgz-error.ts';
import type { ReadCheckout } from '../ports/checkout.ts';
import type { Oid } from '../ports/git.ts';
import type { CheckDeps } from './check-deps.ts';

/** Files and folders that somebody named. */
export interface NamedPaths {
  paths: readonly string[];
  /** Whether a file is one of them, or lies below one. */
  holds(file: string): boolean;
}

/** Throws `usage.invalid` for a path that is neither in the checkout nor in one of the commits: nothing would be looked at. */
export async function namedPaths(
  { git, readCheckout }: Pick<CheckDeps, 'git' | 'readCheckout'>,
  paths: readonly string[],
  commits: readonly Oid[],
): Promise<NamedPaths> {
  for (const path of paths) {
    if (path === '.' || (await isOnDisk(readCheckout, path))) continue;
    const entries = await Promise.all(commits.map((commit) => git.find(commit, path)));
    if (entries.some((entry) => entry !== undefined)) continue;
    throw new RgzError('usage.invalid', `there is no file or folder ${JSON.stringify(path)} here`, {
      remedy: ['name files or folders that are there', 'rgz check looks at all of them'],
    });
  }
  return { paths, holds: (file) => paths.some((path) => path === '.' || `${file}/`.startsWith(`${path}/`)) };
}

/** Below a plain file there is nothing. */
async function isOnDisk(read: ReadCheckout | undefined, path: string): Promise<boolean> {
  const look = async (at: string) => read?.(at).catch(() => undefined);
  const found = await look(path);
  if (found === undefined || found.plain) return found !== undefined;
  const parts = path.split('/');
  const above = await Promise.all(parts.slice(1).map((_, depth) => look(parts.slice(0, depth + 1).join('/'))));
  return !above.some((each) => each?.plain);
}
