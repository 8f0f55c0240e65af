import { stateOf } from '../domain/history.ts';
import { actionOf, type KindDefinition } from '../domain/kind.ts';
import type { LaunchFacts, ProofFact } from '../domain/launch-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { Version } from '../domain/reading.ts';
import type { Oid } from '../ports/git.ts';
import type { GovernedChange } from '../verify/judge-commit.ts';
import { Holdings } from './bound-files.ts';
import type { Deps } from './deps.ts';
import { doubt, gatesOf } from './gather-proofs.ts';
import { plainBlob } from './plain-blob.ts';

type BookDeps = Pick<Deps, 'git' | 'store' | 'kinds'>;

/**
 * Where records lie that may open gates, carried along a walk over commits. What each of them is, a launch finds at its own
 * parent: a walk goes through the sides of a merge one after the other, and what one of them did says nothing of the other.
 */
export class ProofBook {
  readonly #deps: BookDeps;
  readonly #base: Oid | undefined;
  readonly #known = new Set<string>();
  /** Whose tenant is still to be read. */
  readonly #fresh = new Map<string, KindDefinition>();
  readonly #ofTenant = new Map<string, Map<string, KindDefinition>>();
  /** By path, the version that was read last. */
  readonly #read = new Map<string, { blob: Oid; version: Version | undefined }>();
  readonly #holdings: Holdings;
  #open: Promise<void> | undefined;

  /** `base`: the commit after which the walk begins, if it does not begin at the root. */
  constructor(deps: BookDeps, base: Oid | undefined) {
    this.#deps = deps;
    this.#base = base;
    this.#holdings = new Holdings(deps);
  }

  /** Some commit of the walk has a record there. */
  note(path: string, kind: KindDefinition): void {
    if (kind.proves === undefined || this.#known.has(path)) return;
    this.#known.add(path);
    this.#fresh.set(path, kind);
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
      proofs: await this.#proofsFor(kind.scope(record).tenant, parent, policy),
      ...(await this.#holdings.facts(parent, kind, record)),
    };
  }

  async #proofsFor(tenant: string, parent: Oid, policy: Policy): Promise<readonly ProofFact[]> {
    const wanted = new Set(gatesOf(this.#deps.kinds, policy).map(({ checklist }) => checklist));
    if (wanted.size === 0) return [];
    this.#open ??= this.#recall();
    await this.#open;
    for (const [path, kind] of this.#fresh) {
      const version = await this.#versionAt(parent, path, kind);
      if (version !== undefined) this.#place(path, kind, version.record.metadata.tenant);
    }
    const facts: ProofFact[] = [];
    for (const [path, kind] of this.#ofTenant.get(tenant) ?? []) {
      const version = await this.#versionAt(parent, path, kind);
      const gate = version && kind.proves?.(version.record, stateOf(version.fold));
      if (version?.record.metadata.tenant !== tenant || gate === undefined || !wanted.has(gate)) continue;
      const problem = doubt({ kind, ...version }, policy);
      facts.push({ id: version.record.metadata.id, tenant, gate, ...(problem === undefined ? {} : { problem }) });
    }
    return facts;
  }

  async #versionAt(commit: Oid, path: string, kind: KindDefinition): Promise<Version | undefined> {
    const { git, store } = this.#deps;
    const blob = await plainBlob(git, commit, path);
    if (blob === undefined) return undefined;
    const known = this.#read.get(path);
    if (known?.blob === blob) return known.version;
    const reading = await store.reading(kind, path, await git.readBlob(blob));
    const version = reading.kind === 'version' ? reading.version : undefined;
    this.#read.set(path, { blob, version });
    return version;
  }

  #place(path: string, kind: KindDefinition, tenant: string): void {
    this.#fresh.delete(path);
    this.#known.add(path);
    const paths = this.#ofTenant.get(tenant) ?? new Map<string, KindDefinition>();
    this.#ofTenant.set(tenant, paths.set(path, kind));
  }

  /** What lies where the walk begins. */
  async #recall(): Promise<void> {
    if (this.#base === undefined) return;
    const view = await this.#deps.store.viewAt(this.#base);
    for (const kind of this.#deps.kinds.filter(({ proves }) => proves !== undefined))
      for await (const batch of view.summaries({ kind: kind.kind }))
        for (const { path, tenant } of batch) this.#place(path, kind, tenant);
  }
}
