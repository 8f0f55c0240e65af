import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { program } from '../kit/run-rgz.ts';
import { expectSound } from './aftermath.ts';
import type { Kill } from './kill-at.ts';
import { hookSecret, type Listener, listenToHook, listenToMail } from './listeners.ts';
import { runProgram, startProgram } from './run-program.ts';
import { SetClock } from './set-clock.ts';
import { StragglingGit } from './straggling-git.ts';

/** A repository with news, whoever is told of them, and what a controller that nobody kills tells. */
export interface News {
  repository: Repository;
  listeners: { mail: Listener; hook: Listener };
  /** Six seconds pass with each mail: after so long it is noted how far a channel has come. */
  clock: SetClock;
  expected: ReadonlySet<string>;
}

type ChannelName = keyof News['listeners'];

const command = ['controller', 'run', '--name', 'one', '--until-idle'];

/** People get single mails and digests; nothing is deployed, so that what is told is the same whoever tells it. */
export async function news(): Promise<News> {
  const clock = new SetClock();
  const mail = await listenToMail({ digestAbove: 2, perSecond: 1 }, () => clock.putOn(6));
  const listeners = { mail, hook: await listenToHook() };
  const channels = { mail: mail.settings, hook: listeners.hook.settings };
  const repository = await makeRepository({
    config: { environments: { staging: {}, prod: {} }, order: ['staging', 'prod'], notifications: { channels } },
  });
  const ids = [];
  for (const version of ['2.1.0', '2.2.0', '2.3.0'])
    ids.push(await repository.request('dora', { target: `api/payment-api@${version}` }));
  const [first = '', second = ''] = ids;
  (await repository.rgz('carl', 'approve', first)).orThrow();
  (await repository.rgz('cleo', 'reject', second, '--reason', 'not this week')).orThrow();
  const fixture = { repository, listeners, clock, expected: new Set<string>() };
  const expected = await toldBy(fixture, (copy) => goOn(fixture, copy));
  expect(expected.filter((each) => each.startsWith('hook '))).toHaveLength(5);
  expect(expected).toHaveLength(5 + 5);
  expect(new Set(expected).size).toBe(expected.length);
  return { ...fixture, expected: new Set(expected) };
}

/** Kills a controller once, has another one go on, and holds what arrived. False where it ended before it was killed. */
export async function tellWhenKilled(fixture: News, kill: Kill): Promise<boolean> {
  let killed = false;
  const told = await toldBy(fixture, async (copy) => {
    killed = await kill(command, { cwd: copy.work, env: fixture.clock.in(envOf(copy)) });
    for (const listener of Object.values(fixture.listeners)) listener.fatal = undefined;
    await goOn(fixture, copy);
  });
  expect([...new Set(told)].sort()).toEqual([...fixture.expected].sort());
  return killed;
}

/** Kills a controller by the other side of one of its channels. */
export function killBy({ listeners }: News, channel: ChannelName, nth: number, when: 'before' | 'after'): Kill {
  return async (args, { cwd, env }) => {
    const git = new StragglingGit(() => ['exec "$git" "$@"']);
    const running = startProgram(process.execPath, [program, ...args], { cwd, env: git.in(env) });
    listeners[channel].fatal = { nth, when, kill: () => running.kill() };
    const { signal } = await running.ended;
    await git.over();
    return signal === 'SIGKILL';
  };
}

/** Everything that was told, each copy by where it went, its id and what it says. */
async function toldBy({ repository, listeners }: News, tell: (copy: Repository) => Promise<void>): Promise<string[]> {
  const copy = repository.copy();
  for (const { taken } of Object.values(listeners)) taken.length = 0;
  await tell(copy);
  await expectSound(copy);
  await expectWell(copy);
  rmSync(copy.root, { recursive: true });
  return Object.values(listeners).flatMap(({ taken }) => taken.map(({ to, id, what }) => `${to} ${id} ${what}`));
}

async function goOn({ clock }: News, copy: Repository): Promise<void> {
  const where = { cwd: copy.work, env: clock.in(envOf(copy)) };
  expect(await runProgram(process.execPath, [program, ...command], where)).toEqual({ code: 0, signal: null });
}

async function expectWell(copy: Repository): Promise<void> {
  const { json } = (await copy.rgz('vera', 'notify', 'status', '--json')).orThrow();
  const well = { state: 'well', late: 0, dead: 0, behind: 0, trouble: null, holder: null };
  expect(json).toMatchObject([
    { channel: 'mail', ...well },
    { channel: 'hook', ...well },
  ]);
}

function envOf(copy: Repository): Record<string, string> {
  return { ...copy.env('robot'), RGZ_WEBHOOK_SECRET: hookSecret };
}
