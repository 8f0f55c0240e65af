import type { EventDefinition } from '../../domain/kind.ts';
import type { Audience } from '../../domain/notice.ts';

const withOperations: readonly Audience[] = ['requester', 'deciders', 'approvers', 'operations'];
const toSee = ['rgz onboarding status {id}'];
const toActivate = ['rgz onboarding status {id}', 'rgz onboarding activate {id}'];

/** What the world outside hears of an onboarding. */
export const events = {
  created: { type: 'onboarding-started', tone: 'info', tell: ['approvers'], commands: toSee },
  edited: { type: 'onboarding-edited', tone: 'info', tell: [], commands: toSee },
  workbook: { type: 'onboarding-workbook-made', tone: 'info', tell: [], commands: toSee },
  refused: { type: 'onboarding-import-refused', tone: 'info', tell: ['requester'], commands: toSee },
  imported: { type: 'onboarding-imported', tone: 'ask', tell: ['approvers'], commands: toActivate },
  approved: { type: 'onboarding-approved', tone: 'good', tell: ['requester'], commands: toActivate },
  rejected: { type: 'onboarding-rejected', tone: 'info', tell: ['requester', 'deciders'], commands: toSee },
  cancelled: { type: 'onboarding-cancelled', tone: 'info', tell: ['requester', 'approvers'], commands: toSee },
  ordered: { type: 'activation-ordered', tone: 'info', tell: [], commands: ['rgz explain {id}'] },
  claimed: { type: 'activation-claimed', tone: 'info', tell: [], commands: toSee },
  takenOver: { type: 'activation-taken-over', tone: 'info', tell: [], commands: toSee },
  launched: { type: 'activation-started', tone: 'info', tell: [], commands: toSee },
  released: { type: 'activation-released', tone: 'info', tell: [], commands: ['rgz explain {id}'] },
  completed: {
    type: 'onboarding-completed',
    tone: 'good',
    tell: ['requester', 'deciders', 'approvers', 'viewers'],
    commands: toSee,
    recovers: true,
  },
  failed: { type: 'activation-failed', tone: 'bad', tell: withOperations, commands: toActivate },
  requeued: { type: 'activation-requeued', tone: 'info', tell: [], commands: ['rgz explain {id}'] },
  unknown: { type: 'activation-unknown', tone: 'bad', tell: withOperations, commands: toActivate },
  invited: { type: 'users-invited', tone: 'info', tell: ['invited'], commands: toSee },
  inviteAgain: { type: 'invitation-asked', tone: 'info', tell: [], commands: toSee },
  inviteUsed: { type: 'invitation-used', tone: 'info', tell: [], commands: toSee },
} as const satisfies Record<string, EventDefinition>;
