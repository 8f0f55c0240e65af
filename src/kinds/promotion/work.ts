import type { Work } from '../../domain/kind.ts';
import type { PromotionRequest } from '../../generated/types/promotion-request.v1.ts';

/** How a controller carries a promotion out. */
export const work: Work = {
  ready: 'approved',
  doing: 'deploying',
  held: 'unknown',
  claim: 'deploying',
  takeOver: 'taken-over',
  launch: 'launched',
  release: 'released',
  succeed: 'deployed',
  fail: 'failed',
  hold: 'unknown',
  again: 'requeued',
  target(record) {
    const { type, name, version } = (record.spec as unknown as PromotionRequest['spec']).target;
    return { type, name, version };
  },
  deployer(record, { environments, deployers = {} }) {
    const { targetEnvironment } = (record.spec as unknown as PromotionRequest['spec']).target;
    const { deployer } = environments[targetEnvironment] ?? {};
    return deployer !== undefined && Object.hasOwn(deployers, deployer) ? deployer : undefined;
  },
  retries: (policy) => policy.retries,
};
