import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { KafkaEmulator } from '../../emulator/kafka/emulator.ts';
import { say } from './start-part.ts';

/** What arrived, as the other side of a channel saw it. */
export interface Heard {
  arrived: number;
  /** The same without copies. */
  events: number;
  /** Every record's events came in their order. */
  inOrder: boolean;
  /** The most that arrived within a second. */
  mostInOneSecond: number;
}

interface Arrival {
  id: string;
  at: number;
}

/** The other side of a channel as a process: says where it listens, tells what arrived when asked, and ends with its input. */
export async function hearBurst({ type }: { type: 'kafka' | 'webhook' }): Promise<void> {
  const peer = type === 'kafka' ? await kafka() : await webhook();
  say({ port: peer.port });
  for await (const _question of createInterface({ input: process.stdin })) say(heardFrom(peer.take()));
  process.exit(0);
}

interface Peer {
  port: number;
  /** What arrived since it was last asked. */
  take(): readonly Arrival[];
}

async function kafka(): Promise<Peer> {
  const emulator = new KafkaEmulator({ topics: { [promotion.topic]: 12 } });
  await emulator.start();
  const take = () => {
    const arrived = emulator.arrived.map(({ headers }) => ({
      id: String(headers.find(([name]) => name === 'ce_id')?.[1]),
      at: 0,
    }));
    emulator.arrived = [];
    return arrived;
  };
  return { port: emulator.nodes[0]?.port ?? 0, take };
}

async function webhook(): Promise<Peer> {
  let arrived: Arrival[] = [];
  const server = createServer(async (request, response) => {
    await text(request);
    arrived.push({ id: String(request.headers['x-rgz-event']), at: performance.now() });
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const take = () => {
    const taken = arrived;
    arrived = [];
    return taken;
  };
  return { port: (server.address() as AddressInfo).port, take };
}

function heardFrom(arrived: readonly Arrival[]): Heard {
  const last = new Map<string, number>();
  let inOrder = true;
  for (const { id } of arrived) {
    const [, record = '', index = ''] = id.split('.');
    inOrder &&= (last.get(record) ?? -1) < Number(index);
    last.set(record, Number(index));
  }
  let from = 0;
  let most = 0;
  for (const [to, { at }] of arrived.entries()) {
    while (at - (arrived[from]?.at ?? at) >= 1000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  const events = new Set(arrived.map(({ id }) => id)).size;
  return { arrived: arrived.length, events, inOrder, mostInOneSecond: most };
}
