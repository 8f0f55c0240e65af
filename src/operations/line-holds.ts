import type { Admitted, ForgedSetting } from '../ports/controller-state.ts';
import type { Oid, WalkedCommit } from '../ports/git.ts';
import { isPlain } from './governed-paths.ts';
import { isBelow } from './is-below.ts';
import { describeFault, type ProofDeps, policyFault } from './prove-policy.ts';

/**
 * Why nothing may be started. A policy holds the line until one is in force that may be relied on; a configuration or
 * tenant that was changed against the rules, until somebody who may has put back what was there before.
 */
export class LineHolds {
  readonly #settings: Map<string, ForgedSetting>;
  /** By path, the commit that put back last what was there before. */
  readonly #putBack = new Map<string, Oid>();
  #forGood: string | undefined;

  constructor(before: Admitted | undefined) {
    this.#settings = new Map(before?.holds?.settings);
    this.#forGood = before?.holds?.forGood;
  }

  /** Nothing that is committed later makes this good. */
  forGood(reason: string): void {
    this.#forGood ??= reason;
  }

  /** A commit that breaks a rule changed a file of the configuration. What a merge replaced cannot be told. */
  forged(path: string, reason: string, { oid, changes, parents }: WalkedCommit): void {
    this.#putBack.delete(path);
    const known = this.#settings.get(path);
    if (known !== undefined) {
      this.#settings.set(path, { ...known, ...(known.by && { by: [...known.by, oid] }) });
      return;
    }
    const before = parents.length > 1 ? undefined : changes[0]?.find((change) => change.path === path)?.before;
    this.#settings.set(path, { reason, by: [oid], ...(before !== undefined && { before }) });
  }

  /** A commit that keeps the rules. What it changes otherwise may stand on what was forged. */
  legal({ oid, changes, parents }: WalkedCommit): void {
    if (parents.length > 1) return;
    for (const { path, after, mode } of changes.flat())
      if (after !== undefined && isPlain(mode) && this.#settings.get(path)?.before === after)
        this.#putBack.set(path, oid);
  }

  /** What holds the line at the end of a walk. */
  async at(deps: ProofDeps, tip: Oid): Promise<Pick<Admitted, 'lineHeld' | 'holds'>> {
    for (const [path, back] of this.#putBack)
      if (await this.#isMended(deps, tip, path, back)) this.#settings.delete(path);
    const settings = [...this.#settings];
    const forGood = this.#forGood;
    const fault = await policyFault(deps, tip);
    const lineHeld = forGood ?? (fault && describeFault(fault)) ?? settings[0]?.[1].reason;
    if (forGood === undefined && settings.length === 0) return { lineHeld };
    return { lineHeld, holds: { settings, ...(forGood !== undefined && { forGood }) } };
  }

  /** What was put back on another branch mends nothing, unless it is what stands in the end. */
  async #isMended({ git }: ProofDeps, tip: Oid, path: string, back: Oid): Promise<boolean> {
    const { before, by } = this.#settings.get(path) ?? {};
    const there = await git.find(tip, path);
    if (isPlain(there?.mode) && there?.oid === before) return true;
    if (by === undefined) return false;
    const above = await Promise.all(by.map((commit) => isBelow(git, commit, back)));
    return above.every(Boolean);
  }
}
