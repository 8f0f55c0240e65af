import { RgzError } from '../errors/rgz-error.ts';
import { governedFolders, governs } from '../operations/governed-paths.ts';
import { isBelow } from '../operations/is-below.ts';
import { HistoryJudge, type JudgedCommit } from '../operations/judge-history.ts';
import { LineHolds } from '../operations/line-holds.ts';
import { pathsAtFault } from '../operations/paths-at-fault.ts';
import type { RecordTrails } from '../operations/record-trails.ts';
import type { Admitted } from '../ports/controller-state.ts';
import type { Oid } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import type { ControllerDeps } from './controller-deps.ts';
import { PolicyDoubt } from './policy-doubt.ts';
import { TornRecords } from './torn-records.ts';

/**
 * Lets commits in by the rules of `rgz audit`. A record is put in quarantine that an illegal commit touched, or one that
 * stands on a forged policy; such a commit to the configuration or a tenant holds the line, and so do a policy that
 * nobody may rely on and a tree that may be read in two ways. A branch that lost commits is not followed.
 */
export class Admission {
  readonly #deps: ControllerDeps;
  readonly #trails: RecordTrails;
  #admitted: Admitted | undefined;

  constructor(deps: ControllerDeps, trails: RecordTrails) {
    this.#deps = deps;
    this.#trails = trails;
    this.#admitted = deps.state.recall();
  }

  /** Throws `git.rewritten` where the branch does not hold what was admitted before. */
  async admit(tip: Oid): Promise<Admitted> {
    const { git, kinds, state, journal } = this.#deps;
    const before = this.#admitted;
    if (before?.tip === tip) return before;
    if (before !== undefined && !(await isBelow(git, before.tip, tip))) throw rewritten(git, before.tip, tip);
    const quarantined = new Map(before?.quarantined);
    const line = new LineHolds(this.#deps, before);
    const policy = new PolicyDoubt(this.#deps);
    const torn = new TornRecords(this.#deps, before);
    const judge = new HistoryJudge(this.#deps, before?.tip, this.#trails);
    for await (const judged of judge.judge(git.walk(before?.tip, tip, governedFolders(kinds)))) {
      const { commit, findings } = judged;
      const [worst] = findings.filter(({ severity }) => severity === 'error');
      const doubt = await policy.about(judged);
      if (worst === undefined && doubt === undefined) {
        line.legal(commit);
        await torn.legal(commit);
        continue;
      }
      const reason = reasonOf(judged, worst, doubt);
      const mangled = findings.find(({ rule }) => rule === 'tree.malformed');
      if (mangled !== undefined) line.forGood(reasonOf(judged, mangled, doubt));
      for (const path of pathsAtFault(judged)) {
        const what = governs(kinds, path)?.what;
        if (what === 'policy' && (await policy.faultAfter(commit.oid)) === undefined) continue;
        if (what === 'settings') await line.forged(path, reason, commit);
        else if (what === 'record') {
          quarantined.set(path, quarantined.get(path) ?? reason);
          await torn.touched(path, commit);
        }
        journal({ level: 'error', event: 'quarantined', message: reason, record: path, commit: commit.oid });
      }
    }
    const held = await line.at(tip);
    this.#admitted = { tip, quarantined: [...quarantined], ...held, ...(torn.all.length > 0 && { torn: torn.all }) };
    state.remember(this.#admitted);
    return this.#admitted;
  }
}

function reasonOf({ commit }: JudgedCommit, found: Finding | undefined, doubt = 'it breaks a rule'): string {
  const oid = commit.oid.slice(0, 12);
  return found === undefined ? `${doubt} (commit ${oid})` : `${found.message} (${found.rule}, commit ${oid})`;
}

function rewritten({ remote, branch }: ControllerDeps['git'], before: Oid, tip: Oid): RgzError {
  const [was, is] = [before.slice(0, 12), tip.slice(0, 12)];
  return new RgzError(
    'git.rewritten',
    `the records branch is at ${is} and does not hold ${was}, which it held before`,
    {
      remedy: [
        `git log ${was}..${is}   # find out who pushed by force`,
        `git push ${remote ?? '.'} ${was}:refs/heads/${branch}   # puts the branch back, where it was a mistake`,
        'where it was meant, delete the folder rgz/controller in the Git folder to verify the new history from its start',
      ],
    },
  );
}
