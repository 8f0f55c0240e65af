import type { Oid } from '../ports/git.ts';
import { type Finding, inOrder } from '../verify/finding.ts';
import { judgeClaims } from '../verify/judge-claims.ts';
import { judgeBound, judgeTree } from '../verify/judge-tree.ts';
import { rules } from '../verify/rules.ts';
import { resolveRevision } from './audit.ts';
import { headCandidates, lookOnDisk, namedCandidates } from './check-candidates.ts';
import type { CheckDeps } from './check-deps.ts';
import { checkCandidates } from './checkout-candidates.ts';
import { gatherTree } from './gather-tree.ts';
import { governedFolders } from './governed-paths.ts';
import { judgeGates } from './judge-gates.ts';
import { HistoryJudge } from './judge-history.ts';
import { judgeKept } from './judge-kept.ts';
import { judgeLosses } from './judge-losses.ts';
import { judgeUncommitted } from './judge-uncommitted.ts';
import { namedPaths } from './named-paths.ts';
import { placeFindings } from './place-findings.ts';
import { tellRemedies } from './tell-remedies.ts';
import { refuseShallow } from './write-until-won.ts';

export interface CheckOptions {
  /** Only these files and folders. */
  paths?: readonly string[];
  /** Without a base: everything up to the head. */
  range?: { base: string | undefined; head: string };
  gates?: readonly string[];
  /** Whose gates these are. */
  tenant?: string;
  /** Nothing outside of the clone is asked: evidence in another store is not looked at, and that is said. */
  offline?: boolean;
  /** The range is being pushed. */
  arriving?: boolean;
}

export interface Check {
  ok: boolean;
  checked: number;
  /** What became of the range that was asked for. */
  range?: JudgedRange;
  findings: readonly Finding[];
}

interface JudgedRange {
  /** Commits that were judged. What is from before the adoption is not. */
  commits: number;
  /** It has two ends, and no commit between them: its head is part of its base. */
  backwards: boolean;
}

/** Holds the checkout against the rules of a tree; with a range, its commits against the rules of transition and trail. */
export async function check(deps: CheckDeps, options: CheckOptions): Promise<Check> {
  const { range, paths = [], offline = deps.openEvidence === undefined } = options;
  const onDisk = range === undefined && paths.length === 0 ? lookOnDisk(deps, governedFolders(deps.kinds)) : undefined;
  if (range !== undefined) await refuseShallow(deps);
  const head = await headOf(deps, range?.head);
  const base = range?.base === undefined ? undefined : await resolveRevision(deps, range.base);
  const commits = base === undefined ? [head] : [base, head];
  const named = paths.length === 0 ? undefined : await namedPaths(deps, paths, commits);
  const candidates =
    onDisk !== undefined
      ? await checkCandidates(deps, head, onDisk)
      : range === undefined && named !== undefined
        ? await namedCandidates(deps, head, named)
        : await headCandidates(deps, base, head, named);
  const view = await deps.store.viewAt(head);
  const facts = await gatherTree(deps, view, candidates);
  const all: Finding[] = [...facts.problems, ...judgeTree(facts), ...judgeClaims(facts.claims)];
  all.push(...(await judgeKept(deps, view, { facts, whole: range === undefined && named === undefined, offline })));
  all.push(...(await judgeUncommitted(deps, head, { paths: await candidates.uncommitted(), files: facts.files })));
  const judged = range === undefined ? undefined : await judgeRange(deps, base, head);
  if (judged !== undefined) all.push(...judged.findings, ...(await judgeLosses(deps, base, head)));
  const found = named === undefined ? all : all.filter(({ file, rule }) => named.holds(file) || isOfCommits(rule));
  found.push(...judgeBound(facts.bound.filter(({ of, file }) => named?.holds(of) !== false || named.holds(file.path))));
  found.push(...(await judgeGates(deps, head, { names: options.gates ?? [], tenant: options.tenant })));
  const current = async (file: string) => candidates.bytes(file);
  const edited = async (file: string) =>
    (await current(file)) !== undefined && (await deps.git.find(head, file)) !== undefined;
  const { arriving = false } = options;
  const told = await tellRemedies(deps, view, found, { arriving, edited });
  const findings = withoutRepeats((await placeFindings(deps, head, told, current)).sort(inOrder));
  await candidates.settle(found);
  const ok = findings.every((each) => each.severity !== 'error');
  return { ok, checked: await candidates.checked(), ...(judged && { range: judged.range }), findings };
}

/** What is wrong with a commit as a whole is told of one file of it, whichever that is. */
function isOfCommits(rule: Finding['rule']): boolean {
  return rules[rule].about === 'trail';
}

async function headOf(deps: CheckDeps, revision: string | undefined): Promise<Oid> {
  const { git, store } = deps;
  if (revision !== undefined) return resolveRevision(deps, revision);
  if (git.worktree === undefined) return (await store.view('read')).tip.commit;
  const head = await git.resolve('HEAD');
  // Where there is no commit at all, the store says what to do.
  if (head === undefined) await store.view('read');
  return head ?? resolveRevision(deps, 'HEAD');
}

async function judgeRange(deps: CheckDeps, base: Oid | undefined, head: Oid) {
  const findings: Finding[] = [];
  const judge = new HistoryJudge(deps, base);
  let [walked, commits] = [0, 0];
  for await (const judged of judge.judge(deps.git.walk(base, head, governedFolders(deps.kinds)))) {
    walked += 1;
    if (judged.place !== 'before') commits += 1;
    findings.push(...judged.findings);
  }
  const range: JudgedRange = { commits, backwards: walked === 0 && base !== head };
  return { findings, range };
}

/** What a commit broke and the tree still shows is told once, of the commit. What two commits broke is told of both. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ rule, file, pointer, message }: Finding) => JSON.stringify([rule, file, pointer, message]);
  const ofCommits = new Set(findings.filter(({ commit }) => commit !== undefined).map(keyOf));
  const seen = new Set<string>();
  return findings.filter((each) => {
    const key = keyOf(each);
    const told = `${each.commit ?? ''} ${key}`;
    if (seen.has(told) || (each.commit === undefined && ofCommits.has(key))) return false;
    seen.add(told);
    return true;
  });
}
