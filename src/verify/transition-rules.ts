import type { RuleEntry } from './rule-entry.ts';

const error = 'error' as const;
const putBack = 'put back what the commit before it said, and make the change with rgz';
const byRgz = 'undo the change and make it with rgz, as somebody who may';

/** The step from a commit's parent to it. */
export const transitionRules = {
  'history.rewritten': {
    about: 'transition',
    severity: error,
    claim: 'A history only grows at its end.',
    remedy: putBack,
  },
  'history.foreign-actor': {
    about: 'transition',
    severity: error,
    claim: "Each new event is the commit author's own.",
    remedy: byRgz,
  },
  'history.several-events': {
    about: 'transition',
    severity: error,
    claim: 'A commit adds one event to a record.',
    remedy: byRgz,
  },
  'history.wrong-digest': {
    about: 'transition',
    severity: error,
    claim: 'A new event names the digest of the spec as it stands.',
    remedy: byRgz,
  },
  'history.wrong-quorum': {
    about: 'transition',
    severity: error,
    claim: 'A vote names the quorum of the policy at the parent.',
    remedy: byRgz,
  },
  'history.wrong-time': {
    about: 'transition',
    severity: error,
    claim: 'Events are in order, and at the time of their commit.',
    remedy: byRgz,
  },
  'history.false-adoption': {
    about: 'transition',
    severity: error,
    claim: 'An adopted draft names the commit and the author that added it.',
    remedy: byRgz,
  },
  'record.changed-metadata': {
    about: 'transition',
    severity: error,
    claim: 'The metadata of a record never changes.',
    remedy: putBack,
  },
  'record.false-creator': {
    about: 'transition',
    severity: error,
    claim: 'createdBy names the person who added the record.',
    remedy: 'name the author of the commit, or open it with rgz',
  },
  'record.false-date': {
    about: 'transition',
    severity: error,
    claim: 'createdAt is when the record was added; that of a draft may lie before.',
    remedy: 'write the time at which you commit it, or open it with rgz',
  },
  'record.deleted': {
    about: 'transition',
    severity: error,
    claim: 'Records and tenants are never deleted or renamed.',
    remedy: 'git revert the commit',
  },
  'record.imported-history': {
    about: 'transition',
    severity: error,
    claim: 'A new record begins with its own first event.',
    remedy: 'open it with rgz',
  },
  'spec.frozen': {
    about: 'transition',
    severity: error,
    claim: 'A spec changes only while its record is open, and nothing is decided on one that was changed later.',
    remedy: 'leave the commit out; where that is too late, cancel the record and open another',
  },
  'spec.immutable': {
    about: 'transition',
    severity: error,
    claim: 'The parts of a spec that say what the record is never change.',
    remedy: 'cancel the record and open another; a checklist is moved with rgz checklist upgrade',
  },
  'onboarding.wrong-state': {
    about: 'transition',
    severity: error,
    claim: 'What happens to an onboarding can happen in the state that it is in.',
    remedy: byRgz,
  },
  'onboarding.step-missing': {
    about: 'transition',
    severity: error,
    claim: 'Nothing is imported before the steps that come first.',
    remedy: byRgz,
  },
  'onboarding.other-plan': {
    about: 'transition',
    severity: error,
    claim:
      'A plan is the digest of its session, its spec and its files, and what is activated is the one imported last.',
    remedy: byRgz,
  },
  'onboarding.untrue-import': {
    about: 'transition',
    severity: error,
    claim: 'Imported data keeps the rules of the import, and rows, statistics and quality are those of its files.',
    remedy: byRgz,
  },
  'onboarding.not-invitable': {
    about: 'transition',
    severity: error,
    claim: 'Codes are issued to users who are due, asked for those who may have more, and used by whom they are for.',
    remedy: byRgz,
  },
  'checklist.not-open': {
    about: 'transition',
    severity: error,
    claim: 'A checklist is open for what happens to it.',
    remedy: byRgz,
  },
  'checklist.not-cancelled': {
    about: 'transition',
    severity: error,
    claim: 'Only a checklist that was cancelled is opened again.',
    remedy: byRgz,
  },
  'checklist.incomplete': {
    about: 'transition',
    severity: error,
    claim: 'A checklist is approved once every required point is complete and proven.',
    remedy: 'complete the points that are named, and have it approved again',
  },
  'checklist.own-item': {
    about: 'transition',
    severity: error,
    claim: 'Nobody validates a point that they have done.',
    remedy: 'another person has to validate it',
  },
  'checklist.needs-reason': {
    about: 'transition',
    severity: error,
    claim: 'What does not apply has a reason.',
    remedy: byRgz,
  },
  'checklist.foreign-points': {
    about: 'transition',
    severity: error,
    claim: 'Points that are read from a list say what its marks can say.',
    remedy: byRgz,
  },
  'checklist.wrong-points': {
    about: 'transition',
    severity: error,
    claim: 'Whoever moves a checklist to another template opens again exactly the points that it changes.',
    remedy: 'undo the change, and move it with rgz checklist upgrade',
  },
  'checklist.unknown-item': {
    about: 'transition',
    severity: error,
    claim: 'An event speaks of a point that the checklist has.',
    remedy: byRgz,
  },
  'record.foreign-copy': {
    about: 'transition',
    severity: error,
    claim: 'What a record takes along is what the file says that it comes from.',
    remedy: byRgz,
  },
  'record.beside-missing': {
    about: 'transition',
    severity: error,
    claim: 'What an event writes along with its record is in its commit, and says just that.',
    remedy: byRgz,
  },
  'policy.own-request': {
    about: 'transition',
    severity: error,
    claim: 'Nobody decides on what they requested, edited or co-authored.',
    remedy: 'somebody else has to decide',
  },
  'policy.not-allowed': {
    about: 'transition',
    severity: error,
    claim: 'Who changes something had the right at the parent commit.',
    remedy: byRgz,
  },
  'policy.already-decided': {
    about: 'transition',
    severity: error,
    claim: 'Each person votes once.',
    remedy: 'somebody else has to decide',
  },
  'policy.version': {
    about: 'transition',
    severity: error,
    claim: 'The version of the policy rises with each change.',
    remedy:
      'raise version in .rgz/policy.yaml in the same commit (git commit --amend), or make the change with rgz policy',
  },
  'policy.last-admin': {
    about: 'transition',
    severity: error,
    claim: 'Somebody may change the policy.',
    remedy: 'git revert the commit',
  },
  'state.not-pending': {
    about: 'transition',
    severity: error,
    claim: 'A decision is made while the record is pending.',
    remedy: putBack,
  },
  'state.not-approved': { about: 'transition', severity: error, claim: 'What starts is approved.', remedy: putBack },
  'state.not-deploying': { about: 'transition', severity: error, claim: 'What ends has started.', remedy: putBack },
  'state.not-failed': {
    about: 'transition',
    severity: error,
    claim: 'Only what failed is tried again.',
    remedy: putBack,
  },
  'state.not-unknown': {
    about: 'transition',
    severity: error,
    claim: 'An outcome is told by a person only where it is in question.',
    remedy: putBack,
  },
  'launch.held': {
    about: 'transition',
    severity: error,
    claim:
      'A launch is claimed only with enough approvals by those who still may and every checklist asked for, on unaltered data, after its date, while no stop is set.',
    remedy: 'find out which controller did it: git log --show-signature -- <file>',
  },
  'state.no-review-due': {
    about: 'transition',
    severity: error,
    claim: 'A review is of an emergency that went live and was not reviewed.',
    remedy: putBack,
  },
  'state.disagrees': {
    about: 'transition',
    severity: error,
    claim: 'Nothing is decided on a record whose status and history disagree.',
    remedy: 'mend the record first',
  },
  'repository.unadopted': {
    about: 'transition',
    severity: error,
    claim: 'Policy and configuration are never deleted.',
    remedy: 'git revert the commit',
  },
  'merge.mixed': {
    about: 'transition',
    severity: error,
    claim: 'A merge takes each governed file whole from the one side that changed it.',
    remedy: 'rebase instead of merging',
  },
  'merge.stale-policy': {
    about: 'transition',
    severity: error,
    claim: 'A merge brings no decisions that were made under an older policy than the one in force.',
    remedy: 'rebase, so that the decisions are judged by the policy in force',
  },
  'merge.unverified-side': {
    about: 'transition',
    severity: error,
    claim: 'A merge brings no governed file from before the adoption.',
    remedy: 'open the records with rgz',
  },
} as const satisfies Record<string, RuleEntry>;
