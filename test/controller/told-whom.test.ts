import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readCursor } from '../../src/notices/read-cursor.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { type Actor, makeStage, type Stage, withDeployer } from './stage.ts';

const [policyPath, configPath] = ['.rgz/policy.yaml', '.rgz/config.yaml'];
const mail = { type: 'email', url: 'smtp://127.0.0.1:2525', from: 'rgz@example.com' };
const hook = { type: 'webhook', url: 'http://127.0.0.1:9' };
const configWith = (channels: object) => ({ ...withDeployer, notifications: { channels } });
const mailStage = (telling: object = {}) => makeStage({ config: configWith({ mail: { ...mail, telling } }) });

const told = (stage: Stage) => stage.inbox.arrived.map(({ message }) => `${message.events[0]?.type} ${message.to}`);
const toldTo = (stage: Stage, to: string) => stage.inbox.arrived.filter(({ message }) => message.to === to);
const journalled = (stage: Stage, event: string) => stage.journal.filter((entry) => entry.event === event);

async function cursorOf({ deps }: Actor, channel = 'mail') {
  await deps.git.shared.refresh();
  const found = await deps.git.shared.read(`notify/${channel}`);
  return found && readCursor(JSON.parse(found.text));
}

function configure({ repository }: Stage, channels: object): void {
  const config = { apiVersion: 'rgz.dev/v1', kind: 'Config', ...configWith(channels) };
  const text = stringify(config, { aliasDuplicateObjects: false });
  repository.commit('ada', { files: { [configPath]: text } });
}

/** Puts a policy in force in which somebody is other than they were. */
function change({ repository }: Stage, who: string, change: object): void {
  const policy = repository.policyData() as { version: number; people: { emails: string[] }[] };
  const people = policy.people.map((person) => (person.emails[0] === who ? { ...person, ...change } : person));
  const text = stringify({ ...policy, version: policy.version + 1, people }, { aliasDuplicateObjects: false });
  repository.commit('ada', { files: { [policyPath]: text } });
}

/** A commit that approves a request as somebody who may not. */
function forge({ repository }: Stage, id: string): void {
  const path = repository.pathOf(id);
  const text = readFileSync(join(repository.work, path), 'utf8')
    .replace('state: pending', 'state: approved')
    .replace(/\n?$/, `\n    - action: approved\n      at: "2026-11-26T00:00:00Z"\n      by: cleo@example.com\n`);
  repository.commit('sam', { files: { [path]: text }, message: 'forged' });
}

/** A controller that is killed once it has claimed what it would send; gives the ids of that. */
async function claimAndDie(stage: Stage): Promise<readonly string[]> {
  const ids: string[] = [];
  const dying: Channel = {
    deliver: async (messages) => {
      ids.push(...messages.map(({ id }) => id));
      throw new Error('killed');
    },
    close: async () => undefined,
  };
  const crashed = await stage.open('one', (deps) => {
    const { shared } = deps.git;
    let claimed = false;
    const swap: typeof shared.swap = async (name, expected, text) => {
      if (claimed) throw new Error('killed');
      claimed = JSON.parse(text).holder !== undefined;
      return shared.swap(name, expected, text);
    };
    const deaf = { refresh: () => shared.refresh(), read: (name: string) => shared.read(name), swap };
    const git = new Proxy(deps.git, {
      get: (target, key) => {
        if (key === 'shared') return deaf;
        const value = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    return { ...deps, git, openChannel: async () => dying };
  });
  await crashed.run('once');
  await crashed.end();
  return ids;
}

test('those concerned hear of a failure at night, though the start of it waits for the morning', async () => {
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  const stage = await mailStage({ quietHours: { from: clock(-2), to: clock(8), timezone: 'UTC' } });
  stage.world.outcome = { after: 2, ends: { kind: 'failed', error: 'exit code 1', log: 'no space left' } };
  await stage.approved();
  const one = await stage.open();
  await one.run();
  expect(told(stage)).toContain('deployment-failed dora@example.com');
  await one.end();
});

test.each(['the same controller', 'another one'])(
  'what concerned nobody is not told by later settings: %s',
  async (who) => {
    const stage = await mailStage({ events: ['request-rejected'] });
    await stage.repository.request();
    let one = await stage.open();
    await one.run('once');
    if (who === 'another one') {
      await one.end();
      one = await stage.open();
    }
    configure(stage, { mail: { ...mail, telling: { events: ['request-created'] } } });
    const id = await stage.repository.request();
    await one.run('once');
    expect(stage.inbox.arrived.map(({ message }) => message.thread.record)).toEqual([id, id, id]);
    await one.end();
  },
);

test('a letter finds a person whose address was changed meanwhile', async () => {
  const stage = await mailStage();
  await stage.repository.request('dora', { target: 'api/unwanted@1.0.0' });
  stage.inbox.behaviour = 'choosy';
  const one = await stage.open();
  await one.run('once');
  stage.inbox.behaviour = 'well';
  change(stage, 'cleo@example.com', { emails: ['cleo@new.example', 'cleo@example.com'] });
  (await stage.repository.rgz('ada', 'notify', 'resend', '--all')).orThrow();
  stage.now += 600_000;
  await one.run('once');
  expect(told(stage)).toContain('request-created cleo@new.example');
  expect(await cursorOf(one)).toMatchObject({ late: [], dead: [] });
  await one.end();
});

test('a letter finds its person over a channel of another type', async () => {
  const stage = await mailStage();
  await stage.repository.request('dora', { target: 'api/unwanted@1.0.0' });
  stage.inbox.behaviour = 'choosy';
  const one = await stage.open();
  await one.run('once');
  stage.inbox.behaviour = 'well';
  change(stage, 'cleo@example.com', { phone: '+33612345678' });
  const telling = { events: ['request-created'] };
  configure(stage, { mail: { type: 'sms', provider: 'twilio', account: 'AC1', from: 'rgz', telling } });
  (await stage.repository.rgz('ada', 'notify', 'resend', '--all')).orThrow();
  stage.now += 600_000;
  await one.run('once');
  expect(told(stage)).toEqual(['request-created +33612345678']);
  await one.end();
});

test('a letter that nobody is to have any more is told of, and is a dead one again', async () => {
  const stage = await mailStage();
  await stage.repository.request('dora', { target: 'api/unwanted@1.0.0' });
  stage.inbox.behaviour = 'choosy';
  const one = await stage.open();
  await one.run('once');
  const before = (await cursorOf(one))?.dead ?? [];
  stage.inbox.behaviour = 'well';
  change(stage, 'cleo@example.com', { roles: [] });
  (await stage.repository.rgz('ada', 'notify', 'resend', '--all')).orThrow();
  stage.now += 600_000;
  await one.run('once');
  const cursor = await cursorOf(one);
  expect(told(stage)).not.toContain('request-created cleo@example.com');
  expect(cursor?.late).toEqual([]);
  const [letter] = before.filter(({ to }) => to === 'cleo@example.com');
  expect(cursor?.dead).toMatchObject([
    { id: letter?.id, to: 'cleo@example.com', reason: expect.stringContaining('nobody') },
  ]);
  expect(journalled(stage, 'notify-void')).toHaveLength(1);
  await one.end();
});

test('a late digest that falls apart loses nothing, wherever the channel gives up in it', async () => {
  const stage = await mailStage({ digestAbove: 5 });
  const ids = [];
  for (let count = 0; count < 7; count++) ids.push(await stage.repository.request());
  stage.inbox.behaviour = 'full';
  const one = await stage.open();
  await one.run('once');
  configure(stage, { mail: { ...mail, telling: { digestAbove: 20 } } });
  stage.inbox.behaviour = 'well';
  stage.inbox.after = () => {
    stage.inbox.behaviour = stage.inbox.arrived.length % 5 === 4 ? 'away' : 'well';
  };
  for (let count = 0; count < 12; count++) {
    stage.now += 3_700_000;
    await one.run('once');
    stage.inbox.behaviour = 'well';
  }
  expect(toldTo(stage, 'cleo@example.com').map(({ message }) => message.thread.record)).toEqual(ids);
  expect((await cursorOf(one))?.late).toEqual([]);
  await one.end();
});

test('a channel that hangs holds up no other, and its removal nothing at all', async () => {
  const slow = { ...hook, url: 'http://127.0.0.1:10' };
  const stage = await makeStage({ config: configWith({ slow, hook }) });
  for (let count = 0; count < 3; count++) await stage.repository.request();
  let release: () => void = () => undefined;
  const hung = new Promise<void>((resolve) => {
    release = resolve;
  });
  const taken: string[] = [];
  const hanging: Channel = {
    deliver: async ([message], goesOn) => {
      await hung;
      taken.push(`${message?.id} ${goesOn?.()}`);
      return [{ kind: 'delivered' }];
    },
    close: async () => undefined,
  };
  const one = await stage.open('one', (deps) => ({
    ...deps,
    openChannel: async (name) => (name === 'slow' ? hanging : stage.inbox.open(name)),
  }));
  const look = async () => {
    await one.news.refresh();
    one.outbox.visit(await one.controller.pass(true));
  };
  const arrived = async (count: number) => {
    while (stage.inbox.arrived.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  await look();
  await arrived(3);
  configure(stage, { slow: { ...slow, url: 'http://127.0.0.1:11' }, hook: { ...hook, url: 'http://127.0.0.1:8' } });
  await stage.repository.request();
  await look();
  await arrived(4);
  configure(stage, { hook });
  await stage.repository.request();
  await look();
  await arrived(5);
  expect(taken).toEqual([]);
  release();
  await one.outbox.settled();
  // The one that was under way is the last: the configuration has the channel no more.
  expect(taken).toEqual([expect.stringContaining('false')]);
  await one.end();
});

test('a run that ends by itself tells no longer than it may run, and the next one goes on', async () => {
  const stage = await makeStage({ config: configWith({ hook }) });
  for (let count = 0; count < 8; count++) await stage.repository.request();
  stage.inbox.before = () => {
    stage.now += 40_000;
  };
  const one = await stage.open();
  await one.run('once', 100_000);
  await one.end();
  const before = stage.inbox.arrived.length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(5);
  const two = await stage.open();
  await two.run('once');
  expect(new Set(stage.inbox.arrived.map(({ message }) => message.id)).size).toBe(8);
  expect(stage.inbox.arrived).toHaveLength(8);
  await two.end();
});

test('who lost their rights hears nothing more, also of what was theirs', async () => {
  const stage = await mailStage();
  const id = await stage.repository.request();
  change(stage, 'dora@example.com', { roles: [] });
  (await stage.repository.rgz('cleo', 'reject', id, '--reason', 'not this week')).orThrow();
  const one = await stage.open();
  await one.run('once');
  expect(told(stage)).not.toContain('request-rejected dora@example.com');
  await one.end();
});

test('who loses their rights after a batch was claimed is left out of it, and the others get it under the same ids', async () => {
  const stage = await mailStage();
  await stage.repository.request();
  const witness = await claimAndDie(stage);
  change(stage, 'cleo@example.com', { roles: [] });
  const one = await stage.open();
  stage.now += 600_000;
  await one.run('once');
  expect(told(stage).sort()).toEqual(['request-created carl@example.com', 'request-created cora@example.com']);
  for (const { message } of stage.inbox.arrived) expect(witness).toContain(message.id);
  expect(journalled(stage, 'notify-void')).toHaveLength(1);
  await one.end();
});

test('a record that is put in quarantine after a claim is left out, and no other id changes', async () => {
  const stage = await makeStage({
    identity: 'signed',
    config: configWith({ mail: { ...mail, telling: { digestAbove: 2 } } }),
  });
  const ids = [];
  for (let count = 0; count < 4; count++) ids.push(await stage.repository.request());
  const witness = await claimAndDie(stage);
  const [first = '', ...others] = ids;
  forge(stage, first);
  stage.now += 600_000;
  const one = await stage.open();
  await one.run('once');
  expect(stage.inbox.arrived).toHaveLength(3);
  for (const { message } of stage.inbox.arrived) {
    expect(message.events.map(({ record }) => record.id)).toEqual(others);
    expect(message.items).toHaveLength(3);
    expect(witness).toContain(message.id);
  }
  await one.end();
});

test('nothing late is told of a record that was put in quarantine meanwhile', async () => {
  const stage = await makeStage({ identity: 'signed', config: configWith({ mail }) });
  const id = await stage.repository.request();
  stage.inbox.behaviour = 'full';
  const one = await stage.open();
  await one.run('once');
  expect((await cursorOf(one))?.late).toHaveLength(3);
  forge(stage, id);
  stage.inbox.behaviour = 'well';
  stage.now += 4_000_000;
  await one.run('once');
  expect(told(stage)).toEqual([]);
  expect((await cursorOf(one))?.late).toEqual([]);
  await one.end();
});
