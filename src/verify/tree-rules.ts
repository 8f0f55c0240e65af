import { leastReason } from '../domain/reason.ts';
import { lasting, leaveOut, putBack, type RuleEntry } from './rule-entry.ts';

const error = 'error' as const;
const warning = 'warning' as const;

/** A file, or the files of one tree together. */
export const treeRules = {
  'yaml.invalid': {
    about: 'tree',
    severity: error,
    claim: 'Every governed file is YAML as rgz reads it.',
    remedy: 'mend the line that is named, then: rgz check <file>',
  },
  'schema.invalid': {
    about: 'tree',
    severity: error,
    claim: 'Every record fits the schema of its kind, and every template of checklists can be used.',
    remedy: 'give the values that are asked for',
  },
  'spec.invalid': {
    about: 'tree',
    severity: error,
    claim: 'What a record asks for keeps the rules of its kind.',
    remedy: 'give the values that are asked for',
  },
  'record.misplaced': {
    about: 'tree',
    severity: error,
    claim: 'A record lies where its id, date and target say.',
    remedy: 'a copy needs an id of its own, and no status; anything else moves to where it belongs',
  },
  'record.duplicate-id': {
    about: 'tree',
    severity: error,
    claim: 'An id names one record.',
    remedy: 'remove the file that rgz did not write',
  },
  'record.claimed': {
    about: 'tree',
    severity: error,
    claim: 'No two records have the same company, tenant or address to sign in with.',
    remedy: 'change one of them, or cancel it',
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
  'policy.invalid': {
    about: 'tree',
    severity: error,
    claim: 'The policy can be used.',
    remedy: 'mend it there, and raise version in the same commit',
  },
  'policy.nobody-approves': {
    about: 'tree',
    severity: warning,
    claim: 'Wherever somebody may ask for a promotion, somebody may approve it.',
    remedy: 'rgz policy grant <email> --role cpi --tenant <tenant>',
  },
  'policy.unknown-reference': {
    about: 'tree',
    severity: error,
    claim: 'Freezes, gates and stops are set for tenants and environments that exist.',
    remedy: 'name one that exists, or take it out of the policy',
  },
  'config.invalid': {
    about: 'tree',
    severity: error,
    claim: 'The configuration can be used, and holds all that it names.',
    remedy: 'mend .rgz/config.yaml',
  },
  'history.unknown-action': {
    about: 'tree',
    severity: error,
    claim: 'A history holds events of its kind only.',
    ...putBack,
  },
  'history.illegal-move': {
    about: 'tree',
    severity: error,
    claim: 'Each event is legal in the state before it.',
    ...putBack,
  },
  'history.unbound-decision': {
    about: 'tree',
    severity: error,
    claim: 'A decision names the digest of what it decided, and the quorum.',
    remedy: 'the decision has to be made again with rgz approve',
  },
  'history.unexplained': {
    about: 'tree',
    severity: error,
    claim: `A rejection gives a reason of at least ${leastReason} characters.`,
    remedy: `${leaveOut}, and type rgz reject <id> --reason <text>`,
    lasting,
  },
  'history.spec-changed': {
    about: 'tree',
    severity: error,
    claim: 'The spec is the one that was decided on.',
    remedy: 'put the spec back, or cancel the record and open another',
  },
  'status.state-differs': {
    about: 'tree',
    severity: error,
    claim: 'status.state is what the history says.',
    ...putBack,
  },
  'status.field-differs': {
    about: 'tree',
    severity: error,
    claim: 'The fields of status are what the history says.',
    ...putBack,
  },
  'evidence.missing': {
    about: 'tree',
    severity: error,
    claim: 'Every file that a record goes by is there.',
    remedy:
      'bring the file back: git log --diff-filter=D -- checklists/evidence, or a backup of the store that keeps it',
  },
  'evidence.unfit': {
    about: 'tree',
    severity: error,
    claim: 'Evidence is a picture, PDF, text or JSON, as its name says, and none that may hold a program.',
    remedy: 'attach it with rgz checklist evidence, which says what it is',
  },
  'evidence.false-type': {
    about: 'tree',
    severity: error,
    claim: 'The history gives evidence the type that its file has.',
    remedy: 'undo the change, and attach the file with rgz checklist evidence, which says what it is',
  },
  'evidence.altered': {
    about: 'tree',
    severity: error,
    claim: 'Evidence holds what its name says.',
    ...putBack,
  },
  'data.missing': {
    about: 'tree',
    severity: error,
    claim: 'Every file that a record took its data up from is there.',
    remedy: 'bring the file back: git log --diff-filter=D -- <file>',
  },
  'data.altered': {
    about: 'tree',
    severity: error,
    claim: 'The files that a record took its data up from hold what they did then.',
    remedy: 'put the file back, or take its data up again as another plan',
  },
  'evidence.unverified': {
    about: 'tree',
    severity: error,
    claim: 'Evidence that another store keeps can be verified.',
    remedy:
      'set the variables that .rgz/config.yaml names, where its store can be reached; rgz check --offline leaves it out, and says so',
  },
  'evidence.not-looked-at': {
    about: 'tree',
    severity: warning,
    claim: 'Evidence that another store keeps is looked at.',
    remedy: 'rgz check, where the store can be reached',
  },
  'gate.closed': {
    about: 'tree',
    severity: error,
    claim: 'Every gate that was asked for is open.',
    remedy: 'have the checklist approved',
  },
  'gate.of-any-tenant': {
    about: 'tree',
    severity: warning,
    claim: 'Whoever asks for a gate says whose it is.',
    remedy: 'rgz check --gate <name> --tenant <tenant>',
  },
} as const satisfies Record<string, RuleEntry>;
