import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where paths in Git's configuration start from. */
export interface Places {
  /** The user's own folder; undefined when there is none. */
  home: string | undefined;
  /** Where Git runs: the top of the checkout. */
  base: string;
}

/** A path of Git's configuration as an absolute one; undefined where only Git can tell (`%(prefix)`, an unlisted `~user`). */
export async function expandPath(path: string, { home, base }: Places): Promise<string | undefined> {
  if (path.startsWith('%(')) return undefined;
  if (!path.startsWith('~')) return resolve(base, path);
  const [, user = '', rest = ''] = /^~([^/]*)(.*)$/s.exec(path) ?? [];
  const folder = user === '' ? home : await homeOf(user);
  return folder === undefined ? undefined : join(folder, rest);
}

async function homeOf(user: string): Promise<string | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const account = accounts
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === user);
  return account?.[5] || undefined;
}
