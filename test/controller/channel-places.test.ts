import { expect, test } from 'vitest';
import { RgzError } from '../../src/errors/rgz-error.ts';
import { readCursor } from '../../src/notices/read-cursor.ts';
import { seeCursor, writeCursor } from '../../src/operations/notify-cursor.ts';
import { type Actor, makeStage, type Stage, withDeployer } from './stage.ts';

const hook = { type: 'webhook', url: 'http://127.0.0.1:9' };
const stageWith = (channels: object) => makeStage({ config: { ...withDeployer, notifications: { channels } } });
const ids = (stage: Stage) => stage.inbox.arrived.map(({ message }) => message.id);
const journalled = (stage: Stage, event: string) => stage.journal.filter((entry) => entry.event === event);

async function cursorOf({ deps }: Actor) {
  await deps.git.shared.refresh();
  const found = await deps.git.shared.read('notify/hook');
  return found && readCursor(JSON.parse(found.text));
}

test.each([1, 2, 3])(
  'a remote that is away at note %i has nothing sent again by who knows what it sent',
  async (nth) => {
    const stage = await stageWith({ hook });
    for (let count = 0; count < 3; count++) await stage.repository.request();
    const one = await stage.open('one', (deps) => {
      const { shared } = deps.git;
      let notes = 0;
      const swap: typeof shared.swap = async (...args) => {
        notes += 1;
        if (notes === nth) throw new RgzError('git.unreachable', 'the remote is away');
        return shared.swap(...args);
      };
      const blinking = { refresh: () => shared.refresh(), read: (name: string) => shared.read(name), swap };
      const git = new Proxy(deps.git, {
        get: (target, key) => {
          if (key === 'shared') return blinking;
          const value = Reflect.get(target, key, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      return { ...deps, git };
    });
    await one.run('once');
    stage.now += 600_000;
    await one.run('once');
    expect(ids(stage)).toHaveLength(3);
    expect(await cursorOf(one)).toMatchObject({ delivered: 3, late: [] });
    expect((await cursorOf(one))?.batch).toBeUndefined();
    await one.end();
  },
);

test('no dead letter is forgotten: the channel waits for somebody to make room', async () => {
  const stage = await stageWith({ hook });
  const one = await stage.open();
  await one.run('once');
  const seen = await seeCursor(one.deps, 'hook');
  if (seen === undefined) throw new Error('the channel has no place');
  const at = new Date(stage.now).toISOString();
  const events = [{ id: `${seen.cursor.done}.PR-2026-0001.0`, path: 'a' }];
  const letters = Array.from({ length: 1000 }, (_, index) => {
    return { id: String(index).padStart(32, '0'), events, to: 'hook', since: at, tries: 1, reason: 'no', at };
  });
  await writeCursor(one.deps.git.shared, 'hook', { at: seen.at, cursor: { ...seen.cursor, dead: letters } });
  stage.inbox.behaviour = 'choosy';
  await stage.repository.request('dora', { target: 'api/unwanted@1.0.0' });
  await one.run('once');
  expect(await cursorOf(one)).toMatchObject({
    dead: letters,
    trouble: { reason: expect.stringContaining('rgz notify drop') },
  });
  const [first = { id: '' }] = letters;
  (await stage.repository.rgz('ada', 'notify', 'drop', first.id)).orThrow();
  stage.now += 7_200_000;
  await one.run('once');
  const cursor = await cursorOf(one);
  expect(cursor?.dead.map(({ reason }) => reason).at(-1)).toBe('nobody of that name here');
  expect(cursor?.trouble).toBeUndefined();
  await one.end();
});

test('a console tells what happened since its controller last ran, and nothing twice', async () => {
  const stage = await stageWith({ hook: { type: 'console' } });
  await stage.repository.request();
  for (const count of [1, 1, 2]) {
    if (count === 2) await stage.repository.request();
    const one = await stage.open();
    await one.run('once');
    expect(ids(stage)).toHaveLength(count);
    await one.end();
  }
});

test('what keeps a channel from use is told once, and seen by all; who can use it goes on', async () => {
  const stage = await stageWith({ hook });
  await stage.repository.request();
  const without = await stage.open('one', (deps) => ({
    ...deps,
    openChannel: async () => {
      throw new RgzError('config.invalid', 'RGZ_WEBHOOK_SECRET is not set');
    },
  }));
  await without.run('once');
  await stage.repository.request();
  await without.run('once');
  expect(journalled(stage, 'notify-broken')).toHaveLength(1);
  const reason = 'the controller one cannot use it: RGZ_WEBHOOK_SECRET is not set';
  expect(await cursorOf(without)).toMatchObject({ trouble: { reason, tries: 1 } });
  const two = await stage.open('two');
  await two.run('once');
  expect(ids(stage)).toHaveLength(2);
  expect((await cursorOf(two))?.trouble).toBeUndefined();
  await Promise.all([without.end(), two.end()]);
});

test('a place that names a commit which never comes is told of, and no other channel waits', async () => {
  const stage = await stageWith({ hook, other: { ...hook } });
  const one = await stage.open();
  await one.run('once');
  const seen = await seeCursor(one.deps, 'hook');
  if (seen === undefined) throw new Error('the channel has no place');
  const cursor = { ...seen.cursor, done: 'f'.repeat(40) };
  await writeCursor(one.deps.git.shared, 'hook', { at: seen.at, cursor });
  await stage.repository.request();
  for (let count = 0; count < 3; count++) {
    await one.run('once');
    stage.now += 61_000;
  }
  expect(stage.inbox.arrived.map(({ channel }) => channel)).toEqual(['other']);
  expect(journalled(stage, 'notify-failed')[0]).toMatchObject({ code: 'notify.cursor-invalid' });
  await one.end();
});
