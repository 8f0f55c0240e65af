import type { Channel, Outcome } from '../../../ports/channel.ts';
import type { Journal } from '../../../ports/journal.ts';

/** Tells the journal of the controller: whoever watches it sees what happens. */
export function consoleChannel(journal: Journal): Channel {
  return {
    async deliver(messages) {
      return messages.map(({ subject, thread: { record }, events }): Outcome => {
        const commit = events.at(-1)?.commit;
        journal({
          level: 'info',
          event: 'notice',
          message: subject,
          record,
          ...(commit === undefined ? {} : { commit }),
        });
        return { kind: 'delivered' };
      });
    },
    async close() {},
  };
}
