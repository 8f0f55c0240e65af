import type { Connection, Producer } from '@platformatic/kafka';
import { isHopeless, isLogin, partsOf } from './error-parts.ts';
import { accessOf, type Broker, type Setup } from './setup.ts';

/** A producer of its own, with the connections that it made. */
export interface Link {
  producer: Producer<Buffer, Buffer, Buffer, Buffer>;
  /** As Kafka's own client does it, so that others who write to a topic agree on partitions. */
  hashOf(key: Buffer): number;
  /** Fails with what no further try can mend. */
  hopeless: Promise<never>;
  /** Breaks off whatever goes on. */
  drop(): void;
  /** Ends in an orderly way, or is broken off once that takes too long. */
  close(): Promise<void>;
}

const tries = 3;

export async function openLink(setup: Setup, brokers: Broker[]): Promise<Link> {
  const { Producer, murmur2 } = await import('@platformatic/kafka');
  const { limits } = setup;
  let giveUp: (error: Error) => void = () => undefined;
  const hopeless = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  hopeless.catch(() => undefined);
  const producer = new Producer<Buffer, Buffer, Buffer, Buffer>({
    clientId: 'rgz',
    bootstrapBrokers: brokers,
    idempotent: true,
    // With fewer than two retries the client would take an idempotent producer to want them without end.
    retries: tries - 1,
    retryDelay: (_client, _operation, _attempt, _retries, error) => {
      if (isHopeless(error)) giveUp(error);
      return limits.pause;
    },
    connectTimeout: limits.connect,
    requestTimeout: limits.answer,
    timeout: limits.store,
    ...accessOf(setup, brokers),
  });
  const connections = new Set<Connection>();
  producer.connections.on('connecting', ({ connection }) => {
    connections.add(connection);
    // The second error of a connection has no other listener, and would end the process.
    connection.on('error', (error) => {
      if (partsOf(error).some(isLogin)) giveUp(error);
    });
    connection.on('close', () => connections.delete(connection));
  });
  const drop = (): void => {
    for (const { socket } of connections) socket?.destroy();
    void producer.close().catch(() => undefined);
  };
  return {
    producer,
    hashOf: (key) => murmur2(key) & 0x7fffffff,
    hopeless,
    drop,
    close: async () => {
      await inTime(limits.close, producer.close()).catch(() => undefined);
      drop();
    },
  };
}

/** Fails where it takes longer. What goes on is not stopped by that. */
export async function inTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`timed out after ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
