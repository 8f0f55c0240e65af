import { channelContract } from '../contracts/channel.ts';
import { FakeInbox } from './channel.ts';

channelContract('the fake', async () => {
  const inbox = new FakeInbox();
  return {
    open: async () => inbox.open('fake'),
    to: 'fake',
    arrived: async () => inbox.arrived.map(({ message }) => ({ id: message.id, text: JSON.stringify(message) })),
    behave: async (how) => {
      inbox.behaviour = how;
    },
    choosy: true,
    tellsWhen: true,
    secret: 's3cret',
    close: async () => undefined,
  };
});
