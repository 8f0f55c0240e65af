import type { KafkaChannel } from '../../../generated/types/config.v1.ts';
import type { Channel, Outcome } from '../../../ports/channel.ts';
import { batchesOf } from './batches.ts';
import { passwordOf } from './credentials.ts';
import { deliverBatches } from './deliver-batches.ts';
import { recordOf } from './record.ts';
import { Sender } from './sender.ts';
import { type Limits, usualLimits } from './setup.ts';

export { secretVariableOf } from './credentials.ts';

export interface KafkaOptions {
  name: string;
  settings: KafkaChannel;
  /** What the environment variable holds that the settings name; undefined where it is not set. */
  secret: string | undefined;
  /** The topic of a kind of record, without the prefix of the settings. */
  topicOf: (kind: string) => string;
  limits?: Limits;
  /** Certificates to trust in place of the machine's own. */
  authorities?: string;
}

/** Puts every event on a topic of Kafka. Nothing is asked of Kafka before the first delivery. */
export async function openKafkaChannel(options: KafkaOptions): Promise<Channel> {
  const { name, settings, topicOf, limits = usualLimits, authorities } = options;
  const password = passwordOf(name, settings, options.secret);
  const sender = new Sender({ name, settings, password, limits, authorities });
  const { source = 'rgz', topicPrefix = '' } = settings;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    deliver: (messages) => {
      const toRecord = recordOf(source, (kind) => `${topicPrefix}${topicOf(kind)}`);
      // Two batches at once would carry the same sequence, and Kafka would take one of them for a repetition.
      const told = turn.then(
        (): Promise<readonly Outcome[]> => deliverBatches(sender, batchesOf(messages, toRecord), messages.length),
      );
      turn = told.catch(() => undefined);
      return told;
    },
    close: () => sender.close(),
  };
}
