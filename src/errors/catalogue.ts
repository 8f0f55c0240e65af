/** Every code rgz may answer with: the exit code, whether the same call may succeed later, what it means and what helps. */
export interface ErrorEntry {
  exit: ExitCode;
  retryable?: true;
  meaning: string;
  /** What to do where whoever threw it knew nothing better. */
  remedy?: string;
}

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 70 | 130;

export const catalogue = {
  'usage.unknown-command': { exit: 2, meaning: 'There is no such command.' },
  'usage.invalid': { exit: 2, meaning: 'A flag or argument is not of the form the command takes.' },
  'usage.missing': { exit: 2, meaning: 'A flag or argument that the command needs is missing.' },
  'identity.missing': { exit: 2, meaning: 'Git does not know who you are, so nothing can be done in your name.' },
  'identity.no-signing-key': {
    exit: 2,
    meaning: 'The policy asks for signed commits and Git has no SSH key to sign with.',
  },
  'identity.signing-failed': { exit: 2, meaning: 'The SSH key could not sign.' },
  'yaml.invalid': {
    exit: 3,
    meaning: 'The file is not YAML as rgz reads it: no anchors, tags, duplicate keys or control characters.',
    remedy: 'write the file with plain mappings, lists and texts',
  },
  'schema.invalid': { exit: 3, meaning: 'The record does not fit the schema of its kind.' },
  'record.unknown': { exit: 3, meaning: 'No record has this id.' },
  'record.misplaced': { exit: 3, meaning: 'The path of a record does not fit what is in it.' },
  'input.invalid': { exit: 3, meaning: 'A value cannot be accepted.', remedy: 'give another value, and try again' },
  'input.unknown-tenant': { exit: 3, meaning: 'The repository has no such tenant.' },
  'input.unknown-environment': { exit: 3, meaning: 'The configuration has no such environment.' },
  'input.schedule-past': { exit: 3, meaning: 'The scheduled date is not in the future.' },
  'policy.invalid': { exit: 3, meaning: 'The policy cannot be used, so nothing can be decided.' },
  'config.invalid': { exit: 3, meaning: 'The configuration cannot be used.' },
  'policy.own-request': { exit: 4, meaning: 'Nobody decides on what they requested, edited or co-authored.' },
  'policy.not-allowed': { exit: 4, meaning: 'The policy gives this person no such right here.' },
  'policy.already-decided': { exit: 4, meaning: 'This person has already approved this version of the spec.' },
  'policy.unknown-key': { exit: 4, meaning: 'The signing key is not one that the policy lists for this person.' },
  'policy.unproven-author': { exit: 4, meaning: 'A change of the spec is not signed by who it names as its author.' },
  'policy.foreign-edit': { exit: 4, meaning: 'The spec was changed by somebody who may not create such requests.' },
  'policy.last-admin': {
    exit: 4,
    meaning: 'The last admin cannot be revoked: nobody could change the policy any more.',
  },
  'state.not-pending': { exit: 4, meaning: 'The request is not pending.' },
  'state.not-approved': { exit: 4, meaning: 'The request is not approved.' },
  'state.not-deploying': { exit: 4, meaning: 'The request is not being deployed.' },
  'state.not-failed': { exit: 4, meaning: 'The request has not failed.' },
  'state.not-unknown': { exit: 4, meaning: 'The outcome of the request is not in question.' },
  'launch.held': { exit: 4, meaning: 'A gate before the launch is closed.' },
  'state.no-review-due': { exit: 4, meaning: 'No review of what the request did is due.' },
  'state.disagrees': { exit: 4, meaning: 'The status in the file is not what its history says.' },
  'spec.frozen': { exit: 4, meaning: 'The spec was changed after it had been decided on.' },
  'state.no-version-before': { exit: 4, meaning: 'No earlier version was deployed to go back to.' },
  'record.exists': { exit: 3, meaning: 'There is such a record already.' },
  'checklist.not-open': { exit: 4, meaning: 'The checklist is not open.' },
  'checklist.not-cancelled': { exit: 4, meaning: 'Only a checklist that was cancelled is opened again.' },
  'checklist.incomplete': { exit: 4, meaning: 'Required points are not complete, or not proven.' },
  'checklist.own-item': { exit: 4, meaning: 'Nobody validates a point that they have done.' },
  'checklist.needs-reason': { exit: 4, meaning: 'A point that does not apply needs a reason.' },
  'checklist.changed': { exit: 4, meaning: 'Somebody else changed the point meanwhile.' },
  'checklist.unknown-item': { exit: 3, meaning: 'The checklist has no such point.' },
  'checklist.wrong-points': {
    exit: 4,
    meaning: 'A move to another template opens again what it does not change, or not all that it changes.',
  },
  'checklist.up-to-date': { exit: 4, meaning: 'The checklist has the template of today already.' },
  'checklist.foreign-points': {
    exit: 3,
    meaning: 'A template of this name does not let a list bring points of its own.',
  },
  'checklist.unknown-template': { exit: 3, meaning: 'There is no such template.' },
  'record.claimed': { exit: 4, meaning: 'Another record has this already, and no two may.' },
  'onboarding.wrong-state': { exit: 4, meaning: 'The onboarding is not in a state in which this can happen.' },
  'onboarding.step-missing': { exit: 4, meaning: 'A step before this one is not done.' },
  'onboarding.untrue-import': {
    exit: 3,
    meaning: 'Imported data breaks the rules of the import, or is not what is told of it.',
  },
  'onboarding.other-plan': { exit: 4, meaning: 'What is to be activated is not what was imported.' },
  'onboarding.changed': { exit: 4, meaning: 'Somebody else changed the onboarding meanwhile.' },
  'onboarding.not-invitable': { exit: 4, meaning: 'Nobody is invited so, now or any more.' },
  'onboarding.differs': { exit: 4, meaning: 'The step was done before with other values.' },
  'workbook.invalid': {
    exit: 3,
    meaning: 'Cells of the workbook are wrong, so nothing of it was imported.',
    remedy: 'correct the cells that are named, and import the file again',
  },
  'workbook.refused': {
    exit: 3,
    meaning: 'The file is no .xlsx workbook, is damaged, or holds what could do harm or hold the machine up.',
    remedy: 'fill in the template that rgz wrote, and save it as .xlsx',
  },
  'evidence.unproven': { exit: 4, meaning: 'Evidence is gone, is not what it was, or cannot be verified now.' },
  'evidence.not-kept': { exit: 5, retryable: true, meaning: 'The store for evidence did not take a file.' },
  'evidence.not-fetched': { exit: 5, meaning: 'What an address shows could not be fetched.' },
  'evidence.refused': { exit: 3, meaning: 'The file cannot be taken as evidence.' },
  'notify.cursor-invalid': { exit: 6, meaning: 'What says how far a channel has come cannot be read.' },
  'notify.unknown-channel': { exit: 3, meaning: 'The configuration has no such channel.' },
  'notify.unknown-letter': { exit: 3, meaning: 'The channel has no such dead letter.' },
  'notify.undelivered': { exit: 5, meaning: 'The channel did not take the message.' },
  'policy.unproven': {
    exit: 6,
    meaning: 'The policy in force came about against the rules, so nothing is decided by it.',
  },
  'repository.not-found': { exit: 6, meaning: 'This folder is not in a records repository.' },
  'repository.exists': { exit: 6, meaning: 'The repository cannot be adopted as it stands.' },
  'git.missing': { exit: 6, meaning: 'Git cannot be run.' },
  'git.failed': { exit: 6, meaning: 'Git refused a command.', remedy: 'git fsck tells if the clone is whole' },
  'git.shallow': { exit: 6, meaning: 'The clone is shallow, so who edited what cannot be verified.' },
  'git.in-progress': { exit: 6, meaning: 'A merge or rebase is under way on the records branch.' },
  'git.diverged': { exit: 6, meaning: 'The local records branch and the remote have each gone their own way.' },
  'git.rewritten': {
    exit: 6,
    meaning: 'The records branch was rewritten: commits that were there before are not in it any more.',
  },
  'git.unwritable': {
    exit: 6,
    retryable: true,
    meaning: 'The clone cannot be written: its disk is full, it is read-only, or it belongs to somebody else.',
  },
  'git.unreachable': { exit: 6, retryable: true, meaning: 'The remote did not answer.' },
  'git.push-refused': { exit: 6, meaning: 'The remote refused the commit.' },
  'git.push-lost': { exit: 6, retryable: true, meaning: 'Others kept writing first; nothing was written.' },
  'listen.failed': { exit: 2, meaning: 'The address that was given to listen on cannot be used.' },
  'listen.no-secret': { exit: 2, meaning: 'No secret is set for those who call, so nothing is listened to.' },
  'controller.running': { exit: 6, meaning: 'A controller of this name runs on this clone already.' },
  'controller.timeout': {
    exit: 5,
    retryable: true,
    meaning: 'Something was still due or under way when the time was up.',
  },
  'deployer.unavailable': { exit: 5, retryable: true, meaning: 'A deployer cannot be reached, or cannot be used.' },
  bug: {
    exit: 70,
    meaning: 'rgz met a case it does not know. Please report it.',
    remedy: 'report the command and this text',
  },
  interrupted: { exit: 130, meaning: 'Stopped by a signal, or left without an answer.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof catalogue;

/** What to do about an error of this code in general. */
export function usualRemedy(code: ErrorCode): readonly string[] {
  const { remedy }: ErrorEntry = catalogue[code];
  return remedy === undefined ? [] : [remedy];
}

/** The code a process ends with. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return catalogue[code].exit;
}
