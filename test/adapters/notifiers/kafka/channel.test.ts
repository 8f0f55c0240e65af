import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message, RecordEvent } from '../../../../src/domain/notice.ts';
import type { Channel } from '../../../../src/ports/channel.ts';
import { eventOf, messageOf } from '../../../kit/messages.ts';
import { limits, Staged, topic } from './stage.ts';

/** One message about so many events of as many records, turn by turn. */
function eventsOf(records: number, each: number): RecordEvent[] {
  return Array.from({ length: records * each }, (_, index) => {
    const event = eventOf((index % records) + 1);
    return { ...event, id: `${event.commit}.${event.record.id}.${Math.floor(index / records)}` };
  });
}

const messagesOf = (events: readonly RecordEvent[]): Message[] =>
  events.map((event, index) => messageOf(index + 1, { events: [event], thread: { record: event.record.id } }));

describe('a channel to Kafka', () => {
  let staged: Staged;
  let channel: Channel;

  beforeEach(async () => {
    staged = await Staged.start({ topics: { [topic]: 3, Incidents: 1 } });
    channel = await staged.open();
  });
  afterEach(() => staged.close());

  const ids = (): string[] => staged.kafka.arrived.map(({ headers }) => Object.fromEntries(headers).ce_id ?? '');
  const kinds = async (messages: readonly Message[]): Promise<string[]> =>
    (await channel.deliver(messages)).map(({ kind }) => kind);

  /** Whether each record's events are there, each for the first time in its order. */
  function inOrder(events: readonly RecordEvent[]): boolean {
    const first = [...new Set(ids())];
    return [...new Set(events.map(({ record }) => record.id))].every((record) => {
      const wanted = events.filter((event) => event.record.id === record).map(({ id }) => id);
      return first.filter((id) => id.split('.')[1] === record).join() === wanted.join();
    });
  }

  it('sends a burst in a few calls, each acknowledged by all, in order for each record', async () => {
    const events = eventsOf(40, 30);
    expect(await kinds(messagesOf(events))).toEqual(Array(1200).fill('delivered'));
    expect(staged.kafka.produced).toEqual(Array(3).fill({ acks: -1, transactional: null, node: 1 }));
    expect(new Set(staged.kafka.arrived.map(({ partition }) => partition)).size).toBe(3);
    expect(ids()).toHaveLength(1200);
    expect(inOrder(events)).toBe(true);
  });

  it('sends every event of a digest, each to the topic of its kind, with the prefix of the settings', async () => {
    staged.kafka.topics.set(`test.${topic}`, staged.kafka.topics.get(topic) ?? expect.fail());
    staged.kafka.topics.set('test.Incidents', staged.kafka.topics.get('Incidents') ?? expect.fail());
    const other = await staged.open({ topicPrefix: 'test.', source: '/rgz/finance' });
    const incident = eventOf(3);
    const events = [eventOf(1), eventOf(2), { ...incident, record: { ...incident.record, kind: 'Incident' } }];
    expect(await other.deliver([messageOf(1, { events })])).toEqual([{ kind: 'delivered' }]);
    const arrived = staged.kafka.arrived.map(({ key, topic: where }) => [key, where]).sort();
    expect(arrived).toEqual([
      ['PR-2026-0001', `test.${topic}`],
      ['PR-2026-0002', `test.${topic}`],
      ['PR-2026-0003', 'test.Incidents'],
    ]);
    expect(staged.kafka.arrived[0]?.headers).toContainEqual(['ce_source', '/rgz/finance']);
  });

  it('puts nothing twice where Kafka took a batch and its answer was lost', async () => {
    staged.kafka.faults = { loseAnswers: 1 };
    const events = eventsOf(5, 2);
    expect(await kinds(messagesOf(events))).toEqual(Array(10).fill('delivered'));
    expect(ids()).toHaveLength(10);
    expect(staged.kafka.repeated).toBe(10);
  });

  it('follows a partition to another broker', async () => {
    const other = await Staged.start({ topics: { [topic]: 1 }, nodes: 2 });
    try {
      const there = await other.open();
      expect(await there.deliver([messageOf(1)])).toEqual([{ kind: 'delivered' }]);
      const [partition] = other.kafka.topics.get(topic)?.partitions ?? [];
      if (partition !== undefined) partition.leader = 2;
      expect(await there.deliver([messageOf(2)])).toEqual([{ kind: 'delivered' }]);
      expect(other.kafka.produced.map(({ node }) => node)).toEqual([1, 1, 2]);
    } finally {
      await other.close();
    }
  });

  it('loses nothing, and swallows nothing, where one partition of three takes nothing for a while', async () => {
    const events = eventsOf(30, 3);
    const messages = messagesOf(events);
    staged.kafka.faults = { produce: 'NOT_ENOUGH_REPLICAS', partition: 1 };
    const before = await channel.deliver(messages);
    expect(before.at(-1)).toMatchObject({ kind: 'later', all: true });
    expect(before.slice(0, -1).every(({ kind }) => kind === 'delivered')).toBe(true);
    expect(before.length).toBeLessThan(30);
    staged.kafka.faults = {};
    expect(await kinds(messages.slice(before.length - 1))).toEqual(Array(91 - before.length).fill('delivered'));
    expect(new Set(ids()).size).toBe(90);
    expect(inOrder(events)).toBe(true);
    // A producer that went on with the sequences of before would have its batches taken for repetitions.
    const next = eventsOf(30, 4).slice(90);
    expect(await kinds(messagesOf(next))).toEqual(Array(30).fill('delivered'));
    expect(new Set(ids()).size).toBe(120);
  });

  it('leaves out what Kafka refuses, and puts nothing else twice for it', async () => {
    const events = eventsOf(20, 2);
    staged.kafka.faults = { refusedKeys: new Set(['PR-2026-0004', 'PR-2026-0011']) };
    const outcomes = await channel.deliver(messagesOf(events));
    const refused = outcomes.flatMap(({ kind }, index) => (kind === 'refused' ? [index + 1] : []));
    expect(refused).toEqual([4, 11, 24, 31]);
    expect(outcomes[3]).toMatchObject({ reason: expect.stringContaining('takes no such event') });
    expect(ids()).toHaveLength(36);
    expect(new Set(ids()).size).toBe(36);
  });

  it('sends less at once where a topic takes only little', async () => {
    const limited = staged.kafka.topics.get(topic);
    if (limited !== undefined) limited.maxBatchBytes = 2_000;
    const events = eventsOf(6, 3).map((event, index) =>
      index === 7 ? { ...event, detail: { comment: 'x'.repeat(2_000) } } : event,
    );
    const outcomes = await channel.deliver(messagesOf(events));
    const refused = outcomes.flatMap((outcome, index) => (outcome.kind === 'refused' ? [[index, outcome.reason]] : []));
    expect(refused).toEqual([[7, expect.stringMatching(/larger than topic promotion-requests.*max\.message\.bytes/)]]);
    expect(ids()).toHaveLength(17);
    expect(inOrder(events.filter((_, index) => index !== 7))).toBe(true);
  });

  it('refuses a digest of which one event is refused, and sends the rest of it', async () => {
    staged.kafka.faults = { refusedKeys: new Set(['PR-2026-0002']) };
    const digest = messageOf(1, { events: [1, 2, 3].map((number) => eventOf(number)) });
    expect((await channel.deliver([digest, messageOf(4)])).map(({ kind }) => kind)).toEqual(['refused', 'delivered']);
    expect(ids()).toHaveLength(3);
  });

  it('keeps deliveries apart that are asked for at once', async () => {
    await channel.deliver([messageOf(50)]);
    const [one, two] = [eventsOf(9, 2).slice(0, 9), eventsOf(9, 2).slice(9)];
    const told = await Promise.all([channel.deliver(messagesOf(one)), channel.deliver(messagesOf(two))]);
    expect(told.flat()).toEqual(Array(18).fill({ kind: 'delivered' }));
    expect(ids()).toHaveLength(19);
    expect(inOrder([...one, ...two])).toBe(true);
  });

  it('asks the next broker where the first is gone', async () => {
    const gone = await Staged.start();
    const [dead = ''] = gone.kafka.brokers;
    await gone.close();
    const other = await staged.open({ brokers: [dead, ...staged.kafka.brokers] });
    expect(await other.deliver([messageOf(1)])).toEqual([{ kind: 'delivered' }]);
  });

  it('asks another broker first after one that said nothing', async () => {
    const silent = await Staged.start();
    silent.kafka.faults = { hangs: true };
    try {
      const other = await staged.open({ brokers: [...silent.kafka.brokers, ...staged.kafka.brokers] });
      expect(await other.deliver([messageOf(1)])).toMatchObject([{ kind: 'later', all: true }]);
      expect(await other.deliver([messageOf(1)])).toEqual([{ kind: 'delivered' }]);
    } finally {
      await silent.close();
    }
  });

  it('ends by itself where the broker hangs in the midst, and says so', async () => {
    expect(await channel.deliver([messageOf(1)])).toEqual([{ kind: 'delivered' }]);
    staged.kafka.faults = { hangs: true };
    const before = performance.now();
    const [outcome] = await channel.deliver([messageOf(2)]);
    expect(outcome).toMatchObject({ kind: 'later', reason: expect.stringContaining('does not answer in time') });
    expect(performance.now() - before).toBeLessThan(limits.send + 500);
  });

  it('closes at once while a delivery hangs, and takes no other', async () => {
    staged.kafka.faults = { hangs: true };
    const patient = await staged.open({}, { limits: { ...limits, connect: 60_000, answer: 60_000, send: 60_000 } });
    const hanging = patient.deliver([messageOf(1)]);
    while (staged.kafka.connections === 0) await new Promise((resolve) => setImmediate(resolve));
    await patient.close();
    expect(await hanging).toMatchObject([{ kind: 'later', all: true }]);
    expect(await patient.deliver([messageOf(1)])).toMatchObject([{ reason: expect.stringContaining('is closed') }]);
  });
});
