import type { EventDefinition } from '../../domain/kind.ts';
import type { Audience } from '../../domain/notice.ts';

const everybody: readonly Audience[] = ['requester', 'deciders', 'approvers', 'viewers'];
const withOperations: readonly Audience[] = [...everybody, 'operations'];
const toDecide = ['rgz show {id}', 'rgz approve {id}', 'rgz reject {id} --reason <text>'];
const toSee = ['rgz show {id}'];

/** What the world outside hears of a promotion request. */
export const events = {
  created: { type: 'request-created', tone: 'ask', tell: ['approvers'], commands: toDecide },
  edited: { type: 'request-edited', tone: 'ask', tell: ['approvers'], commands: toDecide },
  approved: { type: 'request-approved', tone: 'good', tell: ['requester'], commands: ['rgz explain {id}'] },
  endorsed: { type: 'request-endorsed', tone: 'ask', tell: ['approvers'], commands: toDecide },
  rejected: { type: 'request-rejected', tone: 'info', tell: ['requester', 'deciders'], commands: toSee },
  cancelled: { type: 'request-cancelled', tone: 'info', tell: ['requester', 'approvers'], commands: toSee },
  retried: { type: 'request-retried', tone: 'info', tell: ['requester', 'deciders'], commands: ['rgz explain {id}'] },
  claimed: { type: 'deployment-claimed', tone: 'info', tell: [], commands: toSee },
  takenOver: { type: 'deployment-taken-over', tone: 'info', tell: [], commands: toSee },
  launched: { type: 'deployment-started', tone: 'info', tell: ['requester', 'deciders'], commands: toSee },
  released: { type: 'deployment-released', tone: 'info', tell: [], commands: ['rgz explain {id}'] },
  deployed: { type: 'deployment-succeeded', tone: 'good', tell: everybody, commands: toSee, recovers: true },
  failed: {
    type: 'deployment-failed',
    tone: 'bad',
    tell: withOperations,
    commands: ['rgz show {id}', 'rgz request retry {id}'],
  },
  requeued: { type: 'deployment-requeued', tone: 'info', tell: [], commands: ['rgz explain {id}'] },
  unknown: {
    type: 'deployment-unknown',
    tone: 'bad',
    tell: withOperations,
    commands: [
      'rgz log {id}',
      'rgz request settle {id} --deployed --reason <text>',
      'rgz request settle {id} --failed --reason <text>',
    ],
  },
  reviewed: { type: 'request-reviewed', tone: 'good', tell: ['requester', 'deciders'], commands: toSee },
} as const satisfies Record<string, EventDefinition>;
