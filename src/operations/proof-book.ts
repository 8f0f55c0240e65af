import { stateOf } from '../domain/history.ts';
import { actionOf, type KindDefinition } from '../domain/kind.ts';
import type { LaunchFacts, ProofFact } from '../domain/launch-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { Version } from '../domain/reading.ts';
import type { Oid } from '../ports/git.ts';
import type { GovernedChange } from '../verify/judge-commit.ts';
import { Holdings } from './bound-files.ts';
import type { Deps } from './deps.ts';
import { locate } from './gather.ts';
import { doubt, gatesOf } from './gather-proofs.ts';
import { sumsOf } from './judge-sums.ts';
import type { JudgedRecord } from './record-steps.ts';

interface Proof {
  kind: KindDefinition;
  version: Version;
  gate: string;
}

type BookDeps = Pick<Deps, 'git' | 'store' | 'kinds'>;

/** What opens gates, carried along a walk over commits, so that a launch can be held against what stood before it. */
export class ProofBook {
  readonly #deps: BookDeps;
  readonly #base: Oid | undefined;
  /** By path. */
  readonly #proofs = new Map<string, Proof>();
  readonly #noted = new Set<string>();
  readonly #holdings: Holdings;
  #open: Promise<void> | undefined;

  /** `base`: the commit after which the walk begins, if it does not begin at the root. */
  constructor(deps: BookDeps, base: Oid | undefined) {
    this.#deps = deps;
    this.#base = base;
    this.#holdings = new Holdings(deps);
  }

  /** What a record is from this commit on. */
  note({ path, reading }: Pick<JudgedRecord, 'path' | 'reading'>): void {
    const kind = this.#deps.kinds.find((each) => each.recognise(path) !== undefined);
    if (kind?.proves === undefined) return;
    this.#noted.add(path);
    const version = reading?.kind === 'version' ? reading.version : undefined;
    const gate = version && kind.proves(version.record, stateOf(version.fold));
    if (version === undefined || gate === undefined) this.#proofs.delete(path);
    else this.#proofs.set(path, { kind, version, gate });
  }

  /** What a launch may be held against again; undefined where the commit launches nothing. */
  async launch(
    { kind, before, after }: GovernedChange & { what: 'record' },
    parent: Oid | undefined,
    policy: Policy | undefined,
  ): Promise<LaunchFacts | undefined> {
    if (before === undefined || parent === undefined || policy === undefined) return undefined;
    if (after?.kind !== 'version') return undefined;
    const added = (after.version.record.status?.history ?? []).slice(before.record.status?.history.length ?? 0);
    if (!added.some(({ action }) => actionOf(kind, action)?.launches)) return undefined;
    const { record } = before;
    return {
      proofs: await this.#proofsFor(kind.scope(record).tenant, policy),
      files: await this.#holdings.of(parent, kind, record),
      sums: sumsOf(this.#deps, kind, record),
    };
  }

  async #proofsFor(tenant: string, policy: Policy): Promise<readonly ProofFact[]> {
    const wanted = new Set(gatesOf(this.#deps.kinds, policy).map(({ checklist }) => checklist));
    if (wanted.size === 0) return [];
    this.#open ??= this.#recall();
    await this.#open;
    return [...this.#proofs.values()]
      .filter(({ version, gate }) => version.record.metadata.tenant === tenant && wanted.has(gate))
      .map(({ kind, version: { record, fold }, gate }) => {
        const problem = doubt({ kind, record, fold }, policy);
        return { id: record.metadata.id, tenant, gate, ...(problem === undefined ? {} : { problem }) };
      });
  }

  /** What the walk has brought already stands; the rest is as it was where the walk begins. */
  async #recall(): Promise<void> {
    if (this.#base === undefined) return;
    const view = await this.#deps.store.viewAt(this.#base);
    for (const kind of this.#deps.kinds.filter(({ proves }) => proves !== undefined))
      for await (const batch of view.summaries({ kind: kind.kind }))
        for (const { id, path, proves: gate } of batch) {
          if (gate === undefined || this.#noted.has(path)) continue;
          this.#proofs.set(path, { kind, version: await view.load(await locate(view, id)), gate });
        }
  }
}
