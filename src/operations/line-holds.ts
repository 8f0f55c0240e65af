import type { Admitted, ForgedSetting } from '../ports/controller-state.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import { isPlain } from './governed-paths.ts';
import { isBelow } from './is-below.ts';
import { describeFault, type ProofDeps, policyFault } from './prove-policy.ts';

interface Forged extends ForgedSetting {
  by: readonly Oid[];
  /** The commits that put back what was there before. */
  backs: readonly Oid[];
}

/**
 * Why nothing may be started. A policy holds the line until one is in force that may be relied on; a configuration or
 * tenant that was changed against the rules, until somebody who may has put back what was there before. That mends only
 * what it stands on: what another branch puts back, or brings, decides nothing about this one.
 */
export class LineHolds {
  readonly #deps: ProofDeps;
  readonly #settings: Map<string, Forged>;
  #forGood: string | undefined;

  constructor(deps: ProofDeps, before: Admitted | undefined) {
    this.#deps = deps;
    const settings = before?.holds?.settings ?? [];
    this.#settings = new Map(
      settings.map(([path, { by = before === undefined ? [] : [before.tip], ...forged }]) => [
        path,
        { ...forged, by, backs: [] },
      ]),
    );
    this.#forGood = before?.holds?.forGood;
  }

  /** Nothing that is committed later makes this good. */
  forGood(reason: string): void {
    this.#forGood ??= reason;
  }

  /** A commit that breaks a rule changed a file of the configuration. What a merge replaced cannot be told. */
  async forged(path: string, reason: string, { oid, changes, parents }: WalkedCommit): Promise<void> {
    const merges = parents.length > 1;
    const known = this.#settings.get(path);
    if (known !== undefined && (merges || !(await this.#isMendedBelow(oid, known)))) {
      this.#settings.set(path, { ...known, by: [...known.by, oid] });
      return;
    }
    const before = merges ? undefined : changes[0]?.find((change) => change.path === path)?.before;
    this.#settings.set(path, { reason, by: [oid], backs: [], ...(before !== undefined && { before }) });
  }

  /** A commit that keeps the rules. What it changes otherwise may stand on what was forged. */
  legal({ oid, changes, parents }: WalkedCommit): void {
    if (parents.length > 1) return;
    for (const { path, after, mode } of changes.flat()) {
      const known = this.#settings.get(path);
      if (known !== undefined && after !== undefined && isPlain(mode) && known.before === after)
        this.#settings.set(path, { ...known, backs: [...known.backs, oid] });
    }
  }

  /** What holds the line at the end of a walk. */
  async at(tip: Oid): Promise<Pick<Admitted, 'lineHeld' | 'holds'>> {
    const settings: [string, ForgedSetting][] = [];
    for (const [path, { backs, ...forged }] of this.#settings) {
      const by = await this.#unmended(forged.by, backs);
      if (by.length > 0) settings.push([path, { ...forged, by }]);
    }
    const forGood = this.#forGood;
    const fault = await policyFault(this.#deps, tip);
    const lineHeld = forGood ?? (fault && describeFault(fault)) ?? settings[0]?.[1].reason;
    if (forGood === undefined && settings.length === 0) return { lineHeld };
    return { lineHeld, holds: { settings, ...(forGood !== undefined && { forGood }) } };
  }

  /** What is forged after all was mended is another matter: there the version before that one is to be put back. */
  async #isMendedBelow(commit: Oid, { by, backs }: Forged): Promise<boolean> {
    const below: Oid[] = [];
    for (const back of backs) if (await isBelow(this.#deps.git, back, commit)) below.push(back);
    return (await this.#unmended(by, below)).length === 0;
  }

  async #unmended(by: readonly Oid[], backs: readonly Oid[]): Promise<readonly Oid[]> {
    if (backs.length === 0) return by;
    const left: Oid[] = [];
    for (const commit of by) {
      let mended = false;
      for (const back of backs.toReversed()) mended ||= await isBelow(this.#deps.git, commit, back);
      if (!mended) left.push(commit);
    }
    return left;
  }
}
