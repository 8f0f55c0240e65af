import type { KindDefinition } from '../domain/kind.ts';
import type { CheckedTree } from '../ports/check-memory.ts';
import type { GitRepository, Oid, TreeChange } from '../ports/git.ts';
import { type Candidates, countRecords, fileAt, filesOf, type OnDisk, recordsMade } from './check-candidates.ts';
import type { CheckDeps } from './check-deps.ts';
import { configPath, governedFolders, isPlain, isTenantFile, policyPath } from './governed-paths.ts';

/** What is looked at this time. */
interface Looked {
  /** Everything: nothing is known of it, or it has to be judged by something else now. */
  whole: boolean;
  /** From the last tree that was checked to that of HEAD; from nothing where all is looked at. */
  changes: readonly TreeChange[];
  /** What is as it was in that tree, and was not as it should be or not as the checkout had it. */
  suspects: readonly TreeChange[];
}

/** The whole checkout: what is not as in the last tree that was checked, and what broke a rule or lay there otherwise then. */
export async function checkCandidates(deps: CheckDeps, head: Oid, onDisk: OnDisk): Promise<Candidates> {
  const { git, memory, kinds } = deps;
  const { tree } = await git.readCommit(head);
  const known = memory.recall();
  const looked = lookAt(deps, known, tree, onDisk);
  looked.catch(() => undefined);

  async function records(): Promise<number> {
    const { whole, changes } = await looked;
    const count = (which: 'before' | 'after') =>
      countRecords(
        kinds,
        changes.filter((change) => change[which] === undefined),
      );
    return (whole ? 0 : (known?.records ?? 0)) + count('before') - count('after');
  }

  return {
    async *files() {
      const { changes, suspects } = await looked;
      yield* filesOf(git, [...changes.filter(({ after }) => after !== undefined), ...suspects], onDisk);
    },
    bytes: onDisk.bytes,
    async touched() {
      const { changes } = await looked;
      return [...changes.map(({ path }) => path), ...(known?.suspects ?? []), ...(await onDisk.changed)];
    },
    gone: onDisk.gone,
    uncommitted: async () => [...(await onDisk.changed)],
    whole: async () => (await looked).whole,
    brought: false,
    checked: async () => (await records()) + (await recordsMade(deps, tree, onDisk)),
    async settle(findings) {
      const changed = await onDisk.changed;
      if ([...changed].some(isSettings)) return;
      const suspects = [...new Set([...findings.map(({ file }) => file), ...changed])].sort();
      memory.remember({ tree, records: await records(), suspects, away: await awayFrom(kinds, onDisk) });
    },
  };
}

async function lookAt(
  { git, kinds }: CheckDeps,
  known: CheckedTree | undefined,
  tree: Oid,
  onDisk: OnDisk,
): Promise<Looked> {
  const folders = governedFolders(kinds);
  const all = async () => ({ whole: true, changes: await git.diffTrees(undefined, tree, folders), suspects: [] });
  const changes = known && (await git.diffTrees(known.tree, tree, folders).catch(() => undefined));
  if (changes === undefined || known === undefined || changes.some(({ path }) => isSettings(path))) return all();
  if (known.suspects.some((path) => path.includes(noText))) return all();
  const there = await present(git, tree, known.suspects);
  const changed = await onDisk.changed;
  if ([...changed].some(isSettings)) return all();
  const away = [
    ...changes.filter(({ after, mode }) => after === undefined || !isPlain(mode)).map(({ path }) => path),
    ...known.suspects.filter((path) => !isPlain(there.get(path)?.mode)),
    ...changed,
  ];
  const before = new Set(known.away);
  for (const path of away.filter((each) => !before.has(each) && othersGoBy(kinds, each)))
    if (!changed.has(path) || (await onDisk.gone(path))) return all();
  const listed = new Set(changes.map(({ path }) => path));
  return { whole: false, changes, suspects: [...there.values()].filter(({ path }) => !listed.has(path)) };
}

/** Stands in a path for bytes that are no text: by such a path nothing is found again. */
const noText = '\ufffd';

/** Everything is judged by these. */
function isSettings(path: string): boolean {
  return path === policyPath || path === configPath;
}

/** Once such a file is gone, whatever else there is may miss it. */
function othersGoBy(kinds: readonly KindDefinition[], path: string): boolean {
  return (
    isTenantFile(path) ||
    kinds.some((kind) => kind.recognise(path) !== undefined || kind.attachment?.(path) !== undefined)
  );
}

/** A link is not among them: it has the name of a record, by which others may go. */
async function awayFrom(kinds: readonly KindDefinition[], { changed, read }: OnDisk): Promise<string[]> {
  const found: string[] = [];
  for (const path of await changed) if (othersGoBy(kinds, path) && (await read(path)) === undefined) found.push(path);
  return found;
}

/** What a tree has at these paths. */
async function present(git: GitRepository, tree: Oid, paths: readonly string[]): Promise<Map<string, TreeChange>> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const entry = await fileAt(git, tree, path);
      return entry === undefined
        ? []
        : [[path, { path, mode: entry.mode, before: entry.oid, after: entry.oid }] as const];
    }),
  );
  return new Map(found.flat());
}
