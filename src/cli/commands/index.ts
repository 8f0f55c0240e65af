import type { CommandEntry } from '../command.ts';

/** Every command, in the order in which help shows them. */
export const commands: readonly CommandEntry[] = [
  { words: 'init', summary: 'Make or adopt a records repository', load: () => import('./init.ts') },
  { words: 'request create', summary: 'Ask for a promotion', load: () => import('./request-create.ts') },
  { words: 'request list', summary: 'List requests, newest first', load: () => import('./request-list.ts') },
  { words: 'request show', summary: 'Show a request', load: () => import('./show.ts') },
  { words: 'request stats', summary: 'Count requests', load: () => import('./request-stats.ts') },
  {
    words: 'request edit',
    summary: 'Change a pending request; voids its approvals',
    load: () => import('./request-edit.ts'),
  },
  {
    words: 'request cancel',
    summary: 'Withdraw a request that is not under way',
    load: () => import('./request-cancel.ts'),
  },
  {
    words: 'request retry',
    summary: 'Put a failed request up for another try',
    load: () => import('./request-retry.ts'),
  },
  {
    words: 'request settle',
    summary: 'Say what became of a request whose outcome is unknown',
    load: () => import('./request-settle.ts'),
  },
  {
    words: 'request review',
    summary: 'Say that you looked at what an emergency did',
    load: () => import('./request-review.ts'),
  },
  {
    words: 'request rollback',
    summary: 'Open a request for the version before',
    load: () => import('./request-rollback.ts'),
  },
  { words: 'inbox', summary: 'What waits for you', load: () => import('./inbox.ts') },
  { words: 'show', summary: 'Show a record of any kind', load: () => import('./show.ts') },
  { words: 'approve', summary: 'Approve what a record asks for', load: () => import('./approve.ts') },
  { words: 'reject', summary: 'Reject what a record asks for', load: () => import('./reject.ts') },
  { words: 'log', summary: 'The history of a record, with commits and signers', load: () => import('./log.ts') },
  {
    words: 'explain',
    summary: 'Each gate of a record: open or not, why, and who can open it',
    load: () => import('./explain.ts'),
  },
  { words: 'check', summary: 'Hold the records against every rule', load: () => import('./check.ts') },
  { words: 'audit', summary: 'Prove the whole trail from this clone alone', load: () => import('./audit.ts') },
  {
    words: 'audit export',
    summary: 'File the trail as JSON, CSV or one HTML page',
    load: () => import('./audit-export.ts'),
  },
  {
    words: 'controller run',
    summary: 'Carry out what was approved, until stopped',
    load: () => import('./controller-run.ts'),
  },
  {
    words: 'controller status',
    summary: 'What is under way, what waits for what, and who works on it',
    load: () => import('./controller-status.ts'),
  },
  { words: 'stop', summary: 'Stop the line: nothing is launched any more', load: () => import('./stop.ts') },
  { words: 'resume', summary: 'Let the line go on', load: () => import('./resume.ts') },
  {
    words: 'hook pre-receive',
    summary: 'On a server: refuse a push that breaks a rule',
    load: () => import('./hook-pre-receive.ts'),
  },
  {
    words: 'hook pre-commit',
    summary: 'In a clone: hold what is staged against the rules',
    load: () => import('./hook-pre-commit.ts'),
  },
  { words: 'policy show', summary: 'Who may do what', load: () => import('./policy-show.ts') },
  { words: 'policy grant', summary: 'Give a person a role or a key', load: () => import('./policy-grant.ts') },
  { words: 'policy revoke', summary: 'Take a role from a person', load: () => import('./policy-revoke.ts') },
  { words: 'policy set', summary: 'Set one value of the policy', load: () => import('./policy-set.ts') },
  { words: 'policy check', summary: 'Look for mistakes in the policy', load: () => import('./policy-check.ts') },
  {
    words: 'policy allowed-signers',
    summary: "Print the file that Git's own verifier reads",
    load: () => import('./policy-allowed-signers.ts'),
  },
  { words: 'tenant add', summary: 'Make a tenant known', load: () => import('./tenant-add.ts') },
  { words: 'tenant list', summary: 'List the tenants', load: () => import('./tenant-list.ts') },
  {
    words: 'completion',
    summary: 'Print a completion script for bash, zsh or fish',
    load: () => import('./completion.ts'),
  },
];
