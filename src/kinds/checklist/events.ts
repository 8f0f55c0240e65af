import type { EventDefinition } from '../../domain/kind.ts';

const toSee = ['rgz checklist show {id}'];

/** What the world outside hears of a checklist. */
export const events = {
  created: { type: 'checklist-created', tone: 'info', tell: ['requester'], commands: toSee },
  edited: { type: 'checklist-upgraded', tone: 'info', tell: ['requester', 'approvers'], commands: toSee },
  changed: { type: 'checklist-item-changed', tone: 'info', tell: [], commands: toSee },
  evidence: { type: 'checklist-evidence-added', tone: 'info', tell: [], commands: toSee },
  validated: { type: 'checklist-item-validated', tone: 'info', tell: [], commands: toSee },
  assigned: { type: 'checklist-item-assigned', tone: 'info', tell: [], commands: toSee },
  imported: { type: 'checklist-imported', tone: 'info', tell: [], commands: toSee },
  ready: {
    type: 'checklist-ready',
    tone: 'ask',
    tell: ['approvers'],
    commands: [...toSee, 'rgz approve {id}', 'rgz reject {id} --reason <text>'],
  },
  approved: { type: 'checklist-approved', tone: 'good', tell: ['requester', 'viewers'], commands: toSee },
  endorsed: { type: 'checklist-endorsed', tone: 'ask', tell: ['approvers'], commands: toSee },
  reminder: { type: 'checklist-reminder', tone: 'ask', tell: ['requester', 'workers'], commands: toSee },
  overdue: { type: 'checklist-overdue', tone: 'bad', tell: ['workers'], commands: toSee },
  escalated: { type: 'checklist-escalated', tone: 'bad', tell: ['operations'], commands: toSee },
  cancelled: {
    type: 'checklist-cancelled',
    tone: 'info',
    tell: ['requester', 'approvers', 'viewers'],
    commands: [...toSee, 'rgz checklist reopen {id}'],
  },
  reopened: { type: 'checklist-reopened', tone: 'info', tell: ['requester', 'workers', 'viewers'], commands: toSee },
  rejected: { type: 'checklist-rejected', tone: 'info', tell: ['requester', 'viewers'], commands: toSee },
} as const satisfies Record<string, EventDefinition>;
