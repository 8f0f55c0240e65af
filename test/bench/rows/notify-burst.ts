import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Heard } from '../burst/hear-burst.ts';
import { Part } from '../burst/start-part.ts';
import type { Burst, Told } from '../burst/tell-burst.ts';
import { median } from '../measure/median.ts';
import { controller } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';

const events = 10_000;
const fewer = 1_000;
const perSecond = 200;
const turns = 3;
const mostMegabytes = 300;
const secret = 'the secret of a receiver, in benchmarks';

/** Telling of very many events over a channel, beside handing the same messages, ready made, to the same channel. */
export async function* notifyBurst(workshop: Workshop): AsyncGenerator<Result> {
  yield* burstOver(workshop, 'kafka');
  yield* burstOver(workshop, 'webhook');
  yield await paced(workshop);
}

async function* burstOver(workshop: Workshop, type: 'kafka' | 'webhook'): AsyncGenerator<Result> {
  const pairs = await withPeer(workshop, type, async (peer, port, env) => {
    const burst = await recordsFor(workshop, type, { port, count: events });
    const found: { ours: Told; bare: Told; heard: Heard }[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const ours = await once<Told>('tellBurst', burst, env);
      const heard = await peer.ask<Heard>('heard');
      const bare = await once<Told>('tellBare', burst, env);
      await peer.ask<Heard>('heard');
      found.push({ ours, bare, heard });
    }
    return found;
  });
  const name = `telling ${events} events over ${type}`;
  const ratios = pairs.map(({ ours, bare }) => ours.milliseconds / bare.milliseconds).sort((a, b) => a - b);
  const ours = median(pairs.map((pair) => pair.ours.milliseconds));
  const bare = median(pairs.map((pair) => pair.bare.milliseconds));
  const spread = [ratios[0] ?? 0, ratios.at(-1) ?? 0] as const;
  const measured = { ours, peer: bare, ratio: ours / bare, spread, turns };
  yield { kind: 'time', name, peer: 'the channel alone', budget: undefined, measured };
  const whole = pairs.every(({ heard }) => heard.arrived === events && heard.events === events && heard.inOrder);
  const told = `${Math.round((events * 1000) / ours)} a second; ${whole ? 'each once, in order' : JSON.stringify(pairs)}`;
  yield { kind: 'fact', name: `events over ${type}`, holds: whole, told };
  const peak = Math.max(...pairs.map((pair) => pair.ours.megabytes));
  const memory = `${Math.round(peak)} of ${mostMegabytes} MB`;
  yield { kind: 'fact', name: `peak memory of ${name}`, holds: peak <= mostMegabytes, told: memory };
}

/** A receiver that wants no more than so many a second. */
async function paced(workshop: Workshop): Promise<Result> {
  const { milliseconds, heard } = await withPeer(workshop, 'webhook', async (peer, port, env) => {
    const burst = await recordsFor(workshop, 'webhook', { port, count: fewer, telling: { perSecond } });
    const told = await once<Told>('tellBurst', burst, env);
    return { ...told, heard: await peer.ask<Heard>('heard') };
  });
  const { arrived, inOrder, mostInOneSecond: most } = heard;
  const holds = arrived === fewer && inOrder && most <= perSecond;
  const told = `${arrived} in ${(milliseconds / 1000).toFixed(1)} s, at most ${most} within a second`;
  return { kind: 'fact', name: `${fewer} events at ${perSecond} a second`, holds, told };
}

interface Wish {
  port: number;
  count: number;
  telling?: Record<string, unknown>;
}

/** A clone, with a bare remote, of records whose configuration has the channel; so many events are after the commit. */
async function recordsFor(workshop: Workshop, type: string, { port, count, telling = {} }: Wish): Promise<Burst> {
  const folder = join(workshop.folder, `notify-${type}-${count}`);
  const remote = `${folder}.git`;
  workshop.git(workshop.folder, 'clone', '-q', '--bare', '--local', await workshop.signedSource(events + 1), remote);
  workshop.git(workshop.folder, 'clone', '-q', remote, folder);
  const after = workshop.git(folder, 'rev-parse', `HEAD~${count}`);
  const address =
    type === 'kafka'
      ? { brokers: [`localhost:${port}`] }
      : { url: `http://127.0.0.1:${port}/`, secretVariable: 'SECRET' };
  const file = join(folder, '.rgz/config.yaml');
  const config = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const notifications = { channels: { burst: { type, ...address, telling } } };
  writeFileSync(file, stringify({ ...config, notifications }));
  workshop.git(folder, 'commit', '-q', '-am', 'Tell programs');
  workshop.git(folder, 'push', '-q');
  return { folder, env: envOf(workshop), after, channel: 'burst' };
}

async function withPeer<Result>(
  workshop: Workshop,
  type: 'kafka' | 'webhook',
  use: (peer: Part, port: number, env: Record<string, string>) => Promise<Result>,
): Promise<Result> {
  const env = envOf(workshop);
  const peer = new Part('hearBurst', { type }, env);
  try {
    const { port } = await peer.told<{ port: number }>();
    return await use(peer, port, env);
  } finally {
    await peer.end();
  }
}

async function once<Answer>(name: string, wish: unknown, env: Record<string, string>): Promise<Answer> {
  const part = new Part(name, wish, env);
  const told = await part.told<Answer>();
  await part.end();
  return told;
}

function envOf(workshop: Workshop): Record<string, string> {
  workshop.settle(controller);
  return { ...workshop.envOf(controller), SECRET: secret };
}
