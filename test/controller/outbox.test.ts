import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { systemClock } from '../../src/adapters/clock/index.ts';
import type { ControllerDeps } from '../../src/controller/controller-deps.ts';
import { readCursor } from '../../src/notices/read-cursor.ts';
import { type Actor, makeStage, type Stage, withDeployer } from './stage.ts';

const channels = { mail: { type: 'email', url: 'smtp://127.0.0.1:2525', from: 'rgz@example.com' } };
const withMail = { ...withDeployer, notifications: { link: 'https://git.example.com/{path}', channels } };
const withHook = {
  ...withDeployer,
  notifications: { channels: { hook: { type: 'webhook', url: 'http://127.0.0.1:9' } } },
};

const told = (stage: Stage) => stage.inbox.arrived.map(({ message }) => `${message.events[0]?.type} ${message.to}`);
const ids = (stage: Stage) => stage.inbox.arrived.map(({ message }) => message.id);

async function cursorOf({ deps }: Actor, channel = 'mail') {
  await deps.git.shared.refresh();
  const found = await deps.git.shared.read(`notify/${channel}`);
  return found && readCursor(JSON.parse(found.text));
}

test('everyone concerned hears of each step once, and nobody of what they did themselves', async () => {
  const stage = await makeStage({ config: withMail });
  const id = await stage.approved();
  const one = await stage.open();
  await one.run();
  const heard = told(stage);
  expect(heard).toContain('request-created cleo@example.com');
  expect(heard).toContain('request-created carl@example.com');
  expect(heard).not.toContain('request-created dora@example.com');
  expect(heard).toContain('request-approved dora@example.com');
  expect(heard).toContain('deployment-started dora@example.com');
  expect(heard).toContain('deployment-started cleo@example.com');
  expect(heard).toContain('deployment-succeeded vera@example.com');
  expect(heard.filter((each) => each.endsWith('controller@example.com'))).toEqual([]);
  expect(new Set(heard).size).toBe(heard.length);
  const { message } = stage.inbox.arrived[0] ?? {};
  expect(message?.tone).toBe('ask');
  expect(message?.link?.url).toMatch(new RegExp(`^https://git.example.com/requests/prod/.*/${id}.yaml$`));
  expect(message?.commands).toContain(`rgz approve ${id}`);
  await one.run();
  expect(told(stage)).toEqual(heard);
  await one.end();
});

test('a stream carries every event, in the order of the history', async () => {
  const stage = await makeStage({ config: withHook });
  await stage.approved();
  const one = await stage.open();
  await one.run();
  expect(told(stage)).toEqual(
    ['request-created', 'request-approved', 'deployment-claimed', 'deployment-started', 'deployment-succeeded'].map(
      (type) => `${type} hook`,
    ),
  );
  await one.end();
});

test('nothing is told of what happened before the configuration had the channel', async () => {
  const stage = await makeStage();
  await stage.approved();
  const before = await stage.open();
  await before.run();
  await before.end();
  const config = stringify({ apiVersion: 'rgz.dev/v1', kind: 'Config', ...withHook });
  stage.repository.commit('ada', { files: { '.rgz/config.yaml': config }, message: 'config: tell programs' });
  const id = await stage.repository.request();
  const one = await stage.open();
  await one.run();
  const over = stage.inbox.arrived.filter(({ channel }) => channel === 'hook');
  expect(over.map(({ message }) => message.thread.record)).toEqual([id]);
  await one.end();
});

const everyType = ['request-created', 'request-approved', 'deployment-claimed', 'deployment-started'];

test.each([0, 2, 4])(
  'killed after %i messages were taken, all arrive, and those again under the same ids',
  async (count) => {
    const stage = await makeStage({ config: withHook });
    await stage.approved();
    let taken = 0;
    const die = () => {
      if (taken > count) throw new Error('killed');
    };
    stage.inbox.before = die;
    stage.inbox.after = () => {
      taken += 1;
      die();
    };
    // Whatever the process knew is gone with it, and so is what it would have noted.
    const crashed = await stage.open('one', (deps) => ({ ...deps, git: deafAfterClaim(deps.git) }));
    await crashed.run();
    await crashed.end();
    stage.inbox.after = () => undefined;
    stage.inbox.before = () => undefined;
    const one = await stage.open();
    await one.run();
    const idOf = new Map<string, Set<string>>();
    for (const { message } of stage.inbox.arrived) {
      const { type = '' } = message.events[0] ?? {};
      idOf.set(type, (idOf.get(type) ?? new Set()).add(message.id));
    }
    expect([...idOf.keys()]).toEqual([...everyType, 'deployment-succeeded']);
    expect([...idOf.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1, 1]);
    await one.end();
  },
);

/** Takes the claim of a batch, and nothing after it: the process is gone. */
function deafAfterClaim(git: Git): Git {
  let claimed = false;
  return sharedThrough(git, async (swap, [name, expected, text]) => {
    if (claimed) throw new Error('killed');
    claimed = JSON.parse(text).holder !== undefined;
    return swap(name, expected, text);
  });
}

type Git = Actor['deps']['git'];
type Swap = Git['shared']['swap'];

/** Git whose shared texts are moved through something else. */
function sharedThrough(git: Git, through: (swap: Swap, args: Parameters<Swap>) => ReturnType<Swap>): Git {
  const shared: Git['shared'] = {
    refresh: () => git.shared.refresh(),
    read: (name) => git.shared.read(name),
    swap: (...args) => through((...moved) => git.shared.swap(...moved), args),
  };
  return new Proxy(git, { get: (target, key) => (key === 'shared' ? shared : bound(target, key)) });
}

function bound(target: object, key: string | symbol): unknown {
  const value = Reflect.get(target, key, target);
  return typeof value === 'function' ? value.bind(target) : value;
}

test('however slow a channel is, nobody else may think meanwhile that who sends is gone', async () => {
  const stage = await makeStage({ config: withHook });
  for (let count = 0; count < 12; count++) await stage.repository.request();
  const notes: { at: number; holder: boolean }[] = [];
  stage.inbox.before = () => {
    stage.now += 40_000;
  };
  const one = await stage.open('one', (deps) => ({
    ...deps,
    git: sharedThrough(deps.git, async (swap, [name, expected, text]) => {
      notes.push({ at: stage.now, holder: JSON.parse(text).holder !== undefined });
      return swap(name, expected, text);
    }),
  }));
  await one.run('once');
  expect(stage.inbox.arrived).toHaveLength(12);
  const held = notes.slice(1).map(({ at }, index) => (notes[index]?.holder ? at - (notes[index]?.at ?? 0) : 0));
  expect(Math.max(...held)).toBeGreaterThan(0);
  expect(Math.max(...held)).toBeLessThan(180_000 / 2);
  await one.end();
});

test('while a channel is away its messages wait, the records go on, and then all arrive in order', async () => {
  const stage = await makeStage({ config: withHook });
  const first = await stage.approved();
  stage.inbox.behaviour = 'away';
  const one = await stage.open();
  await one.run();
  expect((await one.stateOf(first)).state).toBe('deployed');
  expect(stage.inbox.arrived).toEqual([]);
  expect((await cursorOf(one, 'hook'))?.trouble).toMatchObject({ reason: 'the other side is away' });
  expect(stage.journal.filter(({ event }) => event === 'notify-away')).not.toEqual([]);
  stage.inbox.behaviour = 'well';
  stage.now += 3_600_000;
  await one.run();
  expect(told(stage)).toHaveLength(5);
  expect((await cursorOf(one, 'hook'))?.trouble).toBeUndefined();
  expect(stage.journal.map(({ event }) => event)).toContain('notify-back');
  await one.end();
});

test('a message that is refused is a dead letter, and the others are delivered', async () => {
  const stage = await makeStage({ config: withMail });
  await stage.approved({ target: 'api/unwanted@1.0.0' });
  stage.inbox.behaviour = 'choosy';
  const one = await stage.open();
  await one.run('once');
  const cursor = await cursorOf(one);
  expect(cursor?.dead.map(({ reason }) => reason)).toContain('nobody of that name here');
  expect(cursor?.late).toEqual([]);
  expect(stage.inbox.arrived).toEqual([]);
  expect(cursor?.batch).toBeUndefined();
  await one.end();
});

test('a burst for one person becomes one message', async () => {
  const stage = await makeStage({ config: withMail });
  for (let count = 0; count < 7; count++) await stage.repository.request();
  const one = await stage.open();
  await one.run('once');
  const [message, ...others] = stage.inbox.arrived.filter(({ message: { to } }) => to === 'cleo@example.com');
  expect(others).toEqual([]);
  expect(message?.message.items).toHaveLength(7);
  expect(message?.message.subject).toMatch(/^7 things happened/);
  await one.end();
});

test('in quiet hours people hear of failures only, and of the rest at their end', async () => {
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  const telling = { quietHours: { from: clock(-2), to: clock(8), timezone: 'UTC' } };
  const stage = await makeStage({
    config: { ...withMail, notifications: { channels: { mail: { ...channels.mail, telling } } } },
  });
  stage.world.outcome = { after: 2, ends: { kind: 'failed', error: 'exit code 1', log: 'no space left' } };
  await stage.approved();
  const one = await stage.open();
  await one.run();
  expect(new Set(stage.inbox.arrived.map(({ message }) => message.events[0]?.type))).toEqual(
    new Set(['deployment-failed']),
  );
  const waiting = (await cursorOf(one))?.late ?? [];
  expect(waiting.map(({ reason }) => reason)).toContain('quiet hours');
  stage.now += 10 * 3_600_000;
  await one.run('once');
  const types = stage.inbox.arrived.map(({ message }) => message.events[0]?.type);
  expect(types).toContain('request-approved');
  // By then nobody has to decide any more.
  expect(types).not.toContain('request-created');
  expect(waiting.every(({ events }, _, all) => all.length <= 6 && events.length > 0)).toBe(true);
  expect((await cursorOf(one))?.late).toEqual([]);
  await one.end();
});

test('a message that was late before the quiet hours began waits for their end, too', async () => {
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  const telling = { quietHours: { from: clock(1), to: clock(8), timezone: 'UTC' } };
  const stage = await makeStage({
    config: { ...withMail, notifications: { channels: { mail: { ...channels.mail, telling } } } },
  });
  await stage.repository.request();
  stage.inbox.behaviour = 'full';
  const one = await stage.open();
  await one.run('once');
  const waiting = (await cursorOf(one))?.late ?? [];
  expect(waiting.length).toBeGreaterThan(0);
  stage.inbox.behaviour = 'well';
  stage.now += 3_660_000;
  await one.run('once');
  expect(stage.inbox.arrived).toEqual([]);
  expect((await cursorOf(one))?.late.map(({ to, reason }) => [to, reason])).toEqual(
    waiting.map(({ to }) => [to, 'quiet hours']),
  );
  stage.now += 8 * 3_600_000;
  await one.run('once');
  expect(told(stage).sort()).toEqual(waiting.map(({ to }) => `request-created ${to}`).sort());
  await one.end();
});

test('what is late is sent again under the same ids after a crash, though more is due by then', async () => {
  const stage = await makeStage({ config: withMail });
  stage.inbox.behaviour = 'full';
  const one = await stage.open();
  for (let count = 0; count < 4; count++) await stage.repository.request();
  await one.run('once');
  stage.now += 600_000;
  for (let count = 0; count < 3; count++) await stage.repository.request();
  await one.run('once');
  await one.end();
  stage.inbox.behaviour = 'well';
  stage.now += 3_100_000;
  const crashed = await stage.open('one', (deps) => ({ ...deps, git: deafAfterClaim(deps.git) }));
  await crashed.run('once');
  await crashed.end();
  const before = ids(stage);
  expect(before.length).toBeGreaterThan(0);
  stage.now += 600_000;
  const two = await stage.open();
  await two.run('once');
  const idsOf = new Map<string, Set<string>>();
  for (const { message } of stage.inbox.arrived)
    for (const { id } of message.events) {
      const key = `${id} ${message.to}`;
      idsOf.set(key, (idsOf.get(key) ?? new Set()).add(message.id));
    }
  expect([...idsOf.values()].map(({ size }) => size)).toEqual([...idsOf.values()].map(() => 1));
  expect(ids(stage).slice(before.length)).toEqual(expect.arrayContaining(before));
  await two.end();
});

test('two controllers over one channel tell everything once', async () => {
  const stage = await makeStage({ config: withHook });
  for (let count = 0; count < 4; count++) await stage.approved();
  stage.world.outcome = { after: 0, ends: { kind: 'succeeded' } };
  const really = (deps: ControllerDeps): ControllerDeps => ({ ...deps, clock: systemClock, waker: realWaker() });
  const [one, two] = [await stage.open('one', really), await stage.open('two', really)];
  await Promise.all([one.run(), two.run()]);
  await one.run('once');
  expect(ids(stage)).toHaveLength(20);
  expect(new Set(ids(stage)).size).toBe(20);
  await Promise.all([one.end(), two.end()]);
});

/** Two that work at once need a clock that moves by itself. */
function realWaker(): ControllerDeps['waker'] {
  const wait = (milliseconds: number) =>
    new Promise<'time'>((resolve) => setTimeout(resolve, Math.min(milliseconds, 20), 'time'));
  return { stopping: false, wait, call: () => undefined, close: async () => undefined };
}

test('nothing is told of a record that a commit broke a rule on', async () => {
  const stage = await makeStage({ config: withHook, identity: 'signed' });
  const id = await stage.repository.request();
  const one = await stage.open();
  await one.run('once');
  expect(told(stage)).toEqual(['request-created hook']);
  const path = stage.inbox.arrived[0]?.message.events[0]?.record.path ?? '';
  const text = readFileSync(join(stage.repository.work, path), 'utf8');
  const forged = text
    .replace('state: pending', 'state: approved')
    .replace(/\n?$/, `\n    - action: approved\n      at: "2026-11-26T00:00:00Z"\n      by: cleo@example.com\n`);
  stage.repository.commit('sam', { files: { [path]: forged }, message: 'forged' });
  await one.run('once');
  expect(told(stage)).toEqual(['request-created hook']);
  expect((await one.stateOf(id).catch(() => ({ state: 'unreadable' }))).state).not.toBe('');
  await one.end();
});
