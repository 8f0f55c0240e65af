import type { Work } from '../../domain/work.ts';

/** Where tenants are activated when the configuration says nothing: in this repository alone. */
const ownSink = 'git';

/** How a controller activates a tenant. Sinks take the same plan twice for one, so an outcome in doubt may be ordered again. */
export const work: Work = {
  ready: 'activating',
  doing: 'applying',
  held: 'unknown',
  claim: 'claimed',
  takeOver: 'taken-over',
  launch: 'launched',
  release: 'released',
  succeed: 'completed',
  fail: 'failed',
  hold: 'unknown',
  again: 'requeued',
  target: ({ metadata, status }) => ({
    type: 'tenant',
    name: metadata.tenant,
    version: typeof status?.plan === 'string' ? status.plan : '',
  }),
  deployer(_record, { onboarding, deployers = {} }) {
    const sink = onboarding?.sink ?? ownSink;
    return sink === ownSink || Object.hasOwn(deployers, sink) ? sink : undefined;
  },
  setting: () => 'onboarding.sink',
  retries: () => 2,
  unvoted: ({ onboarding }) => !onboarding.requireReview,
};
