import { readFileSync } from 'node:fs';
import { LocalTexts } from '../../../src/adapters/controller-state/local-texts.ts';
import { loadLooks } from '../../../src/adapters/skeleton/index.ts';
import { openApp } from '../../../src/app.ts';
import { batchJobs, gatherDrafts } from '../../../src/controller/outbox/make-jobs.ts';
import { Outbox } from '../../../src/controller/outbox/outbox.ts';
import type { OutboxDeps } from '../../../src/controller/outbox/outbox-deps.ts';
import { scriptAt } from '../../../src/controller/outbox/speech.ts';
import { channelsFor, nameOf } from '../../../src/controller-app.ts';
import { newCursor } from '../../../src/notices/cursor.ts';
import { seeCursor, writeCursor } from '../../../src/operations/notify-cursor.ts';
import { readSettings } from '../../../src/settings.ts';
import { say } from './start-part.ts';

export interface Burst {
  folder: string;
  env: Record<string, string>;
  /** The commit after which everything is told. */
  after: string;
  channel: string;
}

export interface Told {
  milliseconds: number;
  /** The most memory that the process ever held. */
  megabytes: number;
}

const beginning = '1970-01-01T00:00:00.000Z';
/** As many as the outbox hands over at once. */
const chunk = 500;

/** Tells a whole history, from its beginning, as a controller does. */
export async function tellBurst(burst: Burst): Promise<void> {
  const { channel, after } = burst;
  const deps = await open(burst);
  const { shared } = deps.git;
  const seen = await seeCursor(deps, channel);
  await writeCursor(shared, channel, { at: seen?.at, cursor: { ...newCursor(after, Date.now()), from: beginning } });
  const outbox = new Outbox(deps, 'bench');
  const tip = (await deps.git.tipCommit('write')) ?? '';
  const began = performance.now();
  outbox.visit({ tip, admitted: { tip, quarantined: [], lineHeld: undefined } });
  await outbox.drain(Number.POSITIVE_INFINITY);
  const milliseconds = performance.now() - began;
  await outbox.close();
  await deps.git.close();
  say({ milliseconds, megabytes: peak() });
}

/** Hands the same messages, ready made, to the same channel. */
export async function tellBare(burst: Burst): Promise<void> {
  const deps = await open(burst);
  const tip = (await deps.git.tipCommit('write')) ?? '';
  const script = await scriptAt(deps, tip);
  const settings = script.channels.get(burst.channel);
  if (settings === undefined) throw new Error(`there is no channel ${burst.channel}`);
  const line = script.line(burst.channel, settings);
  const span = { base: burst.after, head: tip, from: beginning, except: new Set<string>() };
  const { drafts } = await gatherDrafts(deps, line, { ...span, enough: Number.POSITIVE_INFINITY });
  const jobs = batchJobs(deps, drafts, line, newCursor(burst.after, 0), {
    tip: burst.after,
    now: beginning,
    except: new Set(),
  });
  const messages = jobs.map(({ message }) => message);
  const channel = await deps.openChannel(burst.channel, settings, script.looks);
  const began = performance.now();
  for (let from = 0; from < messages.length; from += chunk) {
    const outcomes = await channel.deliver(messages.slice(from, from + chunk));
    if (!outcomes.every(({ kind }) => kind === 'delivered'))
      throw new Error(`not delivered: ${JSON.stringify(outcomes)}`);
  }
  const milliseconds = performance.now() - began;
  await channel.close();
  await deps.git.close();
  say({ milliseconds, megabytes: peak() });
}

async function open({ folder, env }: Burst): Promise<OutboxDeps> {
  const settings = readSettings(env);
  const app = await openApp({ start: folder, from: folder, settings, version: '0', interactive: false });
  return {
    ...app,
    openChannel: channelsFor(settings, () => undefined),
    openCodes: () => Promise.reject(new Error('nobody is given a code here')),
    looks: loadLooks,
    nameOf,
    journal: ({ level, message }) => {
      if (level !== 'info') throw new Error(message);
    },
    state: {
      instance: 'bench',
      recall: () => undefined,
      remember: () => undefined,
      places: new LocalTexts(
        () => undefined,
        () => undefined,
      ),
      beat: () => true,
      lock: async () => true,
      unlock: () => undefined,
    },
    waker: { stopping: false, wait: async () => 'time', call: () => undefined, close: async () => undefined },
  };
}

function peak(): number {
  const status = readFileSync('/proc/self/status', 'latin1');
  return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) / 1024;
}
