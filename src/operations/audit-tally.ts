import type { Oid } from '../ports/git.ts';
import { type CleanAudit, rememberAudit } from './audit-memory.ts';
import type { Deps } from './deps.ts';
import type { JudgedCommit } from './judge-history.ts';

type TallyDeps = Pick<Deps, 'git' | 'kinds' | 'remember'>;

/** More are not worth to be remembered by name. */
const mostUntouched = 10_000;

/** Counts what an audit goes through; with an earlier one, from where that ended. */
export class AuditTally {
  readonly #deps: TallyDeps;
  readonly #before: CleanAudit | undefined;
  readonly #records = new Set<string>();
  #commits: number;
  #signed: number;
  #unverified: number;
  #latest: number;
  #anchor: Oid | null;

  constructor(deps: TallyDeps, before: CleanAudit | undefined) {
    this.#deps = deps;
    this.#before = before;
    this.#commits = before?.commits ?? 0;
    this.#signed = before?.signed ?? 0;
    this.#unverified = before?.unverified ?? 0;
    this.#latest = before?.latest ?? 0;
    this.#anchor = before?.anchor ?? null;
  }

  addUnverified({ commit }: JudgedCommit): void {
    this.#unverified += 1;
    this.#latest = Math.max(this.#latest, commit.committer.at);
  }

  /** `paths`: the records that count. */
  add({ commit, signer, place }: JudgedCommit, paths: readonly string[]): void {
    this.#commits += 1;
    if (signer !== undefined) this.#signed += 1;
    if (place === 'anchor') this.#anchor ??= commit.oid;
    this.#latest = Math.max(this.#latest, commit.committer.at);
    for (const path of paths) this.#records.add(path);
  }

  async total() {
    const before = this.#before?.records ?? 0;
    return {
      commits: this.#commits,
      signed: this.#signed,
      unverified: this.#unverified,
      records: before + (await this.#fresh()).length,
      anchor: this.#anchor,
    };
  }

  /** Remembers a whole audit in which nothing was found. */
  async remember(tip: Oid): Promise<void> {
    const untouched = await this.#untouched(tip);
    if (untouched === undefined || untouched.length > mostUntouched) return;
    rememberAudit(this.#deps, { tip, latest: this.#latest, ...(await this.total()), untouched });
  }

  /** The records that the earlier audit did not count. */
  async #fresh(): Promise<readonly string[]> {
    const before = this.#before;
    if (before === undefined) return [...this.#records];
    const untouched = new Set(before.untouched);
    const fresh: string[] = [];
    for (const path of this.#records)
      if (untouched.has(path) || (await this.#deps.git.find(before.tip, path)) === undefined) fresh.push(path);
    return fresh;
  }

  /** undefined where a record is counted that is not there: such a trail is not clean. */
  async #untouched(tip: Oid): Promise<readonly string[] | undefined> {
    if (this.#before !== undefined) return this.#before.untouched.filter((path) => !this.#records.has(path));
    const { git, kinds } = this.#deps;
    const there = (await git.diffTrees(undefined, tip, [...new Set(kinds.map(({ folder }) => folder))]))
      .map(({ path }) => path)
      .filter((path) => kinds.some((kind) => kind.recognise(path) !== undefined));
    const known = new Set(there);
    for (const path of this.#records) if (!known.has(path)) return undefined;
    return there.filter((path) => !this.#records.has(path));
  }
}
