import type { Message, RecordEvent } from '../../../domain/notice.ts';
import type { Outcome } from '../../../ports/channel.ts';
import { delivered, later, refused } from '../over-http/outcomes.ts';

/** How many messages under way are remembered. Of one that is forgotten, all events are told again. */
const remembered = 1000;

/**
 * Tells of the events of a message in their order, and goes on after one that is refused. One that has to wait is where
 * the next try begins: so a slow receiver gets through a long digest at last.
 */
export function tellMessage(tell: (event: RecordEvent) => Promise<Outcome>, budget: number) {
  const underWay = new Map<string, { told: number; refusals: string[] }>();
  return async ({ id, events }: Message): Promise<Outcome> => {
    const begun = performance.now();
    const way = underWay.get(id) ?? { told: 0, refusals: [] };
    underWay.delete(id);
    const first = way.told;
    for (const event of events.slice(first)) {
      // One at least is told in every try.
      const late = way.told > first && performance.now() - begun > budget;
      const outcome = late
        ? later(`the receiver is slow: ${way.told} of ${events.length} are told`, 1)
        : await tell(event);
      if (outcome.kind === 'later') {
        underWay.set(id, way);
        for (const oldest of [...underWay.keys()].slice(0, -remembered)) underWay.delete(oldest);
        return outcome;
      }
      way.told += 1;
      if (outcome.kind === 'refused') way.refusals.push(outcome.reason);
    }
    const [reason] = way.refusals;
    if (reason === undefined) return delivered;
    return refused(events.length === 1 ? reason : `${way.refusals.length} of ${events.length} events: ${reason}`);
  };
}
