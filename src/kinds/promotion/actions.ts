import type { ActionDefinition } from '../../domain/kind.ts';

/** Everything that can happen to a promotion request. */
export const actions: readonly ActionDefinition[] = [
  { action: 'created', phrase: 'created', from: [], to: 'pending', binds: true, right: 'request.create', refusal: 'state.not-pending' },
  { action: 'edited', phrase: 'edited', from: ['pending'], to: 'pending', binds: true, right: 'request.create', refusal: 'state.not-pending' },
  {
    action: 'approved',
    phrase: 'approved',
    from: ['pending'],
    to: 'approved',
    vote: true,
    decides: true,
    binds: true,
    right: 'request.approve',
    refusal: 'state.not-pending',
  },
  {
    action: 'rejected',
    phrase: 'rejected',
    from: ['pending'],
    to: 'rejected',
    decides: true,
    binds: true,
    right: 'request.reject',
    refusal: 'state.not-pending',
  },
  { action: 'cancelled', phrase: 'cancelled', from: ['pending'], to: 'cancelled', right: 'request.create', refusal: 'state.not-pending' },
  { action: 'retried', phrase: 'put up for another try', from: ['failed'], to: 'approved', right: 'request.create', refusal: 'state.not-failed' },
  { action: 'deploying', phrase: 'taken up', from: ['approved'], to: 'deploying', right: 'controller.act', refusal: 'state.not-pending' },
  { action: 'launched', phrase: 'launched', from: ['deploying'], to: 'deploying', right: 'controller.act', refusal: 'state.not-pending' },
  { action: 'deployed', phrase: 'deployed', from: ['deploying'], to: 'deployed', right: 'controller.act', refusal: 'state.not-pending' },
  { action: 'failed', phrase: 'reported as failed', from: ['deploying'], to: 'failed', right: 'controller.act', refusal: 'state.not-pending' },
  { action: 'unknown', phrase: 'held: outcome unknown', from: ['deploying'], to: 'deploying', right: 'controller.act', refusal: 'state.not-pending' },
];
