import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { secretVariableOf } from '../../../../src/adapters/notifiers/kafka/index.ts';
import type { KafkaChannel } from '../../../../src/generated/types/config.v1.ts';
import type { EmulatorOptions } from '../../../emulator/kafka/emulator.ts';
import { messageOf } from '../../../kit/messages.ts';
import { Staged, secret, topic } from './stage.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/tls/${name}`, import.meta.url), 'utf8');
const certificate = fixture('localhost.crt');
const tls = { cert: certificate, key: fixture('localhost.key') };
const users = new Map([['rgz', secret]]);
const sasl = { mechanism: 'PLAIN', username: 'rgz' } as const;

describe('who gets into Kafka, and how', () => {
  const stages: Staged[] = [];
  afterEach(async () => {
    for (const staged of stages.splice(0)) await staged.close();
  });

  async function start(options: Partial<EmulatorOptions> = {}): Promise<Staged> {
    const staged = await Staged.start(options);
    stages.push(staged);
    return staged;
  }

  async function tryOnce(
    staged: Staged,
    settings: Partial<KafkaChannel>,
    more: { secret?: string; authorities?: string } = {},
  ): Promise<string> {
    const channel = await staged.open(settings, more);
    const [outcome] = await channel.deliver([messageOf(1), messageOf(2)]);
    expect(JSON.stringify(outcome)).not.toContain('pa55');
    return outcome === undefined || outcome.kind === 'delivered' ? 'delivered' : `${outcome.kind}: ${outcome.reason}`;
  }

  it.each(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const)('logs in by %s, over TLS too', async (mechanism) => {
    const how = { sasl: { mechanism, username: 'rgz' } };
    expect(await tryOnce(await start({ users }), how, { secret })).toBe('delivered');
    const safe = await start({ users, tls });
    expect(await tryOnce(safe, { ...how, tls: true }, { secret, authorities: certificate })).toBe('delivered');
  });

  it.each(['PLAIN', 'SCRAM-SHA-512'] as const)(
    'tries a wrong password once, and names the variable: %s',
    async (mechanism) => {
      const staged = await start({ users, nodes: 3 });
      const wrong = { sasl: { mechanism, username: 'rgz', passwordVariable: 'BUS_PASSWORD' } };
      expect(await tryOnce(staged, wrong, { secret: 'pa55' })).toMatch(
        /^later: .*let rgz in; put the right password in BUS_PASSWORD/,
      );
      expect(staged.kafka.connections).toBe(1);
    },
  );

  it('outlives a broker that throws it out when it has to log in again, and comes back', async () => {
    const staged = await start({ users });
    const { kafka } = staged;
    kafka.sessionTime = 50;
    const channel = await staged.open({ sasl }, { secret });
    expect(await channel.deliver([messageOf(1)])).toEqual([{ kind: 'delivered' }]);
    kafka.users = new Map([['rgz', 'another']]);
    kafka.faults = { resets: true };
    await vi.waitFor(() => expect(kafka.open).toBe(0));
    kafka.users = users;
    kafka.faults = {};
    const outcomes = [await channel.deliver([messageOf(2)]), await channel.deliver([messageOf(2)])];
    expect(outcomes.at(-1)).toEqual([{ kind: 'delivered' }]);
  });

  it('says which setting is wrong where the mechanism is not taken', async () => {
    const staged = await start({ users, mechanisms: ['SCRAM-SHA-512'] });
    expect(await tryOnce(staged, { sasl }, { secret })).toMatch(/^later: .*no PLAIN; set sasl.mechanism/);
  });

  it('says that sasl or tls may be missing where it is thrown out', async () => {
    expect(await tryOnce(await start({ users }), {})).toMatch(/^later: .*whether it wants tls or sasl/);
    expect(await tryOnce(await start({ tls }), {})).toMatch(/^later: .*whether it wants tls or sasl/);
  });

  it('trusts no certificate that it has no reason to, and says how to', async () => {
    const staged = await start({ tls });
    expect(await tryOnce(staged, { tls: true })).toMatch(/^later: .*not trusted here.*NODE_EXTRA_CA_CERTS/);
    expect(staged.kafka.arrived).toEqual([]);
  });

  it('says that there is no TLS where there is none', async () => {
    const staged = await start();
    staged.kafka.faults = { closes: true };
    expect(await tryOnce(staged, { tls: true })).toMatch(/^later: /);
  });

  it('says which topic is missing, and which it may not write to', async () => {
    const staged = await start({ topics: {} });
    expect(await tryOnce(staged, {})).toMatch(/^later: .*no topic promotion-requests; create it$/);
    const shut = await start();
    const found = shut.kafka.topics.get(topic);
    if (found !== undefined) found.denied = true;
    expect(await tryOnce(shut, {})).toMatch(/^later: .*rgz may not write to topic promotion-requests; grant/);
  });

  it('says who refuses connections', async () => {
    const staged = await start();
    await staged.kafka.stop();
    expect(await tryOnce(staged, {})).toMatch(/^later: Kafka at localhost:\d+: it refuses connections$/);
  });

  it('does not open without its password, or with one that cannot be one', async () => {
    const staged = await start();
    const remedy = [
      'set RGZ_KAFKA_PASSWORD to the password of rgz for whoever sends: the controller, or rgz notify test',
    ];
    await expect(staged.open({ sasl })).rejects.toMatchObject({ code: 'config.invalid', remedy });
    await expect(staged.open({ sasl }, { secret: 'pa55\n' })).rejects.toMatchObject({ code: 'config.invalid' });
    expect(secretVariableOf({ type: 'kafka', brokers: [], sasl })).toBe('RGZ_KAFKA_PASSWORD');
    expect(secretVariableOf({ type: 'kafka', brokers: [] })).toBeUndefined();
  });

  it('does not open with an address that is none', async () => {
    const staged = await start();
    await expect(staged.open({ brokers: ['kafka:99999'] })).rejects.toMatchObject({ code: 'config.invalid' });
  });
});
