import type { KindDefinition } from '../domain/kind.ts';
import type { ReadCheckout } from '../ports/checkout.ts';
import type { GitRepository, Oid, TreeChange, TreeEntry } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import type { CheckDeps } from './check-deps.ts';
import { governedFolders } from './governed-paths.ts';
import type { NamedPaths } from './named-paths.ts';

/** A file to be looked at. Bytes are undefined for what is no plain file. */
export interface Candidate {
  path: string;
  plain: boolean;
  bytes: Buffer | undefined;
}

/** Which files are looked at this time, and what is done with the outcome. */
export interface Candidates {
  files(): AsyncIterable<Candidate>;
  /** The bytes of a file as it is being checked, where they are not those of HEAD. */
  bytes(path: string): Promise<Buffer | undefined>;
  /** Paths that differ, or were found wrong before, also those at which nothing is any more. */
  touched(): Promise<readonly string[]>;
  /** Whether a path that HEAD has holds no plain file as it is being checked. */
  gone(path: string): Promise<boolean>;
  /** Paths that are not as HEAD has them, where what is checked is yet to be committed. */
  uncommitted(): Promise<readonly string[]>;
  /** Whether every governed file of the tree is among them. */
  whole(): Promise<boolean>;
  /** They are what somebody brings, who answers for nothing that others left there. */
  brought: boolean;
  /** How many records the answer speaks of. */
  checked(): Promise<number>;
  settle(findings: readonly Finding[]): Promise<void>;
}

const never = async () => undefined;
const nothing = never;

/** The files that differ between two commits or trees, as they are in the second; without a first one, all of them. `named`: only these. */
export async function headCandidates(
  deps: Pick<CheckDeps, 'git' | 'kinds'>,
  base: Oid | undefined,
  head: Oid,
  named?: NamedPaths,
): Promise<Candidates> {
  const all = (await deps.git.diffTrees(base, head, governedFolders(deps.kinds))).filter(
    ({ path }) => named?.holds(path) !== false,
  );
  const changes = all.filter(({ after }) => after !== undefined);
  return {
    files: () => fromTree(deps.git, changes),
    bytes: never,
    touched: async () => all.map(({ path }) => path),
    gone: async () => false,
    uncommitted: async () => [],
    whole: async () => base === undefined && named === undefined,
    brought: base !== undefined,
    checked: async () => countRecords(deps.kinds, changes),
    settle: nothing,
  };
}

/** What is not in the checkout as HEAD has it. It is found out while the caller reads what HEAD has. */
export interface OnDisk {
  changed: Promise<ReadonlySet<string>>;
  bytes(path: string): Promise<Buffer | undefined>;
  gone(path: string): Promise<boolean>;
  read: ReadCheckout;
}

/** Starts to look at every file; whatever else a check has to do it can do meanwhile. */
export function lookOnDisk({ git, readCheckout }: CheckDeps, paths: readonly string[]): OnDisk {
  const changed = (readCheckout === undefined ? Promise.resolve([]) : git.changedInCheckout(paths)).then(
    (found) => new Set(found),
  );
  changed.catch(() => undefined);
  const above = changed.then(foldersAbove);
  above.catch(() => undefined);
  // Where a file or a link was, a folder may lie whose files are told of.
  const read: ReadCheckout = async (path) => {
    const found = await readCheckout?.(path);
    return found?.folder && (await above).has(path) ? undefined : found;
  };
  return {
    changed,
    read,
    bytes: async (path) => ((await changed).has(path) ? (await read(path))?.bytes : undefined),
    gone: async (path) => (await changed).has(path) && (await read(path))?.bytes === undefined,
  };
}

function foldersAbove(paths: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths)
    for (
      let end = path.lastIndexOf('/');
      end > 0 && !found.has(path.slice(0, end));
      end = path.lastIndexOf('/', end - 1)
    )
      found.add(path.slice(0, end));
  return found;
}

export async function* filesOf(
  git: GitRepository,
  committed: readonly TreeChange[],
  { changed, read }: OnDisk,
): AsyncGenerator<Candidate> {
  const onDisk = await changed;
  yield* fromTree(
    git,
    committed.filter((change) => !onDisk.has(change.path)),
  );
  for (const path of onDisk) {
    const file = await read(path);
    if (file !== undefined) yield { path, plain: file.plain, bytes: file.bytes };
  }
}

/** Files and folders that were named, as they are in the checkout or, without one, at the head. */
export async function namedCandidates(deps: CheckDeps, head: Oid, { paths }: NamedPaths): Promise<Candidates> {
  const { git } = deps;
  const onDisk = lookOnDisk(deps, paths);
  const { tree } = await git.readCommit(head);
  const all = await git.diffTrees(undefined, tree, paths);
  const changed = await onDisk.changed;
  const committed = all.filter((change) => !changed.has(change.path));
  return {
    files: () => filesOf(git, committed, onDisk),
    bytes: onDisk.bytes,
    touched: async () => [...all.map(({ path }) => path), ...changed],
    gone: onDisk.gone,
    uncommitted: async () => [...changed],
    whole: async () => false,
    brought: false,
    checked: async () => countRecords(deps.kinds, all) + (await recordsMade(deps, tree, onDisk)),
    settle: nothing,
  };
}

/** How many records more there are in the checkout than in a tree. */
export async function recordsMade({ git, kinds }: CheckDeps, tree: Oid, { changed, read }: OnDisk): Promise<number> {
  const paths = [...(await changed)].filter((path) => countRecords(kinds, [{ path }]) > 0);
  const steps = paths.map(async (path) => {
    const [before, after] = await Promise.all([fileAt(git, tree, path), read(path)]);
    return Number(after !== undefined) - Number(before !== undefined);
  });
  return (await Promise.all(steps)).reduce((sum, step) => sum + step, 0);
}

/** What a tree has at the path of a file; a folder of that name is none. */
export async function fileAt(git: GitRepository, tree: Oid, path: string): Promise<TreeEntry | undefined> {
  const entry = await git.find(tree, path);
  return entry?.mode === '40000' ? undefined : entry;
}

async function* fromTree(git: GitRepository, changes: readonly TreeChange[]): AsyncIterable<Candidate> {
  const plain = changes.filter((change) => change.mode.startsWith('100'));
  for (const { path } of changes.filter((change) => !change.mode.startsWith('100')))
    yield { path, plain: false, bytes: undefined };
  let at = 0;
  for await (const bytes of git.readBlobs(plain.map((change) => change.after ?? ''))) {
    const change = plain[at++];
    if (change !== undefined) yield { path: change.path, plain: true, bytes };
  }
}

export function countRecords(kinds: readonly KindDefinition[], files: readonly { path: string }[]): number {
  return files.filter(({ path }) => kinds.some((kind) => kind.recognise(path) !== undefined)).length;
}
