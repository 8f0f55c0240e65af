import type { KindDefinition } from '../domain/kind.ts';
import type { TrailEntry } from '../domain/trail.ts';
import type { Oid } from '../ports/git.ts';
import type { Deps } from './deps.ts';

/** One commit of a record's past, and what was before it: more than one only for a merge that mixes. */
interface Link {
  entry: TrailEntry;
  before: readonly Link[];
}

/**
 * Who changed each record. A past hangs on the blob that it led to, so that what happens on one branch is never taken for
 * the past of another. Of those that nobody asked for lately, only as many are kept as are wanted.
 */
export class RecordTrails {
  readonly #store: Deps['store'];
  readonly #most: number;
  readonly #links = new Map<string, Link>();

  constructor({ store }: Pick<Deps, 'store'>, most = Number.POSITIVE_INFINITY) {
    this.#store = store;
    this.#most = most;
  }

  /** What happened to a record up to a blob of it, oldest first; what is not known here is read from the repository. */
  async of(path: string, kind: KindDefinition, blob: Oid | undefined, commit: Oid): Promise<readonly TrailEntry[]> {
    if (blob === undefined) return [];
    const known = this.#links.get(keyOf(path, blob));
    return unfold(known ?? (await this.#fromRepository(path, kind, blob, commit)));
  }

  /** The commit that led to a blob, if it is known here. */
  last(path: string, blob: Oid | undefined): TrailEntry | undefined {
    return blob === undefined ? undefined : this.#links.get(keyOf(path, blob))?.entry;
  }

  /** Adds one commit to a record's past; `sources` are the blobs that it was made of. */
  add(path: string, blob: Oid, entry: TrailEntry, sources: readonly (Oid | undefined)[]): void {
    const before = sources.map((source) => (source === undefined ? undefined : this.#links.get(keyOf(path, source))));
    this.#keep(keyOf(path, blob), { entry, before: before.filter((each) => each !== undefined) });
  }

  async #fromRepository(path: string, kind: KindDefinition, blob: Oid, commit: Oid): Promise<Link | undefined> {
    const view = await this.#store.viewAt(commit);
    let link: Link | undefined;
    for (const { sources: _sources, history: _history, ...entry } of await view.trail({ kind, id: '', path, blob }))
      link = { entry, before: link === undefined ? [] : [link] };
    if (link !== undefined) this.#keep(keyOf(path, blob), link);
    return link;
  }

  /** The newest come last. */
  #keep(key: string, link: Link): void {
    this.#links.delete(key);
    this.#links.set(key, link);
    if (this.#links.size <= this.#most) return;
    const [oldest = ''] = this.#links.keys();
    this.#links.delete(oldest);
  }
}

function keyOf(path: string, blob: Oid): string {
  return `${path} ${blob}`;
}

/** Oldest first. */
function unfold(last: Link | undefined): readonly TrailEntry[] {
  const found = new Set<Link>();
  const open = last === undefined ? [] : [last];
  for (let link = open.pop(); link !== undefined; link = open.pop()) {
    if (found.has(link)) continue;
    found.add(link);
    open.push(...link.before);
  }
  return [...found].map((link) => link.entry).reverse();
}
