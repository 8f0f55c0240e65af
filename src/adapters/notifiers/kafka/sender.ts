import { partsOf } from './error-parts.ts';
import { inTime, type Link, openLink } from './link.ts';
import { reasonOf } from './reason.ts';
import type { KafkaRecord } from './record.ts';
import { type Broker, brokersOf, type Setup } from './setup.ts';
import { type Place, whatIsLeft } from './what-is-left.ts';

export type Answer =
  | { kind: 'taken' }
  /** `left`: the records that are not taken. */
  | { kind: 'refused' | 'later'; reason: string; after?: number; left: readonly number[] };

/** How far one batch has come. */
interface Course {
  topic: string | undefined;
  places: readonly Place[];
}

/** Sends batches, one at a time, and tells what became of each. */
export class Sender {
  #brokers: Broker[];
  #link: Link | undefined;
  #closed = false;

  constructor(private readonly setup: Setup) {
    this.#brokers = brokersOf(setup);
  }

  async send(records: readonly KafkaRecord[]): Promise<Answer> {
    const course: Course = { topic: undefined, places: [] };
    try {
      const link = await this.#open();
      await inTime(this.setup.limits.send, Promise.race([link.hopeless, produce(link, records, course)]));
      return { kind: 'taken' };
    } catch (error) {
      return this.#judge(error, course, records.length);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const link = this.#link;
    this.#link = undefined;
    await link?.close();
  }

  async #open(): Promise<Link> {
    const link = this.#link ?? (await openLink(this.setup, this.#brokers));
    this.#link = link;
    if (this.#closed) throw new Error('the channel is closed');
    return link;
  }

  #judge(error: unknown, { topic, places }: Course, count: number): Answer {
    const parts = partsOf(error);
    const { records: left, refused, ...about } = whatIsLeft(parts, places, count);
    // Kafka may have taken what the client does not count, and would then take the next batch for a repetition of it.
    if (!refused || left.length < count) this.#renew();
    if (left.length === 0) return { kind: 'taken' };
    const throttle = Math.max(0, ...parts.map(({ response }) => response?.throttleTimeMs ?? 0));
    const reason = reasonOf(parts, about.topic ?? topic, this.setup);
    const after = throttle > 0 ? { after: Math.ceil(throttle / 1000) } : {};
    return { kind: refused ? 'refused' : 'later', reason, left, ...after };
  }

  /** The next batch gets a producer of its own, which asks another broker first. */
  #renew(): void {
    this.#link?.drop();
    this.#link = undefined;
    this.#brokers = [...this.#brokers.slice(1), ...this.#brokers.slice(0, 1)];
  }
}

async function produce(link: Link, records: readonly KafkaRecord[], course: Course): Promise<void> {
  const counts = new Map<string, number>();
  for (const topic of new Set(records.map((record) => record.topic))) {
    course.topic = topic;
    const { topics } = await link.producer.metadata({ topics: [topic] });
    counts.set(topic, topics.get(topic)?.partitionsCount ?? 1);
  }
  const places = records.map(({ topic, key }) => ({
    topic,
    partition: link.hashOf(key) % (counts.get(topic) ?? 1),
  }));
  course.places = places;
  await link.producer.send({ messages: records.map((record, index) => ({ ...record, ...places[index] })) });
}
