import { draft, stateOf } from '../domain/history.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { Oid } from '../ports/git.ts';
import type { ControllerDeps } from './controller-deps.ts';

/** How many records of a kind are in a state. */
export interface StateCount {
  kind: string;
  state: string;
  count: number;
}

const invalid = 'invalid';

type Counts = ReadonlyMap<string, number>;

/** Counts the records of a commit by their state: all of them once, from then on only what differs between two commits. */
export class StateCounts {
  readonly #deps: Pick<ControllerDeps, 'git' | 'store' | 'kinds'>;
  #last: Promise<{ tip: Oid; counts: Counts } | undefined> = Promise.resolve(undefined);

  constructor(deps: Pick<ControllerDeps, 'git' | 'store' | 'kinds'>) {
    this.#deps = deps;
  }

  /** One count at a time: whoever asks meanwhile waits, and goes on from it. */
  async at(tip: Oid): Promise<readonly StateCount[]> {
    const before = this.#last;
    const next = before.then((known) => this.#count(known, tip));
    this.#last = next.catch(() => before);
    const { counts } = await next;
    return [...counts].map(([key, count]) => {
      const [kind = '', state = ''] = key.split(' ');
      return { kind, state, count };
    });
  }

  async #count(known: { tip: Oid; counts: Counts } | undefined, tip: Oid): Promise<{ tip: Oid; counts: Counts }> {
    if (known?.tip === tip) return known;
    return { tip, counts: known === undefined ? await this.#all(tip) : await this.#since(known, tip) };
  }

  async #all(tip: Oid): Promise<Counts> {
    const counts = new Map<string, number>();
    for (const { kind, states } of this.#deps.kinds)
      for (const state of [draft, ...states, invalid]) counts.set(`${kind} ${state}`, 0);
    const view = await this.#deps.store.viewAt(tip);
    for await (const batch of view.summaries({})) for (const { kind, state } of batch) add(counts, kind, state, 1);
    return counts;
  }

  async #since(known: { tip: Oid; counts: Counts }, tip: Oid): Promise<Counts> {
    const { git, kinds } = this.#deps;
    const counts = new Map(known.counts);
    const folders = [...new Set(kinds.map(({ folder }) => folder))];
    const sides = (await git.diffTrees(known.tip, tip, folders)).flatMap(({ path, before, after }) => {
      const kind = kinds.find((each) => each.recognise(path) !== undefined);
      const files = [
        { blob: before, by: -1 },
        { blob: after, by: 1 },
      ];
      return kind === undefined
        ? []
        : files.flatMap(({ blob, by }) => (blob === undefined ? [] : [{ kind, path, blob, by }]));
    });
    let at = 0;
    for await (const bytes of git.readBlobs(sides.map(({ blob }) => blob))) {
      const side = sides[at++];
      if (side !== undefined) add(counts, side.kind.kind, await this.#stateOf(side.kind, side.path, bytes), side.by);
    }
    return counts;
  }

  async #stateOf(kind: KindDefinition, path: string, bytes: Buffer | undefined): Promise<string> {
    if (bytes === undefined) return invalid;
    const reading = await this.#deps.store.reading(kind, path, bytes);
    return reading.kind === 'version' ? stateOf(reading.version.fold) : invalid;
  }
}

function add(counts: Map<string, number>, kind: string, state: string, by: number): void {
  const key = `${kind} ${state}`;
  counts.set(key, (counts.get(key) ?? 0) + by);
}
