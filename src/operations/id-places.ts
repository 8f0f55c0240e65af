import type { KindDefinition } from '../domain/kind.ts';
import type { Oid } from '../ports/git.ts';
import type { Deps } from './deps.ts';
import { type GovernedPath, gone } from './governed-paths.ts';

/** Where each id lies, up to the commit that is being judged: what a walk has seen, and what was there before it. */
export class IdPlaces {
  readonly #deps: Pick<Deps, 'store'>;
  readonly #base: Oid | undefined;
  readonly #places = new Map<string, Set<string>>();
  readonly #left = new Set<string>();

  constructor(deps: Pick<Deps, 'store'>, base: Oid | undefined) {
    this.#deps = deps;
    this.#base = base;
  }

  /** What a commit adds and takes away. */
  note(governed: readonly GovernedPath[]): void {
    for (const { change, what } of governed) {
      if (what.what !== 'record') continue;
      const { path } = change;
      const id = idOf(what.kind, path);
      const places = this.#places.get(id) ?? new Set();
      this.#places.set(id, places);
      if (change.mode === gone) {
        places.delete(path);
        this.#left.add(path);
      } else {
        places.add(path);
        this.#left.delete(path);
      }
    }
  }

  /** Where else the id of a new record lies already. */
  async elsewhere(kind: KindDefinition, path: string): Promise<readonly string[]> {
    const id = idOf(kind, path);
    const before = this.#base === undefined ? [] : await (await this.#deps.store.viewAt(this.#base)).placesOf(id);
    const all = [...(this.#places.get(id) ?? []), ...before.filter((each) => !this.#left.has(each))];
    return [...new Set(all)].filter((each) => each !== path).sort();
  }
}

function idOf(kind: KindDefinition, path: string): string {
  return kind.recognise(path)?.id ?? path;
}
