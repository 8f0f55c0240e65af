import type { KindDefinition } from '../domain/kind.ts';
import type { ReadCheckout } from '../ports/checkout.ts';
import type { GitRepository, Oid, TreeChange } from '../ports/git.ts';
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
  /** Every governed file of the tree is among them. */
  whole: boolean;
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
    whole: base === undefined && named === undefined,
    brought: base !== undefined,
    checked: async () => countRecords(deps.kinds, changes),
    settle: nothing,
  };
}

/** The whole checkout: what is not as in the last tree that was checked, and what broke a rule then. */
export async function checkCandidates(deps: CheckDeps, head: Oid, onDisk: OnDisk): Promise<Candidates> {
  const { git, memory } = deps;
  const folders = governedFolders(deps.kinds);
  const { tree } = await git.readCommit(head);
  const known = memory.recall();
  const all = known === undefined || !(await sameContext(git, known.tree, tree));
  const changes = all ? await git.diffTrees(undefined, tree, folders) : await git.diffTrees(known.tree, tree, folders);
  const suspects = all ? [] : await present(git, tree, known.suspects, changes);
  const committed = [...changes.filter((change) => change.after !== undefined), ...suspects];
  const count = (which: 'before' | 'after') =>
    countRecords(
      deps.kinds,
      changes.filter((change) => change[which] === undefined),
    );
  const records = (all ? 0 : known.records) + count('before') - count('after');
  return {
    files: () => filesOf(git, committed, onDisk),
    bytes: onDisk.bytes,
    touched: async () => [...changes.map(({ path }) => path), ...(known?.suspects ?? []), ...(await onDisk.changed)],
    gone: onDisk.gone,
    whole: all,
    brought: false,
    checked: async () => records + (await recordsMade(deps, tree, onDisk)),
    async settle(findings) {
      if ((await onDisk.changed).length > 0) return;
      memory.remember({ tree, records, suspects: [...new Set(findings.map((each) => each.file))].sort() });
    },
  };
}

/** What is not in the checkout as HEAD has it. It is found out while the caller reads what HEAD has. */
export interface OnDisk {
  changed: Promise<readonly string[]>;
  bytes(path: string): Promise<Buffer | undefined>;
  gone(path: string): Promise<boolean>;
  read: ReadCheckout;
}

/** Starts to look at every file; whatever else a check has to do it can do meanwhile. */
export function lookOnDisk({ git, readCheckout }: CheckDeps, paths: readonly string[]): OnDisk {
  const changed = readCheckout === undefined ? Promise.resolve([]) : git.changedInCheckout(paths);
  changed.catch(() => undefined);
  const read = readCheckout ?? never;
  return {
    changed,
    read,
    bytes: async (path) => ((await changed).includes(path) ? (await read(path))?.bytes : undefined),
    gone: async (path) => (await changed).includes(path) && (await read(path))?.bytes === undefined,
  };
}

async function* filesOf(
  git: GitRepository,
  committed: readonly TreeChange[],
  { changed, read }: OnDisk,
): AsyncGenerator<Candidate> {
  const onDisk = new Set(await changed);
  yield* fromTree(
    git,
    committed.filter((change) => !onDisk.has(change.path)),
  );
  for (const path of onDisk) {
    const file = await read(path);
    if (file !== undefined) yield { path, ...file };
  }
}

/** Files and folders that were named, as they are in the checkout or, without one, at the head. */
export async function namedCandidates(deps: CheckDeps, head: Oid, { paths }: NamedPaths): Promise<Candidates> {
  const { git } = deps;
  const onDisk = lookOnDisk(deps, paths);
  const { tree } = await git.readCommit(head);
  const all = await git.diffTrees(undefined, tree, paths);
  const changed = new Set(await onDisk.changed);
  const committed = all.filter((change) => !changed.has(change.path));
  return {
    files: () => filesOf(git, committed, onDisk),
    bytes: onDisk.bytes,
    touched: async () => [...all.map(({ path }) => path), ...changed],
    gone: onDisk.gone,
    whole: false,
    brought: false,
    checked: async () => countRecords(deps.kinds, all) + (await recordsMade(deps, tree, onDisk)),
    settle: nothing,
  };
}

/** How many records more there are in the checkout than in a tree. */
async function recordsMade({ git, kinds }: CheckDeps, tree: Oid, { changed, read }: OnDisk): Promise<number> {
  const paths = (await changed).filter((path) => countRecords(kinds, [{ path }]) > 0);
  const steps = paths.map(async (path) => {
    const [before, after] = await Promise.all([git.find(tree, path), read(path)]);
    return Number(after !== undefined) - Number(before !== undefined);
  });
  return (await Promise.all(steps)).reduce((sum, step) => sum + step, 0);
}

/** A record is judged by the policy, the configuration and the tenants too: when they change, all are looked at. */
async function sameContext(git: GitRepository, before: Oid, after: Oid): Promise<boolean> {
  for (const path of ['.rgz', 'tenants', 'checklists/evidence']) {
    const [left, right] = await Promise.all([git.find(before, path).catch(never), git.find(after, path)]);
    if (left?.oid !== right?.oid) return false;
  }
  return true;
}

async function present(
  git: GitRepository,
  tree: Oid,
  paths: readonly string[],
  changes: readonly TreeChange[],
): Promise<TreeChange[]> {
  const listed = new Set(changes.map((change) => change.path));
  const found = await Promise.all(
    paths.filter((path) => !listed.has(path)).map(async (path) => ({ path, entry: await git.find(tree, path) })),
  );
  return found.flatMap(({ path, entry }) =>
    entry === undefined ? [] : [{ path, mode: entry.mode, before: entry.oid, after: entry.oid }],
  );
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

function countRecords(kinds: readonly KindDefinition[], files: readonly { path: string }[]): number {
  return files.filter(({ path }) => kinds.some((kind) => kind.recognise(path) !== undefined)).length;
}
