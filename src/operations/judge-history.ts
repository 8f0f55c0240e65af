import { coAuthorsOf } from '../domain/contributors.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reading, Version } from '../domain/reading.ts';
import { contributionsOf, type TrailEntry } from '../domain/trail.ts';
import type { Oid, TreeChange, WalkedCommit } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { type GovernedChange, judgeCommit } from '../verify/judge-commit.ts';
import { judgeMergedPath } from '../verify/judge-merge.ts';
import type { SignatureFact } from '../verify/judge-signature.ts';
import { BlobWindow } from './blob-window.ts';
import type { Deps } from './deps.ts';
import { type Governed, governs } from './governed-paths.ts';

/** One commit as it was judged. */
export interface JudgedCommit {
  commit: WalkedCommit;
  /** `before`: not adopted yet, so never verified. `anchor`: the adoption itself. `other`: it touches nothing governed. */
  place: 'before' | 'anchor' | 'judged' | 'other';
  signature: SignatureFact;
  /** The person whose key made a good signature. */
  signer: string | undefined;
  findings: readonly Finding[];
  records: readonly { path: string; id: string; reading: Reading | undefined; before: Version | undefined }[];
}

interface CommitState {
  adopted: boolean;
  policy: Oid | undefined;
  at: number;
}

/** What was true before the first commit that is judged. */
export interface Start {
  commit: Oid;
  state: CommitState;
}

const windowSize = 1000;

/** Judges commits in order, parents first, and carries along what later ones are judged by. */
export class HistoryJudge {
  readonly #deps: Pick<Deps, 'git' | 'store' | 'kinds' | 'verify'>;
  readonly #states = new Map<Oid, CommitState>();
  readonly #policies = new Map<Oid, Promise<Policy | undefined>>();
  readonly #latest = new Map<string, { blob: Oid; version: Version }>();
  readonly #trails = new Map<string, TrailEntry[]>();
  readonly #blobs: BlobWindow;

  constructor(deps: Pick<Deps, 'git' | 'store' | 'kinds' | 'verify'>, start: Start | undefined) {
    this.#deps = deps;
    this.#blobs = new BlobWindow(deps.git);
    if (start !== undefined) this.#states.set(start.commit, start.state);
  }

  async *judge(commits: AsyncIterable<WalkedCommit>): AsyncGenerator<JudgedCommit> {
    let window: WalkedCommit[] = [];
    for await (const commit of commits) {
      window.push(commit);
      if (window.length < windowSize) continue;
      yield* this.#judgeWindow(window);
      window = [];
    }
    yield* this.#judgeWindow(window);
  }

  async *#judgeWindow(window: readonly WalkedCommit[]): AsyncGenerator<JudgedCommit> {
    const wanted = window
      .flatMap((commit) => commit.changes.flat())
      .filter((change) => governs(this.#deps.kinds, change.path) !== undefined);
    await this.#blobs.fill(wanted.flatMap((change) => (change.after === undefined ? [] : [change.after])));
    for (const commit of window) yield await this.#judgeOne(commit);
  }

  async #judgeOne(commit: WalkedCommit): Promise<JudgedCommit> {
    const parents = await Promise.all(commit.parents.map((parent) => this.#stateOf(parent)));
    const governed = commit.changes.map((list) => list.flatMap((change) => this.#governed(change)));
    const state = await this.#stateAfter(commit, parents);
    this.#states.set(commit.oid, state);
    const signature = this.#signature(commit);
    const policy = await this.#policy(parents[0]?.adopted ? parents[0].policy : state.policy);
    const signer = signature.kind === 'good' ? policy?.byKey.get(signature.key)?.id : undefined;
    const judged = { commit, signature, signer, findings: [], records: [] };
    if (!state.adopted && !parents.some((parent) => parent.adopted)) return { ...judged, place: 'before' };
    if (!parents.some((parent) => parent.adopted)) {
      await this.#anchor(commit, governed.flat(), signature);
      return { ...judged, place: 'anchor' };
    }
    if (governed.flat().length === 0) return { ...judged, place: 'other' };
    if (commit.parents.length > 1)
      return { ...judged, place: 'judged', findings: await this.#judgeMerge(commit, governed, parents) };
    return {
      ...judged,
      place: 'judged',
      ...(await this.#judgeStep(commit, governed[0] ?? [], parents[0], policy, signature)),
    };
  }

  async #judgeStep(
    commit: WalkedCommit,
    governed: readonly GovernedPath[],
    parent: CommitState | undefined,
    policy: Policy | undefined,
    signature: SignatureFact,
  ): Promise<Pick<JudgedCommit, 'findings' | 'records'>> {
    const links = governed.filter(({ change }) => change.after !== undefined && !change.mode.startsWith('100'));
    const findings: Finding[] = links.map(({ change }) =>
      finding('tree.not-a-file', `${change.path} became a link or a submodule`, {
        file: change.path,
        commit: commit.oid,
      }),
    );
    const records: JudgedCommit['records'][number][] = [];
    const changes: GovernedChange[] = [];
    for (const { change, what } of governed) {
      if (links.some((each) => each.change === change)) continue;
      if (what.what === 'policy')
        changes.push({ what: 'policy', path: change.path, after: await this.#policy(change.after) });
      else if (what.what === 'settings')
        changes.push({ what: 'settings', path: change.path, deleted: change.after === undefined });
      else changes.push(await this.#recordChange(change, what.kind, commit, signature, records));
    }
    const facts = {
      commit: commit.oid,
      author: commit.author.email,
      at: commit.committer.at,
      parentAt: parent?.at ?? 0,
      signature,
      policy,
      changes,
    };
    return { findings: [...findings, ...judgeCommit(facts)], records };
  }

  /** The facts of one record's step; the trail grows by this commit afterwards. */
  async #recordChange(
    change: TreeChange,
    kind: KindDefinition,
    commit: WalkedCommit,
    signature: SignatureFact,
    records: JudgedCommit['records'][number][],
  ): Promise<GovernedChange & { what: 'record' }> {
    const { path } = change;
    const before = await this.#versionBefore(path, kind, change.before);
    const after = await this.#reading(path, kind, change.after);
    const trail = await this.#trail(path, kind, change.before === undefined ? undefined : commit.parents[0]);
    const known = before?.record;
    const contributions = known === undefined ? [] : contributionsOf(known, trail);
    const [added] = trail;
    if (after?.kind === 'version' && change.after !== undefined)
      this.#latest.set(path, { blob: change.after, version: after.version });
    trail.push(trailEntry(commit, signature, before, after));
    records.push({ path, id: kind.recognise(path)?.id ?? path, reading: after, before });
    return {
      what: 'record',
      path,
      kind,
      before,
      after,
      contributions,
      added: added && { author: added.author, commit: added.commit },
    };
  }

  async #judgeMerge(
    commit: WalkedCommit,
    governed: readonly (readonly GovernedPath[])[],
    parents: readonly CommitState[],
  ): Promise<readonly Finding[]> {
    const { git } = this.#deps;
    const base = await git.mergeBase(commit.parents[0] as Oid, commit.parents[1] as Oid);
    const versions = await Promise.all(
      parents.map(async (parent) => (await this.#policy(parent.policy))?.version ?? 0),
    );
    const paths = new Set(governed.flat().map(({ change }) => change.path));
    const findings: Finding[] = [];
    for (const path of paths) {
      const diffs = governed.map((list) => list.find(({ change }) => change.path === path)?.change);
      const merged = diffs.find((diff) => diff !== undefined)?.after;
      const sides = parents.map((parent, at) => {
        const diff = diffs[at];
        return {
          blob: diff === undefined ? merged : diff.before,
          adopted: parent.adopted,
          policyVersion: versions[at] ?? 0,
        };
      });
      const origin = base === undefined ? undefined : (await git.find(base, path))?.oid;
      findings.push(...judgeMergedPath({ path, merged, parents: sides, base: origin }, commit.oid));
    }
    return findings;
  }

  /** Records that come with the adoption stand as they are; who adopted them had a hand in them. */
  async #anchor(commit: WalkedCommit, governed: readonly GovernedPath[], signature: SignatureFact): Promise<void> {
    for (const { change, what } of governed) {
      if (what.what !== 'record') continue;
      const reading = await this.#reading(change.path, what.kind, change.after);
      this.#trails.set(change.path, [trailEntry(commit, signature, undefined, reading)]);
    }
  }

  #governed(change: TreeChange): GovernedPath[] {
    const what = governs(this.#deps.kinds, change.path);
    return what === undefined ? [] : [{ change, what }];
  }

  async #stateOf(commit: Oid): Promise<CommitState> {
    const known = this.#states.get(commit);
    if (known !== undefined) return known;
    const state = await stateAt(this.#deps, commit);
    this.#states.set(commit, state);
    return state;
  }

  async #stateAfter(commit: WalkedCommit, parents: readonly CommitState[]): Promise<CommitState> {
    const at = commit.committer.at;
    const changes = commit.changes[0] ?? [];
    const policy = changes.find((change) => change.path === '.rgz/policy.yaml');
    const config = changes.find((change) => change.path === '.rgz/config.yaml');
    return {
      at,
      policy: policy === undefined ? parents[0]?.policy : policy.after,
      adopted: config === undefined ? parents[0]?.adopted === true : config.after !== undefined,
    };
  }

  #policy(blob: Oid | undefined): Promise<Policy | undefined> {
    if (blob === undefined) return Promise.resolve(undefined);
    const known =
      this.#policies.get(blob) ?? this.#blobs.take(blob).then((bytes) => this.#deps.store.policyFrom(bytes));
    this.#policies.set(blob, known);
    return known;
  }

  async #reading(path: string, kind: KindDefinition, blob: Oid | undefined): Promise<Reading | undefined> {
    if (blob === undefined) return undefined;
    return this.#deps.store.reading(kind, path, await this.#blobs.take(blob));
  }

  /** The version at the parent; where that cannot be read, the last one that could. */
  async #versionBefore(path: string, kind: KindDefinition, blob: Oid | undefined): Promise<Version | undefined> {
    if (blob === undefined) return undefined;
    const latest = this.#latest.get(path);
    if (latest?.blob === blob) return latest.version;
    const reading = await this.#reading(path, kind, blob);
    return reading?.kind === 'version' ? reading.version : latest?.version;
  }

  /** What happened to a record so far; what came before the first judged commit is read from the repository. */
  async #trail(path: string, kind: KindDefinition, parent: Oid | undefined): Promise<TrailEntry[]> {
    const known = this.#trails.get(path);
    if (known !== undefined) return known;
    const trail = parent === undefined ? [] : [...(await this.#trailAt(path, kind, parent))];
    this.#trails.set(path, trail);
    return trail;
  }

  async #trailAt(path: string, kind: KindDefinition, commit: Oid): Promise<readonly TrailEntry[]> {
    const entry = await this.#deps.git.find(commit, path);
    if (entry === undefined) return [];
    return (await this.#deps.store.viewAt(commit)).trail({ kind, id: '', path, blob: entry.oid });
  }

  #signature(commit: WalkedCommit): SignatureFact {
    if (commit.signature === undefined) return { kind: 'none' };
    const verdict = this.#deps.verify(commit.signature.armoured, commit.signature.payload);
    if (verdict.kind === 'good') return { kind: 'good', key: verdict.publicKey };
    return { kind: verdict.kind === 'unsupported' ? 'unsupported' : 'bad', reason: verdict.reason };
  }
}

interface GovernedPath {
  change: TreeChange;
  what: Governed;
}

/** A commit that is taken for granted, for what comes after it. */
export async function startAt(deps: Pick<Deps, 'git'>, commit: Oid): Promise<Start> {
  return { commit, state: await stateAt(deps, commit) };
}

/** What later commits are judged by, at a commit that is not judged itself. */
async function stateAt({ git }: Pick<Deps, 'git'>, commit: Oid): Promise<CommitState> {
  const { tree, committer } = await git.readCommit(commit);
  const [policy, config] = await Promise.all([git.find(tree, '.rgz/policy.yaml'), git.find(tree, '.rgz/config.yaml')]);
  return { at: committer.at, policy: policy?.oid, adopted: config !== undefined };
}

function trailEntry(
  commit: WalkedCommit,
  signature: SignatureFact,
  before: Version | undefined,
  after: Reading | undefined,
): TrailEntry {
  const version = after?.kind === 'version' ? after.version : undefined;
  return {
    commit: commit.oid,
    at: commit.committer.at,
    author: commit.author.email,
    committer: commit.committer.email,
    coAuthors: coAuthorsOf(commit.message),
    key: signature.kind === 'good' ? signature.key : undefined,
    signature: signature.kind === 'good' || signature.kind === 'none' ? signature.kind : 'bad',
    digest: version?.digest,
    changedSpec: before === undefined || before.digest !== version?.digest,
    events: version?.record.status?.history.length ?? 0,
  };
}
