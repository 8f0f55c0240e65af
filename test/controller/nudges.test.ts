import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { openApp } from '../../src/app.ts';
import { Nudges } from '../../src/controller/nudges.ts';
import { changeItem } from '../../src/operations/change-item.ts';
import { readSettings } from '../../src/settings.ts';
import type { RepositoryOptions } from '../kit/repository.ts';
import { type Actor, makeStage, type Stage, withDeployer } from './stage.ts';

const dayMs = 86_400_000;
const id = 'CL-tiny.site-1';
const path = 'checklists/tiny/site-1.yaml';

const tiny = {
  apiVersion: 'rgz.dev/v1',
  kind: 'ChecklistTemplate',
  name: 'tiny',
  title: { en: 'Tiny', fr: 'Petit' },
  reminders: { emailDays: 3, smsDays: 7, escalateDays: 10 },
  categories: [
    {
      id: 'all',
      title: { en: 'All' },
      items: [
        { id: 'mast', title: { en: 'The mast stands' }, role: 'devops' },
        { id: 'live', title: { en: 'Traffic has moved' }, role: 'cpi' },
      ],
    },
  ],
};

const channels = {
  mail: { type: 'email', url: 'smtp://127.0.0.1:2525', from: 'rgz@example.com' },
  phones: { type: 'sms', provider: 'twilio', account: 'AC1', from: '+33600000000' },
};

/** Dora opens checklists and works on them, Carl works on them as well, Ada may stop the line. */
async function withList(options: RepositoryOptions = {}, subjects: readonly string[] = ['site-1']): Promise<Stage> {
  const stage = await makeStage({ config: { ...withDeployer, notifications: { channels } }, ...options });
  const { repository } = stage;
  repository.commit('ada', {
    files: { 'templates/checklists/tiny.yaml': stringify(tiny) },
    message: 'templates: tiny',
  });
  for (const subject of subjects) {
    const flags = ['--template', 'tiny', '--subject', subject, '--tenant', 'tenant-finance'];
    (await repository.rgz('dora', 'checklist', 'create', ...flags)).orThrow();
  }
  return stage;
}

/** Dora says how a point stands, at the time of the stage. */
async function set(stage: Stage, item: string, status: string, subject = 'site-1'): Promise<void> {
  const { repository } = stage;
  const { work: start } = repository;
  const settings = readSettings(repository.env('dora'));
  const app = await openApp({ start, from: start, settings, version: '0', interactive: false });
  const now = () => `${new Date(stage.now).toISOString().slice(0, 19)}Z`;
  const deps = { ...app, clock: { ...app.clock, now, milliseconds: () => stage.now } };
  await changeItem(deps, `tiny/${subject}`, item, 'item-set', () => ({ fields: { status } }));
  await app.git.close();
}

const actions = async (actor: Actor) => (await actor.stateOf(id)).actions;
const told = (stage: Stage) =>
  stage.inbox.arrived
    .map(({ channel, message }) => `${channel} ${message.events[0]?.type} ${message.to}`)
    .filter((each) => /reminder|overdue|escalated/.test(each));

/** Runs a controller as one that was just started, so many days from now. */
async function runAfter(stage: Stage, days: number): Promise<Actor> {
  stage.now += days * dayMs;
  const actor = await stage.open();
  await actor.run();
  return actor;
}

test('a checklist that stands still is brought to mind, then found overdue, then put before operations', async () => {
  const stage = await withList();
  const phone = ['policy', 'grant', 'carl@example.com', '--phone', '+2290161234567'];
  (await stage.repository.rgz('ada', ...phone)).orThrow();
  const early = await runAfter(stage, 2.9);
  expect(await actions(early)).toEqual(['created']);
  await early.end();
  const first = await runAfter(stage, 0.2);
  expect(await actions(first)).toEqual(['created', 'reminded']);
  expect((await first.stateOf(id)).last).toMatchObject({ by: 'controller@example.com', level: 'email' });
  expect(told(stage).toSorted()).toEqual([
    'mail checklist-reminder carl@example.com',
    'mail checklist-reminder dora@example.com',
  ]);
  await first.run();
  await first.end();
  const again = await runAfter(stage, 1);
  expect(told(stage)).toHaveLength(2);
  await again.end();
  stage.inbox.arrived.length = 0;
  const overdue = await runAfter(stage, 3);
  expect(await actions(overdue)).toEqual(['created', 'reminded', 'reminded-urgently']);
  expect(told(stage).toSorted()).toEqual([
    'mail checklist-overdue carl@example.com',
    'mail checklist-overdue dora@example.com',
    'phones checklist-overdue +2290161234567',
  ]);
  await overdue.end();
  stage.inbox.arrived.length = 0;
  const escalated = await runAfter(stage, 3);
  expect(await actions(escalated)).toEqual(['created', 'reminded', 'reminded-urgently', 'escalated']);
  expect(told(stage)).toEqual(['mail checklist-escalated ada@example.com']);
  await escalated.end();
  const end = await runAfter(stage, 300);
  expect(await actions(end)).toHaveLength(4);
  expect(await end.findings()).toEqual([]);
  await end.end();
});

test('whatever happens to it starts it anew, and it is let alone once it is complete', async () => {
  const stage = await withList();
  const first = await runAfter(stage, 3.1);
  expect(await actions(first)).toEqual(['created', 'reminded']);
  await first.end();
  stage.now += 0.5 * dayMs;
  await set(stage, 'mast', 'completed');
  const early = await runAfter(stage, 2.5);
  expect(await actions(early)).toEqual(['created', 'reminded', 'item-set']);
  await early.end();
  const again = await runAfter(stage, 5);
  expect((await actions(again)).slice(3)).toEqual(['reminded', 'reminded-urgently']);
  expect((await again.stateOf(id)).last).toMatchObject({ level: 'sms' });
  await again.end();
  await set(stage, 'live', 'completed');
  const end = await runAfter(stage, 100);
  expect((await actions(end)).at(-1)).toBe('item-set');
  expect(await end.findings()).toEqual([]);
  await end.end();
});

test('two controllers that look at the same moment write each reminder once', async () => {
  const subjects = ['site-1', 'site-2', 'site-3'];
  const stage = await withList({}, subjects);
  stage.now += 3.1 * dayMs;
  const [one, two] = [await stage.open('one'), await stage.open('two')];
  const [seenByOne, seenByTwo] = [await one.controller.pass(true), await two.controller.pass(true)];
  const [first, second] = [new Nudges(one.deps), new Nudges(two.deps)];
  expect(await first.visit(seenByOne)).toEqual({ written: 3, lost: false });
  expect(await second.visit(seenByTwo)).toEqual({ written: 0, lost: true });
  await two.deps.git.refresh();
  expect(await second.visit(await two.controller.pass(true))).toBeUndefined();
  await Promise.all([one.run(), two.run()]);
  for (const subject of subjects)
    expect((await one.stateOf(`CL-tiny.${subject}`)).actions).toEqual(['created', 'reminded']);
  expect(await two.findings()).toEqual([]);
  await Promise.all([one.end(), two.end()]);
});

test('who runs on finds what comes to stand still, and looks for it every ten minutes only', async () => {
  const stage = await withList({}, ['site-1', 'site-2']);
  const one = await stage.open();
  const nudges = new Nudges(one.deps);
  const visit = async () => {
    await one.deps.git.refresh();
    return nudges.visit(await one.controller.pass(true));
  };
  expect(await visit()).toBeUndefined();
  await set(stage, 'mast', 'in_progress', 'site-2');
  stage.now += 3 * dayMs + 60_000;
  await set(stage, 'live', 'in_progress', 'site-2');
  expect(await visit()).toEqual({ written: 1, lost: false });
  expect(await visit()).toBeUndefined();
  const { store } = one.deps;
  const unread = new Nudges({ ...one.deps, store: { ...store, viewAt: () => Promise.reject(new Error('it looked')) } });
  const pass = await one.controller.pass(true);
  await expect(unread.visit(pass)).rejects.toThrow('it looked');
  expect(await unread.visit(pass)).toBeUndefined();
  stage.now += 600_000;
  await expect(unread.visit(pass)).rejects.toThrow('it looked');
  stage.now += 3 * dayMs;
  expect(await visit()).toEqual({ written: 1, lost: false });
  expect((await one.stateOf('CL-tiny.site-2')).actions).toEqual(['created', 'item-set', 'item-set', 'reminded']);
  await one.end();
});

test('a checklist that a commit broke a rule on is left alone', async () => {
  const stage = await withList({ identity: 'signed' }, ['site-1', 'site-2']);
  const forged = stage.repository.show(path).replace('by: dora@example.com', 'by: carl@example.com');
  stage.repository.commit('sam', { files: { [path]: `${forged}\n` }, message: 'forged' });
  const one = await runAfter(stage, 30);
  expect(await actions(one)).toEqual(['created']);
  expect((await one.stateOf('CL-tiny.site-2')).actions).toEqual([
    'created',
    'reminded',
    'reminded-urgently',
    'escalated',
  ]);
  await one.end();
});

test('a controller that may not act is told so once, and the others are not kept from anything', async () => {
  const stage = await withList();
  const { people } = stage.repository.policyData() as { people: { emails: string[] }[] };
  const policy = {
    ...stage.repository.policyData(),
    version: 3,
    people: people.filter(({ emails }) => !emails.includes('controller@example.com')),
  };
  stage.repository.commit('ada', {
    files: { '.rgz/policy.yaml': stringify(policy, { aliasDuplicateObjects: false }) },
    message: 'policy: no controller',
  });
  stage.now += 4 * dayMs;
  const one = await stage.open();
  const nudges = new Nudges(one.deps);
  const pass = await one.controller.pass(true);
  expect(await nudges.visit(pass)).toEqual({ written: 0, lost: false });
  expect(await nudges.visit(pass)).toBeUndefined();
  stage.now += 600_000;
  expect(await nudges.visit(pass)).toBeUndefined();
  expect(await actions(one)).toEqual(['created']);
  expect(stage.journal.filter(({ event }) => event === 'refused')).toHaveLength(1);
  await one.end();
});
