import type { RecordData } from '../../domain/record.ts';
import type { Work } from '../../domain/work.ts';
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
    const { type, name, version } = targetOf(record);
    return { type, name, version };
  },
  deployer(record, { environments, deployers = {} }) {
    const { targetEnvironment } = targetOf(record);
    const { deployer } = environments[targetEnvironment] ?? {};
    return deployer !== undefined && Object.hasOwn(deployers, deployer) ? deployer : undefined;
  },
  setting: (record) => `environments.${targetOf(record).targetEnvironment}.deployer`,
  retries: (policy) => policy.retries,
};

function targetOf({ spec }: RecordData): PromotionRequest['spec']['target'] {
  return (spec as unknown as PromotionRequest['spec']).target;
}
