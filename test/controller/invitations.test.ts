import { expect, test } from 'vitest';
import { isCode } from '../../src/adapters/codes/index.ts';
import { Nudges } from '../../src/controller/nudges.ts';
import type { Message } from '../../src/domain/notice.ts';
import { RgzError } from '../../src/errors/rgz-error.ts';
import { codesIn, judgeCode } from '../../src/kinds/onboarding/invitations.ts';
import { gather } from '../../src/operations/gather.ts';
import { letterFates } from '../../src/operations/letter-fates.ts';
import { awa, completeSession, omar, type SessionWish } from '../kit/complete-session.ts';
import type { Onboarding } from '../kit/onboarding.ts';
import { type Actor, makeStage, type Stage, withDeployer } from './stage.ts';

const dayMs = 86_400_000;

const channels = {
  mail: { type: 'email', url: 'smtp://127.0.0.1:2525', from: 'rgz@example.com' },
  phones: { type: 'sms', provider: 'twilio', account: 'AC1', from: '+33600000000' },
};

async function withSession(
  config: Record<string, unknown> = {},
  wish: SessionWish = {},
): Promise<{ stage: Stage; id: string; session: Onboarding }> {
  const stage = await makeStage({ config: { ...withDeployer, notifications: { channels }, ...config } });
  const session = await sessionOn(stage, wish);
  return { stage, id: session.id, session };
}

function sessionOn(stage: Stage, wish: SessionWish): Promise<Onboarding> {
  const now = () => `${new Date(stage.now).toISOString().slice(0, 19)}Z`;
  return completeSession(stage.repository, { now, ...wish });
}

/** What was sent to those who are invited, and nobody else. */
function letters({ inbox }: Stage): readonly { channel: string; message: Message; code: string }[] {
  return inbox.arrived
    .filter(({ message }) => message.to === omar.email || message.to === awa.phone)
    .map(({ channel, message }) => ({ channel, message, code: message.commands[0] ?? '' }));
}

const sent = (stage: Stage) =>
  letters(stage)
    .map(({ channel, message }) => `${channel} ${message.to}`)
    .toSorted();

async function recordOf(actor: Actor, id: string) {
  const view = await actor.deps.store.view('read');
  const located = await view.locate(id);
  if (located === undefined) throw new Error(`there is no ${id}`);
  return (await view.load(located)).record;
}

async function judged(actor: Actor, id: string, user: string, code: string, now: number) {
  const record = await recordOf(actor, id);
  return judgeCode(record, user, (known) => isCode({ record: id, ...known }, code), new Date(now).toISOString());
}

async function ask(session: Onboarding, user: string): Promise<void> {
  await session.act('ada', 'invitation-asked', { users: [user] });
}

test('each user of a new tenant gets a code of their own, by mail or else by telephone', async () => {
  const { stage, id } = await withSession();
  const one = await stage.open();
  await one.run();
  expect(await one.findings()).toEqual([]);
  expect(sent(stage)).toEqual([`mail ${omar.email}`, `phones ${awa.phone}`]);
  const record = await recordOf(one, id);
  expect(codesIn(record.status?.history.at(-1)?.codes).map(({ user }) => user)).toEqual([awa.phone, omar.email]);
  const [first, second] = [omar.email, awa.phone].map((to) => letters(stage).find(({ message }) => message.to === to));
  expect(first?.code).toMatch(/^[A-HJ-NP-Z2-9]{4}(?:-[A-HJ-NP-Z2-9]{4}){6}$/);
  expect(first?.code).not.toBe(second?.code);
  for (const { message, code } of letters(stage)) {
    expect(message).not.toHaveProperty('sealed');
    expect(await judged(one, id, message.to, code, stage.now)).toBe('ok');
    expect(await judged(one, id, message.to, code.toLowerCase().replaceAll('-', ' '), stage.now)).toBe('ok');
    expect(await judged(one, id, message.to, code, stage.now + 8 * dayMs)).toBe('expired');
    expect(await judged(one, id, message.to, `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`, stage.now)).toBe(
      'unknown',
    );
    expect(JSON.stringify([record, stage.journal])).not.toContain(code);
  }
  expect(await judged(one, id, omar.email, second?.code ?? '', stage.now)).toBe('unknown');
  expect(await judged(one, id, 'somebody@else.example', first?.code ?? '', stage.now)).toBe('unknown');
  await one.run();
  expect(letters(stage)).toHaveLength(2);
  await one.end();
});

test('after a crash between the commit and the letters the same codes go out, under the same ids', async () => {
  const { stage, id } = await withSession();
  stage.inbox.after = ({ to, commands }) => {
    if (to === omar.email) throw new Error(`crashed with ${commands[0]}`);
  };
  const one = await stage.open();
  await one.run();
  await one.end();
  stage.inbox.after = () => undefined;
  const again = await stage.open();
  stage.now += dayMs;
  await again.run();
  const all = letters(stage);
  expect(all.length).toBeGreaterThan(2);
  for (const to of [omar.email, awa.phone]) {
    const theirs = all.filter(({ message }) => message.to === to);
    expect(new Set(theirs.map(({ code, message }) => `${message.id} ${code}`)).size).toBe(1);
  }
  expect((await again.stateOf(id)).actions.filter((action) => action === 'invited')).toHaveLength(1);
  const told = JSON.stringify(stage.journal);
  expect(told).toContain('crashed with [code]');
  for (const group of all.flatMap(({ code }) => code.split('-'))) expect(told).not.toContain(group);
  await again.end();
});

test('a code that is asked again voids the one before, and a letter with that one is not sent any more', async () => {
  const { stage, id, session } = await withSession();
  stage.inbox.behaviour = 'full';
  const one = await stage.open();
  await one.run();
  expect(letters(stage)).toEqual([]);
  await ask(session, omar.email);
  stage.inbox.behaviour = 'well';
  stage.now += 2 * 3_600_000;
  await one.run();
  stage.now += 2 * 3_600_000;
  await one.run();
  expect(sent(stage)).toEqual([`mail ${omar.email}`, `phones ${awa.phone}`]);
  expect(stage.journal.map(({ event }) => event)).toContain('notify-void');
  const [code = ''] = letters(stage)
    .filter(({ message }) => message.to === omar.email)
    .map(({ code }) => code);
  expect(await judged(one, id, omar.email, code, stage.now)).toBe('ok');
  await ask(session, omar.email);
  await one.run();
  expect(await judged(one, id, omar.email, code, stage.now)).toBe('unknown');
  expect((await one.stateOf(id)).actions.slice(-4)).toEqual([
    'invitation-asked',
    'invited',
    'invitation-asked',
    'invited',
  ]);
  expect(await one.findings()).toEqual([]);
  await expect(ask(session, 'nobody@ndar.example')).rejects.toMatchObject({ code: 'onboarding.not-invitable' });
  await one.end();
});

test('a letter waits for the controller that has its key, and is a dead letter where none comes', async () => {
  const { stage, id, session } = await withSession({}, { users: [omar] });
  stage.inbox.behaviour = 'full';
  const one = await stage.open('one');
  await one.run();
  stage.inbox.behaviour = 'well';
  stage.now += 3_600_001;
  const two = await stage.open('two');
  await two.run();
  await two.run();
  expect(letters(stage)).toEqual([]);
  stage.now += 61_000;
  await two.run();
  await one.run();
  expect(letters(stage)).toHaveLength(1);
  const [{ code } = { code: '' }] = letters(stage);
  expect(await judged(one, id, omar.email, code, stage.now)).toBe('ok');
  stage.inbox.behaviour = 'away';
  await ask(session, omar.email);
  await one.run();
  await one.end();
  stage.inbox.behaviour = 'well';
  for (let hours = 0; hours < 30; hours += 1) {
    stage.now += 3_600_000;
    await two.run();
  }
  expect(letters(stage)).toHaveLength(1);
  const refused = stage.journal.filter(({ event }) => event === 'notify-refused');
  expect(refused.map(({ message }) => message)).toEqual([
    expect.stringContaining(`rgz onboarding invite ${id} ${omar.email} sends another`),
  ]);
  await two.end();
});

test('controllers that are given the same key write the same letters, and none with a key that is too short', async () => {
  const { stage, id } = await withSession(
    { onboarding: { invitations: { keyVariable: 'CODE_KEY' } } },
    { users: [omar] },
  );
  const one = await stage.open('one');
  await one.run();
  expect((await one.stateOf(id)).actions.at(-1)).toBe('completed');
  expect(stage.journal).toContainEqual(
    expect.objectContaining({ event: 'refused', code: 'config.invalid', message: expect.stringContaining('CODE_KEY') }),
  );
  expect(stage.journal.find(({ event }) => event === 'refused')?.message).toContain('openssl rand -hex 32');
  stage.env.CODE_KEY = 'short';
  await one.end();
  const short = await stage.open('one');
  await short.run();
  expect((await short.stateOf(id)).actions.at(-1)).toBe('completed');
  await short.end();
  stage.env.CODE_KEY = 'k'.repeat(32);
  stage.inbox.behaviour = 'full';
  const first = await stage.open('one');
  await first.run();
  await first.end();
  stage.inbox.behaviour = 'well';
  stage.now += 2 * 3_600_000;
  const second = await stage.open('two');
  await second.run();
  expect(sent(stage)).toEqual([`mail ${omar.email}`]);
  await second.end();
});

test('a letter counts as sent once a channel took it, and what a clone cannot know it does not say', async () => {
  const { stage, id } = await withSession({}, { users: [omar] });
  const fates = async ({ deps }: Actor, refresh = () => deps.git.shared.refresh()) => {
    const { git, store, clock } = deps;
    const view = await store.view('read');
    const seen = {
      remote: 'origin',
      shared: { refresh, read: (name: string) => git.shared.read(name) },
      readCommit: (oid: string) => git.readCommit(oid),
      isAncestor: (one: string, other: string) => git.isAncestor(one, other),
    } as typeof git;
    return Object.fromEntries(await letterFates({ git: seen }, view, await gather(view, id, clock.now())));
  };
  const turn = async (behaviour: typeof stage.inbox.behaviour) => {
    stage.inbox.behaviour = behaviour;
    const actor = await stage.open();
    await actor.run();
    const told = await fates(actor);
    await actor.end();
    return told;
  };
  expect(await turn('away')).toEqual({ [omar.email]: 'waits' });
  const actor = await stage.open();
  const refresh = () => Promise.reject(new RgzError('git.unreachable', 'the remote does not answer'));
  expect(await fates(actor, refresh)).toEqual({ [omar.email]: null });
  await actor.end();
  stage.now += 2 * 3_600_000;
  expect(await turn('well')).toEqual({ [omar.email]: 'sent' });
  const status = await stage.repository.rgz('vera', 'onboarding', 'status', id);
  expect(status.orThrow().stdout).toMatch(/omar@boutique.example · code issued .*; its letter is sent/);
});

test('nobody is sent a code that has expired', async () => {
  const { stage, id } = await withSession({ onboarding: { invitations: { expiresAfterDays: 1 } } }, { users: [omar] });
  stage.inbox.behaviour = 'away';
  const one = await stage.open();
  await one.run();
  await one.end();
  stage.inbox.behaviour = 'well';
  stage.now += 2 * dayMs;
  const late = await stage.open();
  await late.run();
  expect(letters(stage)).toEqual([]);
  expect(stage.journal.filter(({ event }) => event === 'notify-refused')).toMatchObject([
    { message: `mail: its code has expired: rgz onboarding invite ${id} ${omar.email} sends another` },
  ]);
  await late.end();
});

test('no code is issued to whom no channel reaches, until one does', async () => {
  const { mail, phones } = channels;
  const { stage, id } = await withSession({ notifications: { channels: { mail } } });
  const one = await stage.open();
  await one.run();
  expect(sent(stage)).toEqual([`mail ${omar.email}`]);
  expect(stage.journal.filter(({ event }) => event === 'invitation-unreached')).toMatchObject([
    { message: `${id}: no channel reaches ${awa.phone}, so no code is issued until one does` },
  ]);
  const config = stage.repository.show('.rgz/config.yaml');
  const more = config.replace('channels:', `channels:\n    phones: ${JSON.stringify(phones)}`);
  stage.repository.commit('ada', { files: { '.rgz/config.yaml': `${more}\n` }, message: 'reach telephones' });
  await one.run();
  expect(sent(stage)).toEqual([`mail ${omar.email}`, `phones ${awa.phone}`]);
  await one.end();
});

test('records whose users nobody reaches are looked at once, and again when they or the configuration change', async () => {
  const { phones, mail } = channels;
  const { stage, session } = await withSession({ notifications: { channels: { mail } } }, { users: [awa] });
  const { repository } = stage;
  const others = await Promise.all(
    [11, 12, 13, 14].map((at) => {
      const users = [{ ...awa, phone: `+2217712345${at}` }];
      return sessionOn(stage, { tenant: `other-${at}`, company: `Other ${at}`, users });
    }),
  );
  const one = await stage.open();
  await one.run();
  const { git, store } = one.deps;
  const reads: string[] = [];
  const counted = {
    ...one.deps,
    git: counting(git, 'find', reads),
    store: { ...store, viewAt: async (tip: string) => counting(await store.viewAt(tip), 'load', reads) },
  };
  const nudges = new Nudges(counted);
  const readsOfVisit = async () => {
    reads.length = 0;
    await git.refresh();
    const pass = await one.controller.pass(true);
    reads.length = 0;
    const nudged = await nudges.visit(pass);
    return { loads: reads.filter((each) => each === 'load').length, finds: reads.length, written: nudged?.written };
  };
  const warnings = () => stage.journal.filter(({ event }) => event === 'invitation-unreached');
  stage.journal.length = 0;
  expect(await readsOfVisit()).toMatchObject({ loads: 5 });
  expect(warnings()).toHaveLength(4);
  expect(warnings().at(-1)?.message).toBe('2 more records have users whom no channel reaches');
  await repository.request();
  expect(await readsOfVisit()).toEqual({ loads: 0, finds: 1, written: undefined });
  const path = repository.pathOf(session.id);
  repository.commit('ada', { files: { [path]: `# called them\n${repository.show(path)}\n` }, message: 'a note' });
  expect(await readsOfVisit()).toMatchObject({ loads: 1, written: undefined });
  expect(warnings()).toHaveLength(4);
  const config = repository.show('.rgz/config.yaml');
  const more = config.replace('channels:', `channels:\n    phones: ${JSON.stringify(phones)}`);
  repository.commit('ada', { files: { '.rgz/config.yaml': `${more}\n` }, message: 'reach telephones' });
  expect(await readsOfVisit()).toMatchObject({ loads: others.length + 1, written: others.length + 1 });
  await one.end();
});

/** The same, and a note of each call of one of its methods. */
function counting<T extends object>(whole: T, method: keyof T & string, calls: string[]): T {
  return new Proxy(whole, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (key === method) calls.push(method);
        return Reflect.apply(value, target, args);
      };
    },
  });
}

test('quiet hours hold an invitation like all that can wait', async () => {
  const quietHours = { from: '00:00', to: '23:59', timezone: 'Africa/Dakar' };
  const mail = { ...channels.mail, telling: { quietHours, digestAbove: 1 } };
  const { stage } = await withSession({ notifications: { channels: { mail } } }, { users: [omar] });
  await sessionOn(stage, { tenant: 'other', company: 'Other', users: [{ ...omar, email: 'other@ndar.example' }] });
  stage.now = Date.parse(`${new Date(stage.now + dayMs).toISOString().slice(0, 10)}T12:00:00Z`);
  const one = await stage.open();
  await one.run();
  expect(letters(stage)).toEqual([]);
  stage.now += 12 * 3_600_000 - 30_000;
  await one.run();
  expect(letters(stage)).toHaveLength(1);
  await one.end();
});
