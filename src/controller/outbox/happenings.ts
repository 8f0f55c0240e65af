import type { KindDefinition } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import { type Happening, happeningsOf } from '../../notices/record-events.ts';
import type { Deps } from '../../operations/deps.ts';
import type { Oid } from '../../ports/git.ts';

type Reading = Pick<Deps, 'git' | 'store' | 'kinds'>;

/** What one commit made happen. */
export interface Told {
  commit: Oid;
  happenings: readonly Happening[];
  /** Records that it changed and of which nothing is told. */
  passed: readonly string[];
}

/** Where to look. */
export interface Span {
  base: Oid;
  head: Oid;
  /** Commits before this moment are passed over. ISO in UTC. */
  from: string;
  /** Records of which nothing is told. */
  except: ReadonlySet<string>;
}

/** What happened after a commit up to another, a commit at a time, parents first. */
export async function* happeningsBetween(deps: Reading, { base, head, from, except }: Span): AsyncGenerator<Told> {
  const { git, kinds } = deps;
  const folders = [...new Set(kinds.map(({ folder }) => folder))];
  const since = Date.parse(from) / 1000;
  for await (const { oid, parents, committer, changes } of git.walkTouching(base, head, folders)) {
    const [against = []] = changes;
    if (parents.length > 1 || committer.at < since) continue;
    const happenings: Happening[] = [];
    const passed: string[] = [];
    for (const { path, before, after, mode } of against) {
      const kind = kindAt(kinds, path);
      if (kind === undefined || after === undefined || !mode.startsWith('100')) continue;
      if (except.has(path)) {
        passed.push(path);
        continue;
      }
      happenings.push(...(await happeningsIn(deps, { kind, path, commit: oid, before, after })));
    }
    if (happenings.length + passed.length > 0) yield { commit: oid, happenings, passed };
  }
}

/** One event found again by its id, where it is still there. */
export async function happeningOf(
  deps: Reading,
  { id, path }: { id: string; path: string },
): Promise<Happening | undefined> {
  const { git, kinds } = deps;
  const kind = kindAt(kinds, path);
  const commit = id.split('.')[0] ?? '';
  const known = kind && (await git.readCommit(commit).catch(() => undefined));
  if (kind === undefined || known === undefined) return undefined;
  const [parent] = known.parents;
  const [after, before] = await Promise.all([
    git.find(commit, path),
    parent === undefined ? undefined : git.find(parent, path),
  ]);
  if (after === undefined) return undefined;
  const found = await happeningsIn(deps, { kind, path, commit, before: before?.oid, after: after.oid });
  return found.find(({ event }) => event.id === id);
}

/** A record as its file at a commit has it. */
export async function recordAt(
  deps: Reading,
  commit: Oid,
  path: string,
): Promise<{ kind: KindDefinition; record: RecordData } | undefined> {
  const [kind, found] = [kindAt(deps.kinds, path), await deps.git.find(commit, path)];
  if (kind === undefined || found === undefined) return undefined;
  const record = await recordIn(deps, kind, path, found.oid);
  return record && { kind, record };
}

async function happeningsIn(
  deps: Reading,
  {
    kind,
    path,
    commit,
    before,
    after,
  }: { kind: KindDefinition; path: string; commit: Oid; before: Oid | undefined; after: Oid },
): Promise<readonly Happening[]> {
  const [now, then] = await Promise.all([
    recordIn(deps, kind, path, after),
    before === undefined ? undefined : recordIn(deps, kind, path, before),
  ]);
  if (now === undefined || (before !== undefined && then === undefined)) return [];
  return happeningsOf({ kind, path, commit, before: then, after: now });
}

/** undefined: the file cannot be read as a record, so nothing is told of it. */
async function recordIn(
  { git, store }: Reading,
  kind: KindDefinition,
  path: string,
  blob: Oid,
): Promise<RecordData | undefined> {
  const reading = await store.reading(kind, path, await git.readBlob(blob));
  return reading.kind === 'version' ? reading.version.record : undefined;
}

function kindAt(kinds: readonly KindDefinition[], path: string): KindDefinition | undefined {
  return kinds.find((each) => each.recognise(path) !== undefined);
}
