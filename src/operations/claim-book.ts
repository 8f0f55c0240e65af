import type { Claim } from '../domain/bound.ts';
import { draft as unopened } from '../domain/history.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import { claimed } from '../verify/judge-claims.ts';
import type { Deps } from './deps.ts';
import type { JudgedRecord } from './record-steps.ts';

interface Holder {
  id: string;
  draft: boolean;
}

/** Who claims what, carried along a walk over commits. A draft, which anybody can push, keeps nothing from a record on file. */
export class ClaimBook {
  readonly #deps: Pick<Deps, 'store' | 'kinds'>;
  /** By kind and key, those who have it by their paths. */
  readonly #held = new Map<string, Map<string, Holder>>();
  readonly #keys = new Map<string, readonly string[]>();
  readonly #base: Oid | undefined;
  #open: Promise<void> | undefined;

  /** `base`: the commit after which the walk begins, if it does not begin at the root. */
  constructor(deps: Pick<Deps, 'store' | 'kinds'>, base: Oid | undefined) {
    this.#deps = deps;
    this.#base = base;
  }

  /** What a record comes to claim by a commit that another has already. */
  async judge(
    kind: KindDefinition,
    path: string,
    before: RecordData | undefined,
    after: RecordData,
    commit: Oid,
  ): Promise<readonly Finding[]> {
    if (kind.claims === undefined) return [];
    this.#open ??= this.#recall();
    await this.#open;
    const { id } = after.metadata;
    const draft = isDraft(after);
    const stood = before !== undefined && (draft || !isDraft(before)) ? kind.claims(before) : [];
    const had = new Set(stood.map(({ key }) => key));
    const claims = kind.claims(after);
    this.#note(kind, path, { id, draft }, claims);
    return claims
      .filter(({ key }) => !had.has(key))
      .flatMap((claim) => {
        const holders = this.#held.get(keyOf(kind.kind, claim)) ?? new Map<string, Holder>();
        const other = [...holders].find(([at, each]) => at !== path && each.id !== id && (draft || !each.draft));
        return other === undefined ? [] : [claimed({ path, claim }, other[1].id, commit)];
      });
  }

  /** Records that come with the adoption stand as they are. */
  takeUp(records: readonly JudgedRecord[]): void {
    for (const { path, id, reading } of records) {
      const kind = this.#deps.kinds.find((each) => each.recognise(path) !== undefined);
      if (kind?.claims === undefined || reading?.kind !== 'version') continue;
      const { record } = reading.version;
      this.#note(kind, path, { id, draft: isDraft(record) }, kind.claims(record));
    }
  }

  /** What a record claims from now on. */
  #note({ kind }: Pick<KindDefinition, 'kind'>, path: string, holder: Holder, claims: readonly Claim[]): void {
    for (const key of this.#keys.get(path) ?? []) this.#held.get(key)?.delete(path);
    const keys = claims.map((claim) => keyOf(kind, claim));
    this.#keys.set(path, keys);
    for (const key of keys) {
      const holders = this.#held.get(key) ?? new Map<string, Holder>();
      this.#held.set(key, holders.set(path, holder));
    }
  }

  async #recall(): Promise<void> {
    if (this.#base === undefined) return;
    const view = await this.#deps.store.viewAt(this.#base);
    for (const kind of this.#deps.kinds.filter((each) => each.claims !== undefined))
      for await (const batch of view.summaries({ kind: kind.kind }))
        for (const { path, id, state, claims = [] } of batch)
          this.#note(kind, path, { id, draft: state === unopened }, claims);
  }
}

function isDraft({ status }: RecordData): boolean {
  return (status?.history ?? []).length === 0;
}

function keyOf(kind: string, { key }: Claim): string {
  return `${kind} ${key}`;
}
