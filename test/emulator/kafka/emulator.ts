import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { serve } from './connection.ts';
import type { ErrorName } from './errors.ts';
import { Partition } from './partition.ts';
import type { KafkaRecord } from './record-batch.ts';

/** What goes wrong while it is set. */
export interface Faults {
  /** Takes requests and never answers. */
  hangs?: boolean;
  /** Breaks the connection at its next request. */
  closes?: boolean;
  /** Resets the connection of a client that goes, in place of letting it go. */
  resets?: boolean;
  /** Takes what is produced and breaks the connection before it says so, this many times. */
  loseAnswers?: number;
  /** What every partition, or the one named, says to what is produced. */
  produce?: ErrorName;
  partition?: number;
  /** Milliseconds that a producer is asked to hold back. */
  throttle?: number;
  /** Records with these keys are no good. */
  refusedKeys?: ReadonlySet<string>;
}

export interface Topic {
  partitions: readonly Partition[];
  maxBatchBytes: number;
  denied: boolean;
}

export interface EmulatorOptions {
  /** How many partitions each topic has. */
  topics: Readonly<Record<string, number>>;
  nodes?: number;
  /** With users, nobody is let in without a password. */
  users?: ReadonlyMap<string, string>;
  mechanisms?: readonly string[];
  tls?: TlsOptions;
}

/** A cluster of Kafka as its clients see it: the protocol itself over TCP, in memory, for tests. */
export class KafkaEmulator {
  readonly host = 'localhost';
  readonly topics: Map<string, Topic>;
  readonly mechanisms: readonly string[];
  users: ReadonlyMap<string, string> | undefined;
  anyNonce = false;
  faults: Faults = {};
  nodes: { id: number; port: number }[] = [];
  /** Every record that was taken, in the order of its arrival. */
  arrived: (KafkaRecord & { topic: string; partition: number })[] = [];
  /** Records that came again and were told apart by their sequence. */
  repeated = 0;
  /** Every call to produce. */
  produced: { acks: number; transactional: string | null; node: number }[] = [];
  connections = 0;
  /** Milliseconds after which a client has to log in again; 0: never. */
  sessionTime = 0;
  #servers: Server[] = [];
  #sockets = new Set<Socket>();
  #producerId = 1000n;

  constructor(private readonly options: EmulatorOptions) {
    const nodes = options.nodes ?? 1;
    this.users = options.users;
    this.mechanisms = options.mechanisms ?? ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'];
    this.nodes = Array.from({ length: nodes }, (_, index) => ({ id: index + 1, port: 0 }));
    this.topics = new Map(
      Object.entries(options.topics).map(([name, count]) => {
        const partitions = Array.from({ length: count }, (_, index) => new Partition((index % nodes) + 1));
        return [name, { partitions, maxBatchBytes: 1_048_588, denied: false }];
      }),
    );
  }

  get open(): number {
    return this.#sockets.size;
  }

  get brokers(): string[] {
    return this.nodes.map(({ port }) => `${this.host}:${port}`);
  }

  /** Listens, again on the ports it had. */
  async start(): Promise<void> {
    for (const node of this.nodes) {
      const take = (socket: Socket): void => this.#accept(node.id, socket);
      const server = this.options.tls === undefined ? createServer(take) : createTlsServer(this.options.tls, take);
      this.#servers.push(server.listen(node.port, '127.0.0.1'));
      await once(server, 'listening');
      node.port = (server.address() as AddressInfo).port;
    }
  }

  /** Breaks every connection and takes no other. */
  async stop(): Promise<void> {
    const closed = this.#servers.splice(0).map((server) => once(server.close(), 'close'));
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
  }

  nextProducerId(): bigint {
    this.#producerId += 1n;
    return this.#producerId;
  }

  #accept(node: number, socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    serve(this, node, socket);
  }
}
