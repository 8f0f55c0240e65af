import type { KindDefinition } from '../domain/kind.ts';
import type { Oid } from '../ports/git.ts';
import type { Deps } from './deps.ts';
import { type GovernedPath, gone } from './governed-paths.ts';

/** Where else an id lies. The walk remembers what it saw on any branch, so that a tree is only asked where it matters. */
export class IdPlaces {
  readonly #deps: Pick<Deps, 'store'>;
  readonly #whole: boolean;
  readonly #seen = new Map<string, Set<string>>();

  /** `whole`: the walk begins at the root, so that it sees every record there ever was. */
  constructor(deps: Pick<Deps, 'store'>, whole: boolean) {
    this.#deps = deps;
    this.#whole = whole;
  }

  /** What a commit of the walk adds. */
  note(governed: readonly GovernedPath[]): void {
    for (const { change, what } of governed) {
      if (what.what !== 'record' || change.mode === gone) continue;
      const id = idOf(what.kind, change.path);
      this.#seen.set(id, (this.#seen.get(id) ?? new Set()).add(change.path));
    }
  }

  /** The other paths at which a commit holds the id of a path. */
  async elsewhere(commit: Oid, kind: KindDefinition, path: string): Promise<readonly string[]> {
    const id = idOf(kind, path);
    const others = [...(this.#seen.get(id) ?? [])].filter((each) => each !== path);
    if (this.#whole && others.length === 0) return [];
    const places = await (await this.#deps.store.viewAt(commit)).placesOf(id);
    return places.filter((each) => each !== path).sort();
  }
}

function idOf(kind: KindDefinition, path: string): string {
  return kind.recognise(path)?.id ?? path;
}
