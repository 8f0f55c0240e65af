import type { GitRunner } from './run-git.ts';

interface Entry {
  key: string;
  value: string;
  /** Set by the person or the machine, not by the repository that is looked at. */
  trusted: boolean;
}

const trustedScopes = new Set(['system', 'global', 'command']);

/** Everything `git config` says in a repository, with the scope each setting comes from. */
export class ConfigListing {
  readonly entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
  }

  /** The value that counts: the last one, whoever set it. */
  last(key: string): string | undefined {
    return this.entries.findLast((entry) => entry.key === key)?.value;
  }

  /** The value that the person or the machine set; what the repository says does not count. */
  lastTrusted(key: string): string | undefined {
    return this.entries.findLast((entry) => entry.trusted && entry.key === key)?.value;
  }
}

/** Asks Git once for its whole configuration. */
export async function listConfig(git: GitRunner): Promise<ConfigListing> {
  const fields = (await git.must(['config', '--list', '--show-scope', '-z'])).toString().split('\0');
  const entries: Entry[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const setting = fields[at + 1] ?? '';
    const end = setting.indexOf('\n');
    entries.push({
      key: end < 0 ? setting : setting.slice(0, end),
      value: end < 0 ? 'true' : setting.slice(end + 1),
      trusted: trustedScopes.has(fields[at] ?? ''),
    });
  }
  return new ConfigListing(entries);
}
