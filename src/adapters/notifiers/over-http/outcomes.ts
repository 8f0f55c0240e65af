import type { Message } from '../../../domain/notice.ts';
import type { Channel, Outcome } from '../../../ports/channel.ts';

export type Later = Extract<Outcome, { kind: 'later' }>;

export const delivered: Outcome = { kind: 'delivered' };

export function refused(reason: string): Outcome {
  return { kind: 'refused', reason };
}

/** Nothing gets through now. */
export function later(reason: string, after?: number): Later {
  return { kind: 'later', reason, all: true, ...(after === undefined ? {} : { after }) };
}

/** This one does not get through now; others may. */
export function laterAlone(reason: string): Later {
  return { kind: 'later', reason, all: false };
}

/** Delivers in order, up to the first that shows that nothing gets through. Every reason goes through `tidy`. */
export function deliverEach(
  deliver: (message: Message) => Promise<Outcome>,
  tidy: (reason: string) => string,
): Channel['deliver'] {
  return async (messages, goesOn = () => true) => {
    const outcomes: Outcome[] = [];
    for (const message of messages) {
      if (outcomes.length > 0 && !goesOn()) break;
      const outcome = await deliver(message);
      outcomes.push('reason' in outcome ? { ...outcome, reason: tidy(outcome.reason) } : outcome);
      if (outcome.kind === 'later' && outcome.all) break;
    }
    return outcomes;
  };
}
