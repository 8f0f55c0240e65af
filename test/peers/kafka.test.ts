import { execFile, spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Staged, secret, topic } from '../adapters/notifiers/kafka/stage.ts';
import { eventOf, hostile, messageOf } from '../kit/messages.ts';

const absent = spawnSync('kcat', ['-V']).error !== undefined;
if (absent) console.warn('Kafka peer skipped: kcat cannot be run here.');

const users = new Map([['rgz', secret]]);
const access = ['-X', 'security.protocol=SASL_PLAINTEXT', '-X', 'sasl.username=rgz', '-X', `sasl.password=${secret}`];

describe.skipIf(absent)('beside kcat', () => {
  let staged: Staged;
  beforeEach(async () => {
    staged = await Staged.start({ users, topics: { [topic]: 3 } });
  });
  afterEach(() => staged.close());

  async function kcat(args: readonly string[], input = ''): Promise<string> {
    const [broker = ''] = staged.kafka.brokers;
    return new Promise((resolve, reject) => {
      const kcat = execFile('kcat', ['-b', broker, ...args], { timeout: 60_000 }, (error, stdout, stderr) =>
        error === null ? resolve(stdout) : reject(new Error(stderr, { cause: error })),
      );
      kcat.stdin?.end(input);
    });
  }

  it('reads what the channel puts there: keys, headers and values', async () => {
    const events = [1, 2, 1, 3, 1].map((number, index) =>
      eventOf(number, { id: `e-${index}`, type: `step-${index}`, detail: { comment: hostile } }),
    );
    const channel = await staged.open({ sasl: { mechanism: 'SCRAM-SHA-256', username: 'rgz' } }, { secret });
    const messages = events.map((event, index) => messageOf(index, { events: [event] }));
    expect(new Set((await channel.deliver(messages)).map(({ kind }) => kind))).toEqual(new Set(['delivered']));

    const out = await kcat([...access, '-X', 'sasl.mechanism=PLAIN', '-C', '-t', topic, '-o', 'beginning', '-e', '-J']);
    const read = out.split('\n').flatMap((line) => (line === '' ? [] : JSON.parse(line)));
    expect(read).toHaveLength(5);
    for (const { key, headers, payload } of read) {
      const told = Object.fromEntries(
        Array.from({ length: headers.length / 2 }, (_, index) => headers.slice(2 * index, 2 * index + 2)),
      );
      const event = events.find(({ id }) => id === told.ce_id);
      expect(told).toEqual({
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_id: event?.id,
        ce_source: 'rgz',
        ce_type: event?.type,
        ce_subject: event?.record.id,
        ce_time: '2026-11-26T08:00:00Z',
      });
      expect(key).toBe(event?.record.id);
      const { by, commit, record, detail } = event ?? expect.fail();
      expect(JSON.parse(payload)).toEqual({ by, commit, record, detail });
    }
    const ofOne = read.filter(({ key }) => key === eventOf(1).record.id);
    expect(ofOne.map(({ headers }) => headers[headers.indexOf('ce_id') + 1])).toEqual(['e-0', 'e-2', 'e-4']);
  });

  it.each(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'])('writes too, logged in by %s', async (mechanism) => {
    const how = [...access, '-X', `sasl.mechanism=${mechanism}`, '-X', 'enable.idempotence=true'];
    // Debian's kcat repeats its own nonce in SCRAM.
    staged.kafka.anyNonce = true;
    await kcat([...how, '-P', '-t', topic, '-p', '1', '-K', ':', '-H', 'head=é'], 'one:1\ntwo:2\n');
    const shown = staged.kafka.arrived.map(({ key, value, headers, partition }) => ({
      key,
      value,
      headers,
      partition,
    }));
    expect(shown).toEqual(
      ['one:1', 'two:2'].map((line) => {
        const [key, value] = line.split(':');
        return { key, value, headers: [['head', 'é']], partition: 1 };
      }),
    );
  });

  it('writes compressed', async () => {
    await kcat([...access, '-X', 'sasl.mechanism=PLAIN', '-P', '-t', topic, '-z', 'gzip'], `${'x'.repeat(5_000)}\n`);
    expect(staged.kafka.arrived.map(({ value }) => value)).toEqual(['x'.repeat(5_000)]);
  });

  it('finds the partitions of records where the channel finds them', async () => {
    const channel = await staged.open({ sasl: { mechanism: 'PLAIN', username: 'rgz' } }, { secret });
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    await channel.deliver(numbers.map((number) => messageOf(number)));
    const ours = new Map(staged.kafka.arrived.map(({ key, partition }) => [key, partition]));
    staged.kafka.arrived = [];
    const how = [...access, '-X', 'sasl.mechanism=PLAIN', '-X', 'topic.partitioner=murmur2_random'];
    await kcat([...how, '-P', '-t', topic, '-K', ':'], [...ours.keys()].map((key) => `${key}:1\n`).join(''));
    expect(new Map(staged.kafka.arrived.map(({ key, partition }) => [key, partition]))).toEqual(ours);
    expect(new Set(ours.values()).size).toBe(3);
  });

  it('is not let in with a wrong password', async () => {
    staged.kafka.users = new Map([['rgz', 'another']]);
    const how = [...access, '-X', 'sasl.mechanism=PLAIN'];
    await expect(kcat([...how, '-L', '-m', '2'])).rejects.toThrow(/Authentication failed/);
  });
});
