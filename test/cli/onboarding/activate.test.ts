import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { startWithUsers, usersOf } from '../../kit/companies.ts';
import { awa, completeSession, omar } from '../../kit/complete-session.ts';
import { type Filled, filledWorkbook, rice } from '../../kit/filled-workbook.ts';
import { Onboarding } from '../../kit/onboarding.ts';
import { makeRepository, type Repository, type RepositoryOptions } from '../../kit/repository.ts';

const bringData = async (repository: Repository, id: string, filled: Filled = {}, who: 'ada' | 'bea' = 'ada') => {
  const path = join(repository.root, `${who}.xlsx`);
  writeFileSync(path, filledWorkbook(filled));
  const env = who === 'ada' ? {} : asBea;
  const ran = await repository.run('ada', ['onboarding', 'import', id, path, '--json'], { env });
  return (ran.orThrow().json as { plan: string }).plan;
};

/** A second admin. */
const asBea = { GIT_AUTHOR_EMAIL: 'bea@example.com', GIT_COMMITTER_EMAIL: 'bea@example.com', GIT_AUTHOR_NAME: 'Bea' };
const withBea = async (policy: Record<string, unknown> = {}, options: RepositoryOptions = {}): Promise<Repository> => {
  const repository = await makeRepository({ ...options, policy });
  (await repository.rgz('ada', 'policy', 'grant', 'bea@example.com', '--role', 'admin')).orThrow();
  return repository;
};
const activate = (repository: Repository, id: string, ...more: string[]) =>
  repository.rgz('ada', 'onboarding', 'activate', id, '--json', ...more);
const status = async (repository: Repository, id: string) =>
  (await repository.rgz('vera', 'onboarding', 'status', id, '--json')).orThrow().json as Record<string, unknown>;

test('what was imported is put up for activation, and ordering again changes nothing', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const id = await startWithUsers(repository);
  const early = await activate(repository, id);
  expect([early.code, early.error.code]).toEqual([4, 'onboarding.wrong-state']);
  expect(early.error.message).toBe(`${id} cannot be activated yet: no workbook was imported yet`);
  expect(early.error.remedy[0]).toBe(`rgz onboarding workbook ${id} -o <file.xlsx>`);
  const plan = await bringData(repository, id);
  expect((await activate(repository, id)).orThrow().json).toMatchObject({
    status: { state: 'activating', plan, history: [{}, {}, {}, { action: 'activation-ordered', plan }] },
  });
  const before = repository.head();
  (await activate(repository, id)).orThrow();
  (await activate(repository, id, '--plan', plan)).orThrow();
  expect(repository.head()).toBe(before);
  expect(await status(repository, id)).toMatchObject({
    state: 'activating',
    activation: { orderedBy: 'ada@example.com', plan, attempt: null, startedAt: null },
    commands: [`rgz explain ${id}`],
  });
  expect((await repository.rgz('vera', 'check', '--json')).orThrow().json).toMatchObject({ ok: true });
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true, findings: [] });
});

test('while nothing has taken it up, an order is called off by another set of users', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  await bringData(repository, id);
  (await activate(repository, id)).orThrow();
  const ran = await repository.run('ada', ['onboarding', 'users', id, '-f', '-', '--replace'], {
    input: stringify(usersOf(2)),
  });
  ran.orThrow();
  expect(await status(repository, id)).toMatchObject({ state: 'in_progress', import: null, next: 'import' });
  expect((await activate(repository, id)).error.code).toBe('onboarding.wrong-state');
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true, findings: [] });
});

test('another plan than the one that stands is not activated', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  const first = await bringData(repository, id);
  await bringData(repository, id, { products: [rice], sales: [] });
  const ran = await activate(repository, id, '--plan', first);
  expect([ran.code, ran.error.code]).toEqual([4, 'onboarding.other-plan']);
});

test('where the policy asks for a review, somebody who had no hand in it approves first', async () => {
  const repository = await withBea({ onboarding: { requireReview: true } });
  const id = await startWithUsers(repository);
  await bringData(repository, id, {}, 'bea');
  const held = await activate(repository, id);
  expect([held.code, held.error.code]).toEqual([4, 'launch.held']);
  expect(held.error.explanations).toMatchObject([{ rule: 'quorum' }]);
  expect(held.error.remedy.join()).toContain('rgz policy grant <email> --role admin');
  for (const env of [{}, asBea]) {
    const own = await repository.run('ada', ['approve', id, '--json'], { env });
    expect([own.code, own.error.code]).toEqual([4, 'policy.own-request']);
  }
  (await repository.rgz('ada', 'policy', 'grant', 'cy@example.com', '--role', 'admin')).orThrow();
  const asCy = { GIT_AUTHOR_EMAIL: 'cy@example.com', GIT_COMMITTER_EMAIL: 'cy@example.com', GIT_AUTHOR_NAME: 'Cy' };
  expect((await activate(repository, id)).error.remedy).toContain(`ask cy@example.com: rgz approve ${id}`);
  const inbox = (await repository.run('ada', ['inbox', '--json'], { env: asCy })).orThrow().json;
  expect(inbox).toMatchObject([{ id, waitsFor: 'decision' }]);
  (await repository.run('ada', ['approve', id, '--comment', 'looked at the figures'], { env: asCy })).orThrow();
  expect((await activate(repository, id)).orThrow().json).toMatchObject({ status: { state: 'activating' } });
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true });
});

test('data that is imported after an approval has to be approved anew, and whoever imports it is told', async () => {
  const repository = await withBea({ onboarding: { requireReview: true } });
  const id = await startWithUsers(repository);
  await bringData(repository, id);
  (await repository.run('ada', ['approve', id], { env: asBea })).orThrow();
  const path = join(repository.root, 'other.xlsx');
  writeFileSync(path, filledWorkbook({ products: [rice], sales: [] }));
  const ran = (await repository.rgz('ada', 'onboarding', 'import', id, path)).orThrow();
  expect(ran.stderr).toContain('approvals given so far are void');
  expect((await activate(repository, id)).error.code).toBe('launch.held');
});

test('a rejection sends the data back with its reason', async () => {
  const repository = await withBea({ onboarding: { requireReview: true } });
  const id = await startWithUsers(repository);
  await bringData(repository, id);
  const ran = await repository.run('ada', ['reject', id, '--reason', 'the prices are those of last year'], {
    env: asBea,
  });
  ran.orThrow();
  const reason = 'the prices are those of last year';
  expect(await status(repository, id)).toMatchObject({
    state: 'in_progress',
    import: null,
    next: 'import',
    sentBack: { by: 'bea@example.com', reason },
  });
  const told = (await repository.rgz('vera', 'onboarding', 'status', id)).orThrow().stdout;
  expect(told).toMatch(new RegExp(`Sent back +by bea@example.com, .*: ${reason}`));
  expect((await activate(repository, id)).error.message).toBe(
    `${id} cannot be activated yet: it was sent back by bea@example.com: ${reason}`,
  );
  const inbox = async (env: Record<string, string> = {}) =>
    (await repository.run('ada', ['inbox', '--json'], { env })).orThrow().json;
  const sentBack = [{ id, waitsFor: 'rework', next: `rgz onboarding status ${id}` }];
  expect(await inbox()).toMatchObject(sentBack);
  expect(await inbox(asBea)).toEqual([]);
  expect((await repository.rgz('ada', 'inbox')).stdout).toContain('Sent back to you');
  await bringData(repository, id, { sales: [] });
  expect(await inbox()).toEqual([]);
});

test('an activation that failed waits for whoever had a hand in it', async () => {
  const repository = await makeRepository();
  const session = new Onboarding(repository);
  const id = await session.ordered();
  const attempt = { attempt: `${id}.1` };
  const lease = new Date(Date.now() + 60_000).toISOString();
  await session.act('robot', 'claimed', { ...attempt, controller: 'one', lease, deployer: 'git' });
  await session.act('robot', 'failed', { ...attempt, error: 'the table is gone' });
  const rows = [{ id, waitsFor: 'retry', next: `rgz onboarding activate ${id}` }];
  expect((await repository.rgz('ada', 'inbox', '--json')).orThrow().json).toMatchObject(rows);
  expect((await repository.rgz('vera', 'inbox', '--json')).orThrow().json).toEqual([]);
});

test('where the policy asks for the cutover checklist, nothing is activated without it', async () => {
  const repository = await makeRepository({ policy: { onboarding: { requireCutover: true } } });
  const id = await startWithUsers(repository);
  await bringData(repository, id);
  const held = await activate(repository, id);
  expect([held.code, held.error.code]).toEqual([4, 'launch.held']);
  expect(held.error.explanations).toMatchObject([{ rule: 'checklists' }]);
  const create = ['checklist', 'create', '--template', 'cutover', '--subject', 'boutique-sow'];
  const next = async () => (await status(repository, id)).commands;
  expect(held.error.remedy).toEqual([`rgz ${create.join(' ')} --tenant boutique-sow`, `rgz explain ${id}`]);
  expect(await next()).toEqual([expect.stringMatching(/^ask ada@.*: rgz checklist create/)]);
  (await repository.rgz('ada', ...create, '--tenant', 'boutique-sow')).orThrow();
  expect((await activate(repository, id)).error.remedy[0]).toBe('rgz checklist show cutover/boutique-sow');
  expect(await status(repository, id)).toMatchObject({
    state: 'imported',
    commands: ['rgz checklist show cutover/boutique-sow'],
  });
});

test('once it is complete every step tells what may be done now, and who cannot be reached', async () => {
  const repository = await makeRepository();
  const { id } = await completeSession(repository, { users: [awa, omar] });
  const add = (type: string) => expect.stringContaining(`adds a channel of type ${type} to notifications.channels`);
  expect(await status(repository, id)).toMatchObject({
    invitations: [
      { user: awa.phone, invitedAt: null, needsChannel: 'sms' },
      { user: omar.email, invitedAt: null, needsChannel: 'email' },
    ],
    commands: [add('sms'), add('email')],
  });
  const shown = (await repository.rgz('ada', 'onboarding', 'status', id)).orThrow().stdout;
  expect(shown).toContain(`${awa.phone} · nobody can reach them`);
  for (const args of [
    ['activate', id],
    ['workbook', id, '-o', 'late.xlsx'],
  ]) {
    const { stderr } = (await repository.rgz('ada', 'onboarding', ...args)).orThrow();
    expect(stderr).toContain('next: an admin adds a channel');
    expect(stderr).not.toContain('rgz onboarding import');
  }
  const asked = (await repository.rgz('ada', 'onboarding', 'invite', id, omar.email)).orThrow();
  expect(asked.stdout).toBe(`${id}: no channel of type email reaches ${omar.email}, so no code is issued to them\n`);
  expect(asked.stderr).not.toContain('says so already');
  const path = join(repository.root, 'late.xlsx');
  writeFileSync(path, filledWorkbook());
  const late = await repository.rgz('ada', 'onboarding', 'import', id, path, '--json');
  expect([late.code, late.error.code, late.error.remedy]).toEqual([
    4,
    'onboarding.wrong-state',
    [`rgz onboarding status ${id}`, `rgz log ${id}`],
  ]);
  expect(late.error.message).toBe(
    `${id} is completed, and cannot be given its data any more: boutique-ndar is an active tenant`,
  );
});

test('data that somebody changed by hand is not activated', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  await bringData(repository, id);
  const path = 'tenants/boutique-sow/data/products.csv';
  repository.commit('dora', { files: { [path]: `${repository.show(path)}\nP999,Air,,1.00,,1,\n` } });
  const held = await activate(repository, id);
  expect([held.code, held.error.code]).toEqual([4, 'launch.held']);
  expect(held.error.explanations).toMatchObject([{ rule: 'data' }]);
});

test('what only delays is told, and the order stands', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  await bringData(repository, id);
  (await repository.rgz('ada', 'stop', '--reason', 'maintenance of the site')).orThrow();
  const ran = (await repository.rgz('ada', 'onboarding', 'activate', id)).orThrow();
  expect(ran.stderr).toContain('it will wait');
  expect(ran.stderr).toContain('maintenance of the site');
  expect(ran.stderr).toContain('a controller carries it out');
  expect((await status(repository, id)).state).toBe('activating');
});

test('show, log, explain and inbox speak of an onboarding as of any record', async () => {
  const repository = await withBea();
  const id = await startWithUsers(repository);
  const plan = await bringData(repository, id);
  const shown = (await repository.rgz('vera', 'show', id)).orThrow().stdout;
  for (const text of ['Boutique Sow', 'boutique-sow', 'Users', 'Quality', '83/100', 'imported'])
    expect(shown).toContain(text);
  expect(shown).not.toContain('Impact');
  expect(shown).toMatch(/Approvals +0, and none is needed\n/);
  expect(shown).not.toContain('May approve');
  const log = (await repository.rgz('vera', 'log', id, '--json')).orThrow().json;
  expect(log).toMatchObject([{ action: 'created' }, { action: 'edited' }, { action: 'imported' }]);
  const explained = (await repository.run('ada', ['explain', id, '--json'], { env: asBea })).orThrow().json;
  expect(explained).toMatchObject({ id, state: 'imported', mayDecide: true });
  (await repository.run('ada', ['approve', id], { env: asBea })).orThrow();
  (await activate(repository, id, '--plan', plan)).orThrow();
});
