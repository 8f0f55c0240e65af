import { stateOf } from '../domain/history.ts';
import type { KindDefinition } from '../domain/kind.ts';
import { type Summary, summarise } from '../domain/summary.ts';
import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { ControllerDeps } from './controller-deps.ts';

/** A record that somebody is reminded of if nothing happens to it. */
export interface Standstill {
  kind: KindDefinition;
  id: string;
  path: string;
  tenant: string;
  /** Milliseconds. */
  dueAt: number;
}

/**
 * The records that may stand still for too long, and until when they may. Found once by the summaries; from then on only
 * what differs between two tips is read.
 */
export class Standstills {
  readonly #deps: Pick<ControllerDeps, 'git' | 'store'>;
  readonly #kinds: readonly KindDefinition[];
  readonly #known = new Map<string, Standstill>();
  #tree: Oid | undefined;

  constructor({ git, store, kinds }: Pick<ControllerDeps, 'git' | 'store' | 'kinds'>) {
    this.#deps = { git, store };
    this.#kinds = kinds.filter(({ nudges }) => nudges !== undefined);
  }

  async at(view: View): Promise<Iterable<Standstill>> {
    const { tree } = view.tip;
    if (this.#tree === undefined) await this.#findAll(view);
    else if (this.#tree !== tree) await this.#take(this.#tree, tree);
    this.#tree = tree;
    return this.#known.values();
  }

  async #findAll(view: View): Promise<void> {
    this.#known.clear();
    for (const kind of this.#kinds) {
      for await (const batch of view.summaries({ kind: kind.kind, states: nudgedIn(kind) }))
        for (const summary of batch) this.#note(kind, summary);
    }
  }

  async #take(before: Oid, after: Oid): Promise<void> {
    const { git, store } = this.#deps;
    const changes = await git.diffTrees(before, after, [...new Set(this.#kinds.map(({ folder }) => folder))]);
    const there: { kind: KindDefinition; path: string; blob: Oid }[] = [];
    for (const { path, mode, after: blob } of changes) {
      this.#known.delete(path);
      const kind = this.#kinds.find((each) => each.recognise(path) !== undefined);
      if (kind !== undefined && blob !== undefined && mode.startsWith('100')) there.push({ kind, path, blob });
    }
    let at = 0;
    for await (const bytes of git.readBlobs(there.map(({ blob }) => blob))) {
      const file = there[at++];
      if (file === undefined || bytes === undefined) continue;
      const reading = await store.reading(file.kind, file.path, bytes);
      if (reading.kind !== 'version') continue;
      const { record, fold } = reading.version;
      if (nudgedIn(file.kind).includes(stateOf(fold)))
        this.#note(file.kind, summarise(file.kind, record, fold, file.path));
    }
  }

  #note(kind: KindDefinition, { id, path, tenant, nudgeAt }: Summary): void {
    if (nudgeAt !== undefined) this.#known.set(path, { kind, id, path, tenant, dueAt: Date.parse(nudgeAt) });
  }
}

function nudgedIn({ nudgedIn: states, initial }: KindDefinition): readonly string[] {
  return states ?? [initial];
}
