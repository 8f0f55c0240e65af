import { trailersOf } from '../domain/trailers.ts';
import type { Oid, TreeChange, WalkedCommit } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { type GovernedChange, judgeCommit } from '../verify/judge-commit.ts';
import { type CommitForm, judgeCommitForm } from '../verify/judge-commit-form.ts';
import type { SignatureFact } from '../verify/judge-signature.ts';
import { BlobWindow } from './blob-window.ts';
import { ClaimBook } from './claim-book.ts';
import { CommitStates } from './commit-states.ts';
import type { Deps } from './deps.ts';
import { FileOrigins } from './file-origins.ts';
import { type GovernedPath, governs, isLink } from './governed-paths.ts';
import { IdPlaces } from './id-places.ts';
import { type Beside, judgeBeside, type Stepped } from './judge-beside.ts';
import { judgeCopy } from './judge-copy.ts';
import { judgeHeld } from './judge-held.ts';
import { judgeMerge } from './judge-merge-commit.ts';
import { judgeStrays } from './judge-strays.ts';
import { judgeSums } from './judge-sums.ts';
import { ProofBook } from './proof-book.ts';
import type { Made } from './record-past.ts';
import { type JudgedRecord, RecordSteps } from './record-steps.ts';
import { RecordTrails } from './record-trails.ts';
import { signatureFactOf } from './signature-fact.ts';

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

type JudgeDeps = Pick<Deps, 'git' | 'store' | 'kinds' | 'verify' | 'clock'>;

interface Prepared {
  commit: WalkedCommit;
  /** What it changes of what the rules are about, against each parent. */
  governed: readonly (readonly GovernedPath[])[];
  signature: SignatureFact;
}

interface PreparedWindow {
  blobs: ReadonlyMap<Oid, Buffer>;
  commits: readonly Prepared[];
}

const windowSize = 125;

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

/** Where trees may be read in two ways, whatever they hold is in doubt; also what no governed path seems to be part of. */
function withTrees(judged: JudgedCommit): JudgedCommit {
  const { commit, place, findings } = judged;
  if (place === 'before' || commit.malformedTree === undefined) return judged;
  const { path, reason } = commit.malformedTree;
  const found = finding('tree.malformed', `not every program reads ${path} alike: ${reason}`, {
    file: path,
    commit: commit.oid,
  });
  return { ...judged, findings: [...findings, found] };
}

/** Judges commits in order, parents first, and carries along what later ones are judged by. */
export class HistoryJudge {
  readonly #deps: JudgeDeps;
  readonly #blobs: BlobWindow;
  readonly #states: CommitStates;
  readonly #records: RecordSteps;
  readonly #places: IdPlaces;
  readonly #claims: ClaimBook;
  readonly #proofs: ProofBook;
  readonly #origins: FileOrigins;
  readonly #now: number;

  /** `base`: the commit after which the walk begins, if it does not begin at the root. `trails`: what is known before. */
  constructor(deps: JudgeDeps, base: Oid | undefined, trails = new RecordTrails(deps)) {
    this.#deps = deps;
    this.#blobs = new BlobWindow(deps.git);
    this.#states = new CommitStates(deps, this.#blobs);
    this.#origins = new FileOrigins(deps, this.#states);
    this.#places = new IdPlaces(deps, base === undefined);
    this.#records = new RecordSteps(deps, this.#blobs, this.#places, trails);
    this.#claims = new ClaimBook(deps, base);
    this.#proofs = new ProofBook(deps, base);
    this.#now = Math.floor(Date.parse(deps.clock.now()) / 1000);
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
    const changed = window.map((commit) => {
      const governed = commit.changes.map((list) => list.flatMap((change) => this.#governed(change)));
      return { commit, governed };
    });
    const oids = changed.flatMap(({ governed }) => governed.flat()).flatMap(({ change }) => change.after ?? []);
    const signed = async (each: Omit<Prepared, 'signature'>) => ({
      ...each,
      signature: await signatureFactOf(this.#deps, each.commit),
    });
    const [blobs, commits] = await Promise.all([this.#blobs.read(oids), Promise.all(changed.map(signed))]);
    return { blobs, commits };
  }

  async *#judgeWindow({ blobs, commits }: PreparedWindow): AsyncGenerator<JudgedCommit> {
    this.#blobs.hold(blobs);
    for (const { commit, governed, signature } of commits) {
      this.#places.note(governed.flat());
      for (const { change, what } of governed.flat())
        if (what.what === 'record') this.#proofs.note(change.path, what.kind);
      yield withTrees(await this.#judgeOne(commit, governed, signature));
    }
  }

  async #judgeOne(
    commit: WalkedCommit,
    governed: readonly (readonly GovernedPath[])[],
    signature: SignatureFact,
  ): Promise<JudgedCommit> {
    const parents = await Promise.all(commit.parents.map((parent) => this.#states.of(parent)));
    const state = this.#states.after(commit, parents);
    const adopted = parents.some((parent) => parent.adopted);
    const policy = await this.#states.policy(adopted ? parents[0]?.policy : state.policy);
    const made = { commit, signature, policy: await this.#states.policy(parents[0]?.policy) };
    const signer = signature.kind === 'good' ? policy?.byKey.get(signature.key)?.id : undefined;
    const judged = { commit, signature, signer, findings: [], records: [] };
    if (!adopted && !state.adopted) return { ...judged, place: 'before' };
    if (!adopted) {
      const records = await this.#records.takeUp(made, governed.flat());
      this.#claims.takeUp(records);
      return { ...judged, place: 'anchor', records };
    }
    if (governed.flat().length === 0) return { ...judged, place: 'other' };
    const form: CommitForm = {
      commit: commit.oid,
      at: commit.committer.at,
      parentAt: Math.max(...parents.map((parent) => parent.at)),
      now: this.#now,
      malformed: commit.malformed,
    };
    if (commit.parents.length > 1) {
      const findings = await judgeMerge(this.#deps.git, this.#states, this.#places, commit, governed, parents);
      await this.#records.addMixed(made, governed);
      const file = governed.flat()[0]?.change.path ?? '';
      return { ...judged, place: 'judged', findings: [...judgeCommitForm(form, file), ...findings] };
    }
    return {
      ...judged,
      place: 'judged',
      ...(await this.#judgeStep(made, form, governed[0] ?? [], state.settings)),
    };
  }

  async #judgeStep(
    made: Made,
    form: CommitForm,
    governed: readonly GovernedPath[],
    settings: Oid,
  ): Promise<Pick<JudgedCommit, 'findings' | 'records'>> {
    const { commit, signature, policy } = made;
    const findings = judgeStrays(governed, commit.oid);
    const records: JudgedRecord[] = [];
    const changes: GovernedChange[] = [];
    const granted = new Set<string>();
    for (const { change, what } of governed) {
      const { path, after } = change;
      if (what.what === 'stray' || isLink(change.mode)) continue;
      if (what.what === 'policy') changes.push({ what: 'policy', path, after: await this.#states.policy(after) });
      else if (what.what === 'settings') changes.push(await this.#settingsChange(path, after));
      else {
        const step = await this.#records.step(change, what.kind, made, settings);
        const launch = await this.#proofs.launch(step, commit.parents[0], policy);
        changes.push({ ...step, launch });
        if (step.after?.kind === 'version') {
          const after = step.after.version.record;
          const stepped = { kind: what.kind, path, before: step.before?.record, after };
          const judged = await this.#judgeRecord(commit, stepped);
          findings.push(...judged.findings);
          for (const file of judged.granted) granted.add(file);
        }
        records.push({ path, id: what.kind.recognise(path)?.id ?? path, reading: step.after, before: step.before });
      }
    }
    const facts = {
      ...form,
      author: commit.author.email,
      committer: commit.committer.email,
      trailers: trailersOf(commit.message),
      signature,
      policy,
      changes,
      granted,
    };
    return { findings: [...findings, ...judgeCommit(facts)], records };
  }

  /** What a record says of other files, other records and texts, held against those. */
  async #judgeRecord({ oid, parents: [parent] }: WalkedCommit, stepped: Stepped): Promise<Beside> {
    const { kind, path, before, after } = stepped;
    const copied = await judgeCopy(this.#deps, this.#origins, parent, oid, stepped);
    const claimed = await this.#claims.judge(kind, path, before, after, oid);
    const summed = judgeSums(this.#deps, oid, stepped);
    const held = await judgeHeld(this.#deps, oid, stepped);
    const beside = await judgeBeside(this.#deps, parent, oid, stepped);
    return { granted: beside.granted, findings: [...copied, ...claimed, ...summed, ...held, ...beside.findings] };
  }

  async #settingsChange(path: string, after: Oid | undefined): Promise<GovernedChange & { what: 'settings' }> {
    const faults =
      after === undefined ? [] : await this.#deps.store.settingsFaults(path, await this.#blobs.take(after));
    return { what: 'settings', path, deleted: after === undefined, faults };
  }

  #governed(change: TreeChange): GovernedPath[] {
    const what = governs(this.#deps.kinds, change.path);
    return what === undefined ? [] : [{ change, what }];
  }
}
