import type { Cancelled, Found, Launch, Progress, Readiness } from './deployment.ts';

/** What a deployer said. That a job goes on, here or elsewhere, is told to nobody. */
type Answered =
  | `launch-${Launch['kind']}`
  | `find-${Found['kind']}`
  | `poll-${Exclude<Progress['kind'], 'running' | 'elsewhere'>}`
  | `cancel-${Cancelled['kind']}`;

/** Everything that a controller tells of, beside the events that it writes into records. */
export type JournalEvent =
  | Answered
  | `deployer-${Exclude<Readiness['kind'], 'ready'>}`
  | 'deployer-back'
  | 'evidence-unreachable'
  | 'evidence-back'
  | 'listening'
  | 'weak-secret'
  | 'answer-failed'
  | 'outage'
  | 'remote-back'
  | 'state-unwritable'
  | 'quarantined'
  | 'refused'
  | 'invitation-unreached'
  | 'notice'
  | 'notify-delivered'
  | 'notify-refused'
  | 'notify-away'
  | 'notify-back'
  | 'notify-broken'
  | 'notify-held'
  | 'notify-void'
  | 'notify-texts'
  | 'notify-failed'
  | 'awx.fields-ignored'
  | 'awx.launch-unanswered'
  | 'awx.not-private'
  | 'awx.several-jobs';

/** What each of them means, for whoever reads the journal. */
export const journalEvents: Readonly<Record<JournalEvent, string>> = {
  'launch-started': 'The deployer started a job for the attempt.',
  'launch-refused': 'The deployer started nothing, and said why.',
  'launch-unsure': 'It is not known whether the call was carried out; the job is looked for before anything else.',
  'find-found': 'The job of an attempt was found again.',
  'find-absent': 'Nothing was started for the attempt, and nothing can be any more: it is launched.',
  'find-unsure': 'It cannot be told yet whether anything was started; it is looked for again.',
  'find-lost': 'It can never be told here whether anything was started: the record is held for a person.',
  'poll-succeeded': 'The job succeeded.',
  'poll-failed': 'The job failed.',
  'poll-unknown':
    'The deployer contradicts itself, lost the job or has another in its place: the record is held for a person.',
  'poll-unreachable': 'The deployer did not answer for a job that is under way; it is asked again.',
  'cancel-cancelling': 'A job that was over its deadline is being cancelled.',
  'cancel-over': 'A job that was to be cancelled had ended already.',
  'cancel-unreachable': 'The deployer did not answer when a job was to be cancelled; it is asked again.',
  'deployer-unreachable': 'A deployer does not answer. Nothing is claimed for it until it does.',
  'deployer-broken': 'A deployer cannot be used until a person mends it.',
  'deployer-back': 'A deployer is ready again.',
  'evidence-unreachable':
    'Evidence in another store cannot be verified. Gates that it opens are closed; it is asked again.',
  'evidence-back': 'Evidence can be verified again.',
  listening: 'The address that webhooks, health and metrics are served on.',
  'weak-secret': 'The secret of the webhooks is so short that it could be guessed.',
  'answer-failed': 'A call over HTTP could not be answered, and not by a fault of its own.',
  outage:
    'The remote did not answer or took no commit, or the clone cannot be written; it is tried again, ever more rarely.',
  'remote-back': 'Such an outage is over.',
  'state-unwritable': 'The controller cannot write its own folder, so what it knows is lost with it.',
  quarantined: 'A commit breaks a rule: what it touched is left alone until a person looks at it.',
  refused:
    'The controller may not or cannot write what is due; it is not tried again before the record, the policy or the configuration changes.',
  'invitation-unreached':
    'No channel goes to the address of users who are to be invited. No code is issued to them until one does.',
  notice: 'What the channel `console` has to tell.',
  'notify-delivered': 'Messages went over a channel.',
  'notify-refused': 'A message is a dead letter: `rgz notify dead` lists it, `rgz notify resend` sends it again.',
  'notify-away': 'A channel takes no messages now. They wait, and it is tried again ever more rarely.',
  'notify-back': 'A channel takes messages again.',
  'notify-broken': 'A channel cannot be used until a person mends its settings or gives its secret. Messages wait.',
  'notify-held':
    'Nobody is told anything while what says whom to tell is a policy or configuration that was changed against the rules.',
  'notify-void': 'A message that was late is not sent any more: nobody has to hear of it by now.',
  'notify-texts': 'Texts or looks of messages in the repository cannot be used; those of rgz are in their place.',
  'notify-failed': 'Something kept rgz from telling what happened. It is tried again; nothing else waits for it.',
  'awx.fields-ignored': 'AWX left out what it was told for a job, so the job is cancelled.',
  'awx.launch-unanswered': 'AWX may have launched a job and did not say so; it is looked for.',
  'awx.not-private': 'The credentials of AWX travel without encryption.',
  'awx.several-jobs': 'AWX has more than one job of an attempt. It should not, so somebody has to look.',
};
