import type { KindDefinition } from '../domain/kind.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reading, Version } from '../domain/reading.ts';
import { contributionsOf } from '../domain/trail.ts';
import type { Oid, TreeChange, WalkedCommit } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { type GovernedChange, judgeCommit } from '../verify/judge-commit.ts';
import type { SignatureFact } from '../verify/judge-signature.ts';
import { BlobWindow } from './blob-window.ts';
import { type CommitState, CommitStates } from './commit-states.ts';
import type { Deps } from './deps.ts';
import { type GovernedPath, governs } from './governed-paths.ts';
import { judgeMerge } from './judge-merge-commit.ts';
import { RecordPast } from './record-past.ts';

export interface JudgedRecord {
  path: string;
  id: string;
  reading: Reading | undefined;
  before: Version | undefined;
}

/** One commit as it was judged. */
export interface JudgedCommit {
  commit: WalkedCommit;
  /** `before`: not adopted yet, so never verified. `anchor`: the adoption itself. `other`: it touches nothing governed. */
  place: 'before' | 'anchor' | 'judged' | 'other';
  signature: SignatureFact;
  /** The person whose key made a good signature. */
  signer: string | undefined;
  findings: readonly Finding[];
  records: readonly JudgedRecord[];
}

type JudgeDeps = Pick<Deps, 'git' | 'store' | 'kinds' | 'verify'>;

interface PreparedWindow {
  blobs: ReadonlyMap<Oid, Buffer>;
  signed: readonly { commit: WalkedCommit; signature: SignatureFact }[];
}

const windowSize = 1000;

async function* inWindows(commits: AsyncIterable<WalkedCommit>): AsyncGenerator<readonly WalkedCommit[]> {
  let window: WalkedCommit[] = [];
  for await (const commit of commits) {
    window.push(commit);
    if (window.length < windowSize) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}

/** Judges commits in order, parents first, and carries along what later ones are judged by. */
export class HistoryJudge {
  readonly #deps: JudgeDeps;
  readonly #blobs: BlobWindow;
  readonly #states: CommitStates;
  readonly #past: RecordPast;

  constructor(deps: JudgeDeps) {
    this.#deps = deps;
    this.#blobs = new BlobWindow(deps.git);
    this.#states = new CommitStates(deps, this.#blobs);
    this.#past = new RecordPast(deps, this.#blobs);
  }

  /** While one window is judged, the blobs and signatures of the next are under way. */
  async *judge(commits: AsyncIterable<WalkedCommit>): AsyncGenerator<JudgedCommit> {
    let ready: Promise<PreparedWindow> | undefined;
    for await (const window of inWindows(commits)) {
      const next = this.#prepare(window);
      next.catch(() => undefined);
      if (ready !== undefined) yield* this.#judgeWindow(await ready);
      ready = next;
    }
    if (ready !== undefined) yield* this.#judgeWindow(await ready);
  }

  async #prepare(window: readonly WalkedCommit[]): Promise<PreparedWindow> {
    const governed = window
      .flatMap((commit) => commit.changes.flat())
      .filter((change) => governs(this.#deps.kinds, change.path) !== undefined);
    const oids = governed.flatMap((change) => (change.after === undefined ? [] : [change.after]));
    const [blobs, signed] = await Promise.all([
      this.#blobs.read(oids),
      Promise.all(window.map(async (commit) => ({ commit, signature: await this.#signature(commit) }))),
    ]);
    return { blobs, signed };
  }

  async *#judgeWindow({ blobs, signed }: PreparedWindow): AsyncGenerator<JudgedCommit> {
    this.#blobs.hold(blobs);
    for (const { commit, signature } of signed) yield await this.#judgeOne(commit, signature);
  }

  async #judgeOne(commit: WalkedCommit, signature: SignatureFact): Promise<JudgedCommit> {
    const parents = await Promise.all(commit.parents.map((parent) => this.#states.of(parent)));
    const governed = commit.changes.map((list) => list.flatMap((change) => this.#governed(change)));
    const state = this.#states.after(commit, parents);
    const adopted = parents.some((parent) => parent.adopted);
    const policy = await this.#states.policy(adopted ? parents[0]?.policy : state.policy);
    const signer = signature.kind === 'good' ? policy?.byKey.get(signature.key)?.id : undefined;
    const judged = { commit, signature, signer, findings: [], records: [] };
    if (!adopted && !state.adopted) return { ...judged, place: 'before' };
    if (!adopted)
      return { ...judged, place: 'anchor', records: await this.#takeUp(commit, governed.flat(), signature) };
    if (governed.flat().length === 0) return { ...judged, place: 'other' };
    if (commit.parents.length > 1) {
      return {
        ...judged,
        place: 'judged',
        findings: await judgeMerge(this.#deps.git, this.#states, commit, governed, parents),
      };
    }
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
    const findings: Finding[] = links.map(({ change: { path } }) =>
      finding('tree.not-a-file', `${path} became a link or a submodule`, { file: path, commit: commit.oid }),
    );
    const records: JudgedRecord[] = [];
    const changes: GovernedChange[] = [];
    for (const { change, what } of governed) {
      const { path, after } = change;
      if (links.some((each) => each.change === change)) continue;
      if (what.what === 'policy') changes.push({ what: 'policy', path, after: await this.#states.policy(after) });
      else if (what.what === 'settings') changes.push({ what: 'settings', path, deleted: after === undefined });
      else {
        const step = await this.#recordChange(change, what.kind, commit, signature);
        changes.push(step);
        records.push({ path, id: what.kind.recognise(path)?.id ?? path, reading: step.after, before: step.before });
      }
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

  /** The facts of one record's step; its past grows by this commit afterwards. */
  async #recordChange(
    change: TreeChange,
    kind: KindDefinition,
    commit: WalkedCommit,
    signature: SignatureFact,
  ): Promise<GovernedChange & { what: 'record' }> {
    const { path } = change;
    const before = await this.#past.versionBefore(path, kind, change.before);
    const after = await this.#past.reading(path, kind, change.after);
    const trail = [
      ...(await this.#past.trail(path, kind, change.before === undefined ? undefined : commit.parents[0])),
    ];
    this.#past.add(path, change.after, { commit, signature, before, after });
    const contributions = before === undefined ? [] : contributionsOf(before.record, trail);
    const [added] = trail;
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

  /** Records that come with the adoption stand as they are; who adopted them had a hand in them. */
  async #takeUp(
    commit: WalkedCommit,
    governed: readonly GovernedPath[],
    signature: SignatureFact,
  ): Promise<readonly JudgedRecord[]> {
    const records: JudgedRecord[] = [];
    for (const { change, what } of governed) {
      if (what.what !== 'record') continue;
      const after = await this.#past.reading(change.path, what.kind, change.after);
      this.#past.add(change.path, change.after, { commit, signature, before: undefined, after });
      records.push({
        path: change.path,
        id: what.kind.recognise(change.path)?.id ?? change.path,
        reading: after,
        before: undefined,
      });
    }
    return records;
  }

  #governed(change: TreeChange): GovernedPath[] {
    const what = governs(this.#deps.kinds, change.path);
    return what === undefined ? [] : [{ change, what }];
  }

  async #signature(commit: WalkedCommit): Promise<SignatureFact> {
    if (commit.signature === undefined) return { kind: 'none' };
    const verdict = await this.#deps.verify(commit.signature.armoured, commit.signature.payload);
    if (verdict.kind === 'good') return { kind: 'good', key: verdict.publicKey };
    return { kind: verdict.kind === 'unsupported' ? 'unsupported' : 'bad', reason: verdict.reason };
  }
}
