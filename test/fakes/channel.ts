import type { Message } from '../../src/domain/notice.ts';
import type { Channel, Outcome } from '../../src/ports/channel.ts';

export type Behaviour = 'well' | 'full' | 'choosy' | 'busy' | 'away' | 'hangs' | 'locked';

/** The other side of channels, which remembers what arrived, over whatever channel and process. */
export class FakeInbox {
  readonly arrived: { channel: string; message: Message }[] = [];
  behaviour: Behaviour = 'well';
  /** Called before each message is taken; may throw, as a crash does. */
  before: (message: Message) => void = () => undefined;
  /** Called after it was taken and before anybody hears of that. */
  after: (message: Message) => void = () => undefined;

  open(channel: string): Channel {
    return {
      deliver: async (messages, goesOn = () => true) => {
        const outcomes: Outcome[] = [];
        for (const message of messages) {
          if (outcomes.length > 0 && !goesOn()) break;
          this.before(message);
          const outcome = this.#outcome(message);
          if (outcome.kind === 'delivered') this.arrived.push({ channel, message });
          outcomes.push(outcome);
          this.after(message);
          if (outcome.kind === 'later' && outcome.all) break;
        }
        return outcomes;
      },
      close: async () => undefined,
    };
  }

  #outcome({ subject, thread }: Message): Outcome {
    switch (this.behaviour) {
      case 'well':
        return { kind: 'delivered', mark: `mark-${thread.record}` };
      case 'choosy':
        return subject.includes('unwanted')
          ? { kind: 'refused', reason: 'nobody of that name here' }
          : { kind: 'delivered' };
      case 'full':
        return { kind: 'later', reason: 'the mailbox is full', after: 3600, all: false };
      case 'busy':
        return { kind: 'later', reason: 'too much to do', after: 7, all: true };
      default:
        return { kind: 'later', reason: `the other side is ${this.behaviour}`, all: true };
    }
  }
}
