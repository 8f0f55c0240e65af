import type { Oid } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import { changedLine } from './changed-line.ts';
import type { Deps } from './deps.ts';
import { governs } from './governed-paths.ts';

/** Gives each finding its line and column: in the file as it stands at the head, or in the commit that broke the rule. */
export async function placeFindings(
  { git, store }: Pick<Deps, 'git' | 'store'>,
  head: Oid,
  findings: readonly Finding[],
  current: (file: string) => Promise<Buffer | undefined> = async () => undefined,
): Promise<Finding[]> {
  const files = new Map<string, Promise<Buffer | undefined>>();
  const bytesAt = async (commit: Oid, file: string): Promise<Buffer | undefined> => {
    const entry = await git.find(commit, file);
    return entry?.mode.startsWith('100') ? git.readBlob(entry.oid) : undefined;
  };
  const read = (file: string, commit: string | undefined) => {
    const key = `${commit ?? ''}:${file}`;
    const known =
      files.get(key) ??
      current(file).then(
        async (bytes) => bytes ?? (await bytesAt(head, file)) ?? (commit && bytesAt(commit, file)) ?? undefined,
      );
    files.set(key, known as Promise<Buffer | undefined>);
    return known;
  };
  const placed: Finding[] = [];
  for (const each of findings) {
    const changed = each.line === undefined && each.pointer === '' ? await changedIn(git, each) : undefined;
    if (changed !== undefined) placed.push({ ...each, line: changed, column: 1 });
    else if (each.line !== undefined || each.pointer === '') {
      placed.push({ ...each, line: each.line ?? 1, column: each.column ?? 1 });
    } else {
      const bytes = await read(each.file, each.commit);
      placed.push({ ...each, ...(bytes ? await store.place(bytes, each.pointer) : { line: 1, column: 1 }) });
    }
  }
  return placed;
}

/** What a commit did to policy, configuration or tenants as a whole stands where it changed them first. */
async function changedIn(git: Deps['git'], { file, commit }: Finding): Promise<number | undefined> {
  return commit !== undefined && governs([], file) !== undefined ? changedLine(git, commit, file) : undefined;
}
