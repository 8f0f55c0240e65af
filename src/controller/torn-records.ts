import { stateOf } from '../domain/history.ts';
import type { Admitted, TornRecord } from '../ports/controller-state.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import { targetKey } from '../reconcile/snapshot.ts';
import type { ControllerDeps } from './controller-deps.ts';

type Deps = Pick<ControllerDeps, 'git' | 'store' | 'kinds'>;

/**
 * Records that were torn from their target while a job of theirs may run: deleted, put into another state or led to another
 * target by a commit that breaks a rule. The target stays occupied until the record is put back and comes to an end.
 */
export class TornRecords {
  readonly #deps: Deps;
  readonly #torn: Map<string, TornRecord>;

  constructor(deps: Deps, before: Admitted | undefined) {
    this.#deps = deps;
    this.#torn = new Map(before?.torn);
  }

  /** A commit that breaks a rule touched the record. */
  async touched(path: string, { changes }: WalkedCommit): Promise<void> {
    for (const change of changes.flat().filter((each) => each.path === path)) {
      const before = await this.#occupied(path, change.before);
      if (before === undefined || this.#torn.has(path)) continue;
      const after = await this.#occupied(path, change.after);
      if (after?.target !== before.target) this.#torn.set(path, before);
    }
  }

  /** A commit that keeps the rules. What was put back and is settled now is over. */
  async legal({ changes }: WalkedCommit): Promise<void> {
    for (const { path, before, after } of changes.flat()) {
      const torn = this.#torn.get(path);
      if (torn === undefined || (await this.#occupied(path, before))?.target !== torn.target) continue;
      if ((await this.#occupied(path, after)) === undefined) this.#torn.delete(path);
    }
  }

  get all(): NonNullable<Admitted['torn']> {
    return [...this.#torn];
  }

  /** The target that a version of a record occupies. */
  async #occupied(path: string, blob: Oid | undefined): Promise<TornRecord | undefined> {
    const { git, store, kinds } = this.#deps;
    const kind = kinds.find((each) => each.recognise(path) !== undefined);
    if (blob === undefined || kind?.work === undefined) return undefined;
    const reading = await store.reading(kind, path, await git.readBlob(blob));
    if (reading.kind !== 'version') return undefined;
    const { record, fold } = reading.version;
    const { work } = kind;
    if (![work.doing, work.held].includes(stateOf(fold))) return undefined;
    return { id: record.metadata.id, target: targetKey({ kind, work, record }) };
  }
}
