import { openKafkaChannel } from '../../../../src/adapters/notifiers/kafka/index.ts';
import type { Limits } from '../../../../src/adapters/notifiers/kafka/setup.ts';
import type { KafkaChannel } from '../../../../src/generated/types/config.v1.ts';
import type { Channel } from '../../../../src/ports/channel.ts';
import { type EmulatorOptions, KafkaEmulator } from '../../../emulator/kafka/emulator.ts';

export const topic = 'promotion-requests';
export const secret = 'pa55 "word" of=rgz';

/** So short that a test can wait for them. */
export const limits: Limits = { connect: 400, store: 400, answer: 500, send: 1500, pause: 5, close: 200 };

/** A cluster that runs, with channels to it. All of it is closed at the end of a test. */
export class Staged {
  readonly #channels: Channel[] = [];

  private constructor(readonly kafka: KafkaEmulator) {}

  static async start(options: Partial<EmulatorOptions> = {}): Promise<Staged> {
    const kafka = new KafkaEmulator({ topics: { [topic]: 1 }, ...options });
    await kafka.start();
    return new Staged(kafka);
  }

  async open(
    settings: Partial<KafkaChannel> = {},
    more: { limits?: Limits; secret?: string; authorities?: string } = {},
  ): Promise<Channel> {
    const channel = await openKafkaChannel({
      name: 'bus',
      settings: { type: 'kafka', brokers: this.kafka.brokers, ...settings },
      secret: undefined,
      topicOf: (kind) => (kind === 'PromotionRequest' ? topic : `${kind}s`),
      limits,
      ...more,
    });
    this.#channels.push(channel);
    return channel;
  }

  async close(): Promise<void> {
    await Promise.all(this.#channels.map((channel) => channel.close()));
    await this.kafka.stop();
  }
}
