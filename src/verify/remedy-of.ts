import type { Finding } from './finding.ts';
import { type RuleEntry, restore } from './rule-entry.ts';
import { rules } from './rules.ts';

/** What is known of the place of a finding, by which it is told what to type. */
export interface Standing {
  /** Others have its commit, so that it can be left out no more. */
  landed: boolean;
  /** The commit is not in what is checked out. */
  elsewhere: boolean;
  /** The oldest of the commits that are to be made again. */
  oldest: string | undefined;
  /** Commits are signed here. */
  signed: boolean;
  /** The file is not as the commit that is checked out has it. */
  edited: boolean;
  /** What the file is; undefined where it is nothing that lasts. */
  what: { record: string; noun: string } | 'policy' | 'settings' | undefined;
}

/** The remedy of a finding as it can be typed: for the commit where it stands, with the names that are known. */
export function remedyOf(each: Finding, standing: Standing): string {
  const entry: RuleEntry = rules[each.rule];
  if (each.remedy !== entry.remedy) return each.remedy;
  const told = entry.lasting ? (lastingRemedy(each, standing) ?? entry.remedy) : entry.remedy;
  const { what, signed, oldest } = standing;
  const where = entry.lasting && standing.elsewhere && !standing.landed ? 'on the branch that holds it, ' : '';
  const named = {
    '<file>': each.file,
    '<id>': typeof what === 'object' ? what.record : undefined,
    '<commit>': each.commit?.slice(0, 12),
    '<oldest>': oldest?.slice(0, 12),
  };
  return Object.entries(named).reduce(fill, where + (signed ? told : told.replace(/(git [a-z]+) -S/g, '$1')));
}

/** undefined: what the table says is the way. */
function lastingRemedy({ commit }: Finding, { landed, edited, what }: Standing): string | undefined {
  if (commit === undefined) {
    if (edited) return `${restore}, and make the change with rgz`;
    return 'git log --oneline -- <file> names the commit that did it, and rgz check --range <commit>~1..HEAD what to do';
  }
  if (!landed || what === undefined) return undefined;
  const back = 'git restore --source=<commit>~1 --staged --worktree -- <file>';
  if (what === 'policy')
    return `an admin puts one in force above it: ${back}, raise version above the one that is there, and git commit -S`;
  if (what === 'settings')
    return `somebody who may puts back what was there before: ${back}, and git commit -S; only then is it changed anew`;
  return `others have it, so the trail stays broken there and <id> in quarantine, whatever is committed on top of it: open another ${what.noun} that names it`;
}

/** Only a name that a shell takes as it is, and that nothing hides in. */
function fill(text: string, [place, name]: [string, string | undefined]): string {
  return name !== undefined && /^[\w@+=:./-]+$/.test(name) ? text.replaceAll(place, name) : text;
}
