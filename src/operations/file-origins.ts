import type { Oid } from '../ports/git.ts';
import { faultOfOrigin } from '../verify/judge-origin.ts';
import type { CommitStates } from './commit-states.ts';
import type { Deps } from './deps.ts';
import { isPlain } from './governed-paths.ts';
import { signatureFactOf } from './signature-fact.ts';

/**
 * Whether files that records take a copy of came to say what they say by somebody who might change them. A file that was
 * forged, and put back later, lends nothing to what was opened meanwhile.
 */
export class FileOrigins {
  readonly #deps: Pick<Deps, 'git' | 'verify'>;
  readonly #states: CommitStates;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(deps: Pick<Deps, 'git' | 'verify'>, states: CommitStates) {
    this.#deps = deps;
    this.#states = states;
  }

  /** Why nobody may go by the file as it is in a commit, or by its being gone; undefined where they may. */
  async fault(commit: Oid, path: string): Promise<string | undefined> {
    const { copied } = await this.#states.of(commit);
    const last = copied.changed.get(path) ?? (await this.#before(copied.since, path));
    return last === undefined ? undefined : this.#once(`${last} ${path}`, () => this.#judge(last, path));
  }

  /** What changed the file last, up to a commit that no walk has seen the changes of. */
  async #before(since: Oid | undefined, path: string): Promise<Oid | undefined> {
    if (since === undefined) return undefined;
    const [newest] = await this.#deps.git.historyOf(since, path);
    return newest?.commit;
  }

  async #judge(oid: Oid, path: string): Promise<string | undefined> {
    const commit = await this.#deps.git.readCommit(oid);
    const [first, ...others] = commit.parents;
    const parents = await Promise.all(commit.parents.map((parent) => this.#states.of(parent)));
    // What was there at the adoption stands as it is.
    if (first === undefined || !parents.some(({ adopted }) => adopted)) return undefined;
    if (others.length > 0) return this.#judgeMerge(oid, commit.parents, path);
    const because = faultOfOrigin({
      policy: await this.#states.policy(parents[0]?.policy),
      author: commit.author.email,
      signature: await signatureFactOf(this.#deps, commit),
      malformed: commit.malformed,
    });
    return because === undefined ? undefined : `${oid.slice(0, 12)} put it there: ${because}`;
  }

  /** A merge makes no file of its own: it is that of a side which has the same. */
  async #judgeMerge(oid: Oid, parents: readonly Oid[], path: string): Promise<string | undefined> {
    const blobAt = async (commit: Oid) => {
      const entry = await this.#deps.git.find(commit, path);
      return isPlain(entry?.mode) ? entry?.oid : undefined;
    };
    const merged = await blobAt(oid);
    const faults: string[] = [];
    for (const parent of parents) {
      if ((await blobAt(parent)) !== merged) continue;
      const fault = await this.fault(parent, path);
      if (fault === undefined) return undefined;
      faults.push(fault);
    }
    return faults[0] ?? `${oid.slice(0, 12)} mixed it from several sides`;
  }

  #once(key: string, judge: () => Promise<string | undefined>): Promise<string | undefined> {
    const known = this.#known.get(key) ?? judge();
    this.#known.set(key, known);
    return known;
  }
}
