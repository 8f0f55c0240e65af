import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { companyOf, startOnboarding, startWithUsers, usersOf } from '../../kit/companies.ts';
import { makeRepository, type Repository } from '../../kit/repository.ts';

const start = (repository: Repository, value: unknown, ...more: string[]) =>
  repository.run('ada', ['onboarding', 'start', '--tenant', 'boutique-sow', '-f', '-', ...more], {
    input: stringify(value),
  });
const users = (repository: Repository, id: string, value: unknown, ...more: string[]) =>
  repository.run('ada', ['onboarding', 'users', id, '-f', '-', ...more], { input: stringify(value) });
const status = async (repository: Repository, id: string) =>
  (await repository.rgz('vera', 'onboarding', 'status', id, '--json')).orThrow().json as Record<string, unknown>;

test('the first step writes the session and an inactive tenant in one commit', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const before = repository.head();
  const ran = (await start(repository, { company: companyOf({ ninea: '001234567' }) }, '--json')).orThrow();
  expect(ran.json).toMatchObject({
    kind: 'OnboardingSession',
    metadata: { tenant: 'boutique-sow', createdBy: 'ada@example.com' },
    spec: { company: { name: 'Boutique Sow', ninea: '001234567', sector: 'retail', country: 'SN' } },
    status: { state: 'in_progress' },
  });
  const { metadata } = ran.json as { metadata: { id: string } };
  const files = repository.git('diff', '--name-only', before, 'HEAD').split('\n');
  expect(files).toEqual([repository.pathOf(metadata.id), 'tenants/boutique-sow/tenant.yaml']);
  expect(parse(repository.show('tenants/boutique-sow/tenant.yaml'))).toMatchObject({
    metadata: { id: 'boutique-sow' },
    spec: companyOf({ ninea: '001234567' }),
    status: { state: 'inactive', session: metadata.id },
  });
  expect((await repository.rgz('vera', 'check', '--json')).orThrow().json).toMatchObject({ ok: true });
});

test('the fields may be flags, or spelled as the first system spelled them', async () => {
  const repository = await makeRepository();
  const flags = ['--name', 'Sow', '--sector', 'Services', '--country', 'ci', '--site', 'A', '--address', 'B'];
  const ran = await repository.rgz('ada', 'onboarding', 'start', '--tenant', 'one', ...flags, '--json');
  expect(ran.orThrow().json).toMatchObject({
    spec: { company: { name: 'Sow', sector: 'services', country: 'CI', site: { name: 'A', address: 'B' } } },
  });
  const flat = {
    company_name: 'Ba',
    sector: 'retail',
    site_name: 'C',
    site_address: 'D',
    users: usersOf(),
    locale: 'en',
  };
  const other = await repository.run('ada', ['onboarding', 'start', '--tenant', 'two', '-f', '-', '--json'], {
    input: JSON.stringify(flat),
  });
  expect(other.orThrow().json).toMatchObject({
    spec: { company: { name: 'Ba', country: 'SN', site: { name: 'C', address: 'D' } }, users: usersOf(), locale: 'en' },
  });
});

test('a field that is spelled wrong is told with its place before what is missing for it', async () => {
  const repository = await makeRepository();
  const text = 'name: Ba\nsector: retail\nsites: { name: C, address: D }\n';
  const ran = await repository.run('ada', ['onboarding', 'start', '--tenant', 'two', '-f', '-', '--json'], {
    input: text,
  });
  expect([ran.code, ran.error.code, ran.error.message]).toEqual([3, 'input.invalid', 'there is no field "sites"']);
  expect(ran.error.where).toMatchObject({ file: 'standard input', line: 3, pointer: '/sites' });
  expect(JSON.stringify(ran.error.explanations)).toContain('missing: --site <name>, --address <text>');
});

test('a step done again with the same values changes nothing, and with others says what differs', async () => {
  const repository = await makeRepository();
  const id = await startOnboarding(repository);
  const before = repository.head();
  expect((await start(repository, { company: companyOf() })).orThrow().stdout).toBe(`${id}\n`);
  expect(repository.head()).toBe(before);
  const other = { ...companyOf(), sector: 'services', site: { name: 'Siège', address: 'Thiès' } };
  const refused = await start(repository, { company: other }, '--json');
  expect([refused.code, refused.error.code]).toEqual([4, 'onboarding.differs']);
  expect(refused.error.explanations).toMatchObject([
    { pointer: '/spec/company/sector', was: 'retail', given: 'services' },
    { pointer: '/spec/company/site/address', was: '12 rue de Thiong, Dakar', given: 'Thiès' },
  ]);
  expect(repository.head()).toBe(before);
  const replaced = (await start(repository, { company: other }, '--replace', '--json')).orThrow();
  expect(replaced.json).toMatchObject({
    metadata: { id },
    spec: { company: other },
    status: { history: [{ action: 'created' }, { action: 'edited', changed: ['company'] }] },
  });
});

test('the second step is as steady as the first', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  const before = repository.head();
  (await users(repository, id, { users: usersOf() })).orThrow();
  (await users(repository, id, { company: companyOf(), users: usersOf() })).orThrow();
  expect(repository.head()).toBe(before);
  const [admin] = usersOf();
  const refused = await users(repository, id, [{ ...admin, lastName: 'Diop' }], '--json');
  expect([refused.code, refused.error.code]).toEqual([4, 'onboarding.differs']);
  expect(refused.error.explanations).toMatchObject([
    { pointer: '/spec/users/0/lastName', was: 'Sow', given: 'Diop' },
    { pointer: '/spec/users/1', given: null },
  ]);
  const replaced = await users(repository, id, [{ ...admin, lastName: 'Diop' }], '--replace', '--json');
  expect(replaced.orThrow().json).toMatchObject({ spec: { users: [{ lastName: 'Diop' }] } });
});

test('addresses and numbers are kept in one spelling, and roles are taken in any case', async () => {
  const repository = await makeRepository();
  const id = await startOnboarding(repository);
  const given = [
    { first_name: 'Fatou', last_name: 'Sow', email: ' Fatou@Sow.Example ', role: 'ADMIN' },
    { first_name: 'Ali', last_name: 'Ba', phone: '77 123 45 67', role: 'Collaborateur' },
    { first_name: 'Léa', last_name: 'Roy', phone: '00 33 6 12 34 56 78', role: 'manager' },
  ];
  expect((await users(repository, id, given, '--json')).orThrow().json).toMatchObject({
    spec: {
      users: [
        { firstName: 'Fatou', email: 'fatou@sow.example', role: 'admin' },
        { phone: '+221771234567', role: 'collaborator' },
        { phone: '+33612345678', role: 'manager' },
      ],
    },
  });
});

test('everything that is wrong with an input is told at once, each with its place', async () => {
  const repository = await makeRepository();
  const id = await startOnboarding(repository);
  const before = repository.head();
  const wrong = [
    { firstName: 'Fatou', lastName: '', email: 'fatou@sow', role: 'manager' },
    { firstName: 'Ali', lastName: 'Ba', phone: '12', role: 'boss' },
    { firstName: 'Zed', lastName: 'Ba', role: 'manager', age: 3 },
  ];
  const refused = await users(repository, id, wrong, '--json');
  expect([refused.code, refused.error.code, refused.error.where]).toMatchObject([3, 'input.invalid', { line: 3 }]);
  expect(refused.error.explanations?.map(({ pointer }) => pointer)).toEqual([
    '/0/email',
    '/0/lastName',
    '/1/phone',
    '/1/role',
    '/2',
    '/2/age',
    '',
  ]);
  const read = (await users(repository, id, wrong)).stderr;
  expect(read).toMatch(/· standard input:\d+:\d+: the role is "boss"/);
  expect(read).toContain('→ it is one of admin');
  const both = await start(repository, { company: { ...companyOf(), sector: 'food', country: 'XX' } }, '--json');
  expect(both.error.explanations?.map(({ pointer }) => pointer)).toEqual(['/company/sector', '/company/country']);
  expect(repository.head()).toBe(before);
});

test('what is missing is named with its flag, all of it', async () => {
  const repository = await makeRepository();
  const bare = await repository.rgz('ada', 'onboarding', 'start', '--json');
  expect([bare.code, bare.error.message]).toEqual([
    2,
    'missing: --tenant <slug>, --name <text>, --sector <sector>, --site <name>, --address <text>',
  ]);
  const half = await start(repository, { company: { name: 'Sow' } }, '--json');
  expect([half.code, half.error.message]).toEqual([2, 'missing: --sector <sector>, --site <name>, --address <text>']);
  expect((await repository.rgz('ada', 'onboarding', 'users', '--json')).error.message).toBe('missing: <id>, -f <file>');
});

test('a company, a number of the register and an address belong to one onboarding', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository, { ninea: '001' });
  const again = await repository.run('ada', ['onboarding', 'start', '--tenant', 'other', '-f', '-', '--json'], {
    input: stringify({ company: companyOf({ name: 'BOUTIQUE  SOW', ninea: '001' }), users: usersOf() }),
  });
  expect([again.code, again.error.code]).toEqual([4, 'record.claimed']);
  expect(again.error.explanations?.map(({ pointer }) => pointer)).toEqual([
    '/spec/company/name',
    '/spec/company/ninea',
    '/spec/users/0/email',
    '/spec/users/1/phone',
  ]);
  expect(again.error.message).toContain(id);
  const second = await startOnboarding(repository, { tenant: 'other', name: 'Other' });
  const taken = await users(repository, second, usersOf(), '--json');
  expect([taken.code, taken.error.code]).toEqual([4, 'record.claimed']);
  (await repository.rgz('ada', 'onboarding', 'cancel', id, '--reason', 'by mistake')).orThrow();
  (await users(repository, second, usersOf())).orThrow();
  expect((await status(repository, second)).state).toBe('in_progress');
});

test('who may not onboard is refused, and nothing is written', async () => {
  const repository = await makeRepository();
  const before = repository.head();
  for (const who of ['dora', 'vera', 'sam'] as const) {
    const ran = await repository.run(who, ['onboarding', 'start', '--tenant', 'x', '-f', '-', '--json'], {
      input: stringify({ company: companyOf() }),
    });
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
  }
  expect(repository.head()).toBe(before);
  const id = await startOnboarding(repository);
  const ran = await repository.run('cleo', ['onboarding', 'users', id, '-f', '-', '--json'], {
    input: stringify(usersOf()),
  });
  expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
});

test('status says which steps are done and what to type next, and list finds them', async () => {
  const repository = await makeRepository();
  const id = await startOnboarding(repository);
  expect(await status(repository, id)).toMatchObject({
    id,
    state: 'in_progress',
    next: 'users',
    attempts: 0,
    steps: [
      { number: 1, step: 'company', done: true },
      { number: 2, step: 'users', done: false },
      { number: 3, step: 'workbook', done: false },
      { number: 4, step: 'import', done: false },
    ],
    commands: [`ask ada@example.com: rgz onboarding users ${id} -f <file>`],
  });
  (await users(repository, id, usersOf())).orThrow();
  expect(await status(repository, id)).toMatchObject({ next: 'workbook', users: usersOf() });
  const told = (await repository.rgz('vera', 'onboarding', 'status', id)).orThrow();
  const people = told.stdout;
  expect(told.stderr).toContain('as of the last fetch');
  const nobody = {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'user.useConfigOnly',
    GIT_CONFIG_VALUE_0: 'true',
  };
  const unknown = await repository.run('sam', ['onboarding', 'status', id], { env: nobody });
  expect(unknown.orThrow().stdout).toContain('→ ask ada@example.com: rgz onboarding');
  expect(people).toContain('Fatou Sow · admin · fatou1@sow.example');
  const other = await startOnboarding(repository, { tenant: 'other', name: 'Other' });
  (await repository.rgz('ada', 'onboarding', 'cancel', other)).orThrow();
  const list = async (...flags: string[]) =>
    ((await repository.rgz('vera', 'onboarding', 'list', '--json', ...flags)).orThrow().json as { id: string }[]).map(
      (each) => each.id,
    );
  expect(await list()).toEqual([other, id]);
  expect(await list('--state', 'in_progress')).toEqual([id]);
  expect(await list('--tenant', 'other')).toEqual([other]);
  expect((await repository.rgz('vera', 'onboarding', 'list', '--state', 'pending')).code).toBe(2);
  for (const what of ['onboarding', 'checklist']) {
    const nobody = (await repository.rgz('vera', what, 'list', '--tenant', 'nope')).orThrow();
    expect(nobody.stderr).toContain('there is no tenant "nope"; rgz tenant list tells them');
  }
});

test('a cancelled onboarding stays cancelled, and its tenant may begin anew', async () => {
  const repository = await makeRepository();
  const id = await startOnboarding(repository);
  (await repository.rgz('ada', 'onboarding', 'cancel', id)).orThrow();
  const before = repository.head();
  (await repository.rgz('ada', 'onboarding', 'cancel', id)).orThrow();
  expect(repository.head()).toBe(before);
  const again = await startOnboarding(repository);
  expect(again).not.toBe(id);
  expect((await users(repository, id, usersOf())).code).toBe(4);
});

test('another record is no onboarding', async () => {
  const repository = await makeRepository();
  const id = await repository.request();
  for (const args of [
    ['status', id],
    ['cancel', id],
    ['invite', id],
  ]) {
    const ran = await repository.rgz('ada', 'onboarding', ...args, '--json');
    expect([ran.code, ran.error.code]).toEqual([3, 'record.unknown']);
  }
  expect((await users(repository, id, usersOf())).code).toBe(3);
  expect((await users(repository, 'OB-2026-9999', usersOf())).code).toBe(3);
});
