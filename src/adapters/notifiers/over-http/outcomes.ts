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

/**
 * Delivers in order, up to the first that shows that nothing gets through. One that has to wait is waited for by those of
 * the same record to the same destination. Every reason goes through `tidy`. */
export function deliverEach(
  deliver: (message: Message) => Promise<Outcome>,
  tidy: (reason: string) => string,
): Channel['deliver'] {
  return async (messages, goesOn = () => true) => {
    const outcomes: Outcome[] = [];
    const waiting = new Map<string, Outcome>();
    for (const message of messages) {
      if (outcomes.length > 0 && !goesOn()) break;
      const line = JSON.stringify([message.to, message.thread.record]);
      const outcome = waiting.get(line) ?? (await deliver(message));
      outcomes.push('reason' in outcome ? { ...outcome, reason: tidy(outcome.reason) } : outcome);
      if (outcome.kind !== 'later') continue;
      if (outcome.all) break;
      waiting.set(line, outcome);
    }
    return outcomes;
  };
}
