export type Severity = 'error' | 'warning';

/** What a rule is about: the files of one tree, the step from a commit's parent to it, or who made the commit. */
export type RuleInput = 'tree' | 'transition' | 'trail';

export interface RuleEntry {
  about: RuleInput;
  severity: Severity;
  /** The sentence that is true where the rule is kept. */
  claim: string;
  /** Of a commit: what to do while nobody else has it. `<commit>`, `<oldest>`, `<file>` and `<id>` are named where they are known. */
  remedy: string;
  /** What others have is not undone by leaving the commit out. */
  lasting?: true;
}

/** For a file that is not as HEAD has it. */
export const restore = 'git restore --source=HEAD --staged --worktree -- <file>';

/** Not a word of the date is changed: an event is as old as its commit. */
const rebase = 'git rebase -S --committer-date-is-author-date';

export const signAgain = `${rebase} <oldest>~1`;
export const leaveOut = `leave the commit out: ${rebase} --onto <commit>~1 <commit>`;
export const lasting = true as const;
export const putBack = { remedy: `${leaveOut}, and make the change with rgz`, lasting };
export const byRgz = { remedy: `${leaveOut}, and make the change with rgz, as somebody who may`, lasting };
