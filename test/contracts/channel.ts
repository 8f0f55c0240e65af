import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/domain/notice.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { hostile, messageOf } from '../kit/messages.ts';

/** A channel with the other side of it, as a test stages it. */
export interface ChannelStage {
  /** Opens the channel with limits so short that a test can wait for them: two seconds a message at most. */
  open(): Promise<Channel>;
  /** Where a message of this channel goes. */
  to: string;
  /** What arrived, in order: the id of the message as the other side can see it, and all of its text, decoded. */
  arrived(): Promise<readonly { id: string; text: string }[]>;
  /** The other side takes everything again, or one of: */
  behave(
    how:
      | 'well'
      /** takes no message with the text `unwanted` in its subject, and never will */
      | 'choosy'
      /** says that it has too much to do; where the protocol can say so, to come back in 7 seconds */
      | 'busy'
      /** cannot be reached, or breaks the connection */
      | 'away'
      /** takes the connection and never answers */
      | 'hangs'
      /** does not let this client in */
      | 'locked',
  ): Promise<void>;
  /** Whether it can tell one message from another when it refuses; a stream of events cannot. */
  choosy: boolean;
  /** Whether `busy` carries a time. */
  tellsWhen: boolean;
  /** What no outcome may ever hold. */
  secret: string;
  close(): Promise<void>;
}

/** What every channel has to hold, whatever is behind it. */
export function channelContract(name: string, build: () => Promise<ChannelStage>): void {
  describe(`the channel contract: ${name}`, () => {
    let stage: ChannelStage;
    let channel: Channel;

    beforeEach(async () => {
      stage = await build();
      channel = await stage.open();
    });
    afterEach(async () => {
      await channel.close();
      await stage.close();
    });

    const message = (number: number, change: Partial<Message> = {}) => messageOf(number, { to: stage.to, ...change });

    it('delivers in order, each message under its id', async () => {
      const messages = [1, 2, 3].map((number) => message(number));
      expect((await channel.deliver(messages)).map(({ kind }) => kind)).toEqual(Array(3).fill('delivered'));
      const arrived = await stage.arrived();
      expect(arrived).toHaveLength(3);
      for (const [index, { id, text }] of arrived.entries()) {
        const wanted = messages[index];
        expect([wanted?.id, wanted?.events[0]?.id]).toContain(id);
        expect(text).toContain(wanted?.thread.record);
      }
    });

    it('gives the same id to a message that is delivered again', async () => {
      await channel.deliver([message(1)]);
      await channel.deliver([message(1)]);
      const [one, other] = await stage.arrived();
      expect(one?.id).toBe(other?.id);
      expect(one).toBeDefined();
    });

    it('has nothing to tell of no messages', async () => {
      expect(await channel.deliver([])).toEqual([]);
    });

    it('tells of a message that is refused for good, and goes on with the next', async () => {
      if (!stage.choosy) return;
      await stage.behave('choosy');
      const subject = 'unwanted';
      const messages = [message(1), message(2, { subject, headline: subject, short: subject }), message(3)];
      expect((await channel.deliver(messages)).map(({ kind }) => kind)).toEqual(['delivered', 'refused', 'delivered']);
      expect(await stage.arrived()).toHaveLength(2);
    });

    it('waits where the other side has too much to do, as long as it asks for', async () => {
      await stage.behave('busy');
      const outcomes = await channel.deliver([message(1), message(2)]);
      expect(outcomes).toHaveLength(1);
      expect(outcomes[0]).toMatchObject({ kind: 'later', all: true, ...(stage.tellsWhen ? { after: 7 } : {}) });
      await stage.behave('well');
      expect(await channel.deliver([message(1), message(2)])).toHaveLength(2);
    });

    it.each(['away', 'hangs'] as const)(
      'does not lose a message when the other side %s, and tries no other',
      async (how) => {
        await stage.behave(how);
        const outcomes = await channel.deliver([message(1), message(2)]);
        expect(outcomes).toHaveLength(1);
        expect(outcomes[0]).toMatchObject({ kind: 'later', all: true });
        await stage.behave('well');
        const again = await channel.deliver([message(1), message(2)]);
        expect(again.map(({ kind }) => kind)).toEqual(['delivered', 'delivered']);
      },
    );

    it('keeps messages where it is not let in, and never tells the secret', async () => {
      await stage.behave('locked');
      const outcomes = await channel.deliver([message(1)]);
      expect(outcomes[0]).toMatchObject({ kind: 'later', all: true });
      expect(JSON.stringify(outcomes)).not.toContain(stage.secret);
    });

    it('takes any text for text', async () => {
      const events = messageOf(1).events.map((event) => ({ ...event, detail: { comment: hostile } }));
      const all = { lead: hostile, facts: [{ label: hostile, value: hostile }], short: hostile, subject: hostile };
      const outcomes = await channel.deliver([message(1, { ...all, headline: hostile, footer: hostile, events })]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['delivered']);
      const [arrived] = await stage.arrived();
      expect(arrived?.text).toContain('alert(1)');
      expect(arrived?.text).not.toContain('\r\nBcc:');
    });
  });
}
