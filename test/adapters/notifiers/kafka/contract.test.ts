import { channelContract } from '../../../contracts/channel.ts';
import type { KafkaEmulator } from '../../../emulator/kafka/emulator.ts';
import { eventOf } from '../../../kit/messages.ts';
import { Staged, secret } from './stage.ts';

const sasl = { mechanism: 'SCRAM-SHA-256', username: 'rgz' } as const;

channelContract('kafka', async () => {
  const staged = await Staged.start({ users: new Map([['rgz', secret]]) });
  const { kafka } = staged;
  return {
    open: () => staged.open({ sasl }, { secret }),
    to: 'bus',
    arrived: async () => kafka.arrived.map(seen),
    behave: async (how) => {
      await kafka.stop();
      kafka.faults = {};
      kafka.users = new Map([['rgz', how === 'locked' ? 'another' : secret]]);
      if (how === 'away') return;
      if (how === 'busy') kafka.faults = { produce: 'NOT_ENOUGH_REPLICAS', throttle: 7000 };
      if (how === 'hangs') kafka.faults = { hangs: true };
      // An event says nothing of the subject of its message, so the broker knows the unwanted one by its record.
      if (how === 'choosy') kafka.faults = { refusedKeys: new Set([eventOf(2).record.id]) };
      await kafka.start();
    },
    choosy: true,
    tellsWhen: true,
    secret,
    close: () => staged.close(),
  };
});

function seen({ key, value, headers }: KafkaEmulator['arrived'][number]): { id: string; text: string } {
  const told = Object.fromEntries(headers);
  return { id: told.ce_id ?? '', text: [key, value, ...Object.values(told)].join('\n') };
}
