import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { Finding } from '../verify/finding.ts';
import { remedyOf, type Standing } from '../verify/remedy-of.ts';
import type { RuleEntry } from '../verify/rule-entry.ts';
import { type RuleCode, rules } from '../verify/rules.ts';
import type { Deps } from './deps.ts';
import { governedFolders, governs } from './governed-paths.ts';
import { identityAt } from './identity-at.ts';

interface Circumstances {
  /** The commits are on their way in: nobody has any of them yet. */
  arriving?: boolean;
  /** Whether a file is not as the head has it. */
  edited?: (file: string) => Promise<boolean>;
}

type RemedyDeps = Pick<Deps, 'git' | 'kinds'>;

/** Gives each finding what to type about it, by whether its commit can still be made again. The oldest commit comes first. */
export async function tellRemedies(
  deps: RemedyDeps,
  view: Pick<View, 'policy' | 'tip'>,
  findings: readonly Finding[],
  { arriving = false, edited = async () => false }: Circumstances = {},
): Promise<readonly Finding[]> {
  if (findings.length === 0) return findings;
  const head = view.tip.commit;
  const ofCommits = findings.filter(({ commit }) => commit !== undefined);
  const missed = findings.some(({ rule }) => rule === 'trail.unsigned');
  const identity = await identityAt(view);
  const signed = identity === 'signed' || (identity === null && missed);
  const hasLanded = arriving || ofCommits.length === 0 ? () => false : await landedAt(deps, head);
  const oldest = ofCommits.find(({ rule, commit = '' }) => isMadeAgain(rule) && !hasLanded(commit))?.commit;
  const elsewhere = !arriving && ofCommits.length > 0 && !(await isCheckedOut(deps, head));
  const told: Finding[] = [];
  for (const each of findings) {
    const { rule, file, commit } = each;
    const landed = commit !== undefined && hasLanded(commit);
    const standing = {
      landed,
      elsewhere: elsewhere && commit !== undefined,
      oldest,
      signed,
      what: whatOf(deps, file),
      edited: commit === undefined && isLasting(rule) && (await edited(file)),
    };
    told.push({ ...each, remedy: remedyOf(each, standing) });
  }
  return told;
}

function isLasting(rule: RuleCode): boolean {
  const entry: RuleEntry = rules[rule];
  return entry.lasting === true;
}

function isMadeAgain(rule: RuleCode): boolean {
  return rules[rule].remedy.includes('<oldest>');
}

/** Whether the remote is known to have a commit. Without a remote nobody else has any, but what a server has they all have. */
async function landedAt({ git, kinds }: RemedyDeps, head: Oid): Promise<(commit: Oid) => boolean> {
  const known = await git.resolve(`refs/remotes/${git.remote ?? 'origin'}/${git.branch}`);
  if (known === undefined) return () => git.worktree === undefined;
  const fresh = new Set<Oid>();
  for await (const { oid } of git.walk(known, head, governedFolders(kinds))) fresh.add(oid);
  return (commit) => !fresh.has(commit);
}

/** What is typed about a commit is typed where it is part of what is checked out. A server has nothing checked out. */
async function isCheckedOut({ git }: RemedyDeps, head: Oid): Promise<boolean> {
  const here = git.worktree === undefined ? undefined : await git.resolve('HEAD');
  return here === undefined || here === head || (await git.isAncestor(head, here));
}

function whatOf({ kinds }: RemedyDeps, file: string): Standing['what'] {
  const governed = governs(kinds, file);
  if (governed?.what === 'policy' || governed?.what === 'settings') return governed.what;
  if (governed?.what !== 'record') return undefined;
  return { record: governed.kind.recognise(file)?.id ?? '<id>', noun: governed.kind.noun };
}
