export type Severity = 'error' | 'warning';

/** What a rule is about: the files of one tree, the step from a commit's parent to it, or who made the commit. */
export type RuleInput = 'tree' | 'transition' | 'trail';

export interface RuleEntry {
  about: RuleInput;
  severity: Severity;
  /** The sentence that is true where the rule is kept. */
  claim: string;
  remedy: string;
}

const error = 'error' as const;
const warning = 'warning' as const;
const putBack = 'put back what the commit before it said, and make the change with rgz';
const byRgz = 'undo the change and make it with rgz, as somebody who may';

/** Every rule that a repository is held against. Names are stable; a decision that was wrong is named like its refusal. */
export const rules = {
  'yaml.invalid': {
    about: 'tree',
    severity: error,
    claim: 'Every governed file is YAML as rgz reads it.',
    remedy: 'mend the line',
  },
  'schema.invalid': {
    about: 'tree',
    severity: error,
    claim: 'Every record fits the schema of its kind.',
    remedy: 'give the values that are asked for',
  },
  'record.misplaced': {
    about: 'tree',
    severity: error,
    claim: 'A record lies where its id, date and target say.',
    remedy: 'move the file to where it belongs',
  },
  'record.duplicate-id': {
    about: 'tree',
    severity: error,
    claim: 'An id names one record.',
    remedy: 'remove the file that rgz did not write',
  },
  'record.unknown-reference': {
    about: 'tree',
    severity: error,
    claim: 'What a record refers to exists.',
    remedy: 'name a record, tenant or environment that exists',
  },
  'tree.not-a-file': {
    about: 'tree',
    severity: error,
    claim: 'Governed paths are plain files, never links or submodules.',
    remedy: 'replace it by a plain file',
  },
  'tree.unexpected-file': {
    about: 'tree',
    severity: error,
    claim: 'Folders of records hold records only.',
    remedy: 'move the file elsewhere',
  },
  'policy.invalid': { about: 'tree', severity: error, claim: 'The policy can be used.', remedy: 'rgz policy check' },
  'policy.nobody-approves': {
    about: 'tree',
    severity: warning,
    claim: 'Each tenant has enough people who may approve.',
    remedy: 'rgz policy grant <email> --role cpi --tenant <id>',
  },
  'config.invalid': {
    about: 'tree',
    severity: error,
    claim: 'The configuration can be used.',
    remedy: 'mend .rgz/config.yaml',
  },
  'history.unknown-action': {
    about: 'tree',
    severity: error,
    claim: 'A history holds events of its kind only.',
    remedy: putBack,
  },
  'history.illegal-move': {
    about: 'tree',
    severity: error,
    claim: 'Each event is legal in the state before it.',
    remedy: putBack,
  },
  'history.unbound-decision': {
    about: 'tree',
    severity: error,
    claim: 'A decision names the digest of what it decided, and the quorum.',
    remedy: 'the decision has to be made again with rgz approve',
  },
  'history.spec-changed': {
    about: 'tree',
    severity: error,
    claim: 'The spec is the one that was decided on.',
    remedy: putBack,
  },
  'status.state-differs': {
    about: 'tree',
    severity: error,
    claim: 'status.state is what the history says.',
    remedy: putBack,
  },
  'status.field-differs': {
    about: 'tree',
    severity: error,
    claim: 'The fields of status are what the history says.',
    remedy: putBack,
  },

  'gate.closed': {
    about: 'tree',
    severity: error,
    claim: 'Every gate that was asked for is open.',
    remedy: 'have the checklist approved',
  },

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
  'record.deleted': {
    about: 'transition',
    severity: error,
    claim: 'A record is never deleted or renamed.',
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
    claim: 'A spec changes only while its record is open.',
    remedy: putBack,
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
    remedy: 'change the policy with rgz policy',
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

  'policy.unknown-key': {
    about: 'trail',
    severity: error,
    claim: 'The signing key is listed for the author at the parent commit.',
    remedy: 'an admin lists the key: rgz policy grant <email> --key <file>',
  },
  'trail.unsigned': {
    about: 'trail',
    severity: error,
    claim: 'Every governed commit is signed.',
    remedy: 'git commit --amend -S, by its author',
  },
  'trail.bad-signature': {
    about: 'trail',
    severity: error,
    claim: 'Every signature fits its commit.',
    remedy: 'the author makes the commit again',
  },
  'trail.unsupported-signature': {
    about: 'trail',
    severity: error,
    claim: 'Signatures are SSH signatures that rgz can verify.',
    remedy: 'git config gpg.format ssh, and sign again',
  },
  'trail.wrong-signer': {
    about: 'trail',
    severity: error,
    claim: 'The signer is the person whom the commit names as its author.',
    remedy: 'the author makes the commit again',
  },
  'trail.time-backwards': {
    about: 'trail',
    severity: error,
    claim: 'A commit is not older than its parents.',
    remedy: 'make the commit again with the right clock',
  },
} as const satisfies Record<string, RuleEntry>;

export type RuleCode = keyof typeof rules;

export function isRule(code: string): code is RuleCode {
  return Object.hasOwn(rules, code);
}
