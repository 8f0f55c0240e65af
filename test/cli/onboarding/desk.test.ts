import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Company, Person, Plan, Reading, Session } from '../../../src/cli/ui/onboard/session.ts';
import { daysAgo, filledWorkbook, largeWorkbook } from '../../kit/filled-workbook.ts';
import { runGit, writeUnder } from '../../kit/folder.ts';
import { makeRepository, type Repository } from '../../kit/repository.ts';
import { type Sitting, sit } from './a-company-desk.ts';

const company: Company = {
  tenant: 'boutique-teranga',
  name: 'Boutique Téranga',
  ninea: '',
  sector: 'retail',
  country: 'SN',
  site: 'Magasin Plateau',
  address: '12 rue Carnot, Dakar',
};
const awa: Person = {
  firstName: 'Awa',
  lastName: 'Diop',
  by: 'phone',
  address: '77 123 45 67',
  other: '',
  role: 'admin',
};
const omar: Person = {
  firstName: 'Omar',
  lastName: 'Sow',
  by: 'email',
  address: 'Omar@teranga.example',
  other: '+221771234568',
  role: 'manager',
};

const commits = (repository: Repository) => Number(repository.git('rev-list', '--count', 'origin/main'));
const planIn = (reading: Reading | undefined): Plan => {
  if (reading?.kind !== 'plan') throw new Error(JSON.stringify(reading));
  return reading.plan;
};

/** A session with users, in a folder with a good workbook. */
async function begun(repository: Repository, sitting: Sitting): Promise<Session> {
  writeUnder(repository.work, 'good.xlsx', Buffer.from(filledWorkbook()));
  const session = await sitting.done({ kind: 'company', company, session: undefined });
  return sitting.done({ kind: 'users', users: [awa, omar], session });
}

test('each step is one commit, and done again it is none', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const { done, wish } = await sit(repository);
  const before = commits(repository);
  const started = await wish({ kind: 'company', company, session: undefined });
  expect(started).toMatchObject({ said: expect.stringMatching(/^OB-\d{4}-0001 is started$/), unchanged: false });
  let session = started.session as Session;
  expect(session).toMatchObject({ company, users: [], state: 'in_progress', done: { company: true, users: false } });
  session = await done({ kind: 'users', users: [awa, omar], session });
  expect(session.users).toEqual([
    { ...awa, address: '+221771234567' },
    { ...omar, address: 'omar@teranga.example' },
  ]);
  session = await done({ kind: 'workbook', path: 'made.xlsx', locale: 'fr', session });
  expect(session.done).toEqual({ company: true, users: true, workbook: true, import: false });
  expect(existsSync(join(repository.work, 'made.xlsx'))).toBe(true);

  writeUnder(repository.root, 'homes/ada/filled.xlsx', Buffer.from(filledWorkbook()));
  const read = await wish({ kind: 'read', path: '~/filled.xlsx', session });
  const plan = planIn(read.reading);
  expect(plan).toMatchObject({ file: 'filled.xlsx', products: 2, sales: 2, same: false });
  expect(plan.parts.map(({ most }) => most).reduce<number>((sum, most) => sum + (most ?? 0), 0)).toBe(100);
  expect(commits(repository)).toBe(before + 3);
  session = await done({ kind: 'import', plan, session });
  expect(session).toMatchObject({ state: 'imported', imported: { digest: plan.digest, products: 2, sales: 2 } });
  expect(session.gates.length).toBeGreaterThan(3);
  expect(session.gates.every(({ passed }) => passed)).toBe(true);

  const again = await wish({ kind: 'read', path: '~/filled.xlsx', session });
  expect(planIn(again.reading).same).toBe(true);
  for (const same of [
    { kind: 'company', company, session },
    { kind: 'users', users: [awa, omar], session },
    { kind: 'workbook', path: 'made.xlsx', locale: 'fr', session },
  ] as const)
    expect(await wish(same)).toMatchObject({ unchanged: true, session: { mark: session.mark } });
  expect(commits(repository)).toBe(before + 4);

  session = await done({ kind: 'activate', session });
  expect(session).toMatchObject({
    state: 'activating',
    activity: [{ text: 'put up for activation by ada@example.com' }],
  });
  expect(commits(repository)).toBe(before + 5);
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
});

test('a step before the import takes it back', async () => {
  const repository = await makeRepository();
  const sitting = await sit(repository);
  let session = await begun(repository, sitting);
  const plan = planIn((await sitting.wish({ kind: 'read', path: 'good.xlsx', session })).reading);
  session = await sitting.done({ kind: 'import', plan, session });
  session = await sitting.done({ kind: 'company', company: { ...company, ninea: '0045' }, session });
  expect(session).toMatchObject({ state: 'in_progress', imported: undefined, company: { ninea: '0045' } });
  session = await sitting.done({ kind: 'workbook', path: 'made.xlsx', locale: 'en', session });
  expect(session.locale).toBe('en');
});

test('what somebody did elsewhere is told, and nothing is written over it', async () => {
  const repository = await makeRepository();
  const here = await sit(repository);
  const session = await begun(repository, here);
  const elsewhere = join(repository.root, 'elsewhere');
  runGit(repository.root, repository.env('ada'), ['clone', '-q', 'remote.git', elsewhere]);
  const there = await sit(repository, 'ada', elsewhere);
  const [line] = await there.desk.sessions();
  expect(line).toMatchObject({ id: session.id, done: 2, company: company.name, state: 'in_progress' });
  const seen = await there.done({ kind: 'open', id: session.id });
  expect(seen).toMatchObject({ company, users: session.users });
  await there.done({ kind: 'company', company: { ...company, site: 'Médina' }, session: seen });

  const plan = planIn((await here.wish({ kind: 'read', path: 'good.xlsx', session })).reading);
  const fetch = () => runGit(repository.work, repository.env('ada'), ['fetch', '-q']);
  fetch();
  const before = commits(repository);
  for (const wish of [
    { kind: 'company', company: { ...company, site: 'Plateau' }, session },
    { kind: 'users', users: [awa], session },
    { kind: 'import', plan, session },
    { kind: 'activate', session },
  ] as const) {
    const { refusal, session: now } = await here.wish(wish);
    expect(refusal?.message, wish.kind).toContain(`${session.id} was changed meanwhile, last by ada@example.com`);
    expect(now?.company.site).toBe('Médina');
  }
  fetch();
  expect(commits(repository)).toBe(before);
});

test('errors are told cell by cell, and a copy has them marked', async () => {
  const repository = await makeRepository();
  const { done, wish } = await sit(repository);
  const session = await done({ kind: 'company', company, session: undefined });
  const sales = [
    [daysAgo(3), 'P001', 2, 5000],
    [daysAgo(4), 'P999', -2, 5000],
  ];
  writeUnder(repository.work, 'bad.xlsx', Buffer.from(filledWorkbook({ sales })));
  const without = await wish({ kind: 'read', path: 'bad.xlsx', session });
  expect(without.refusal?.message).toContain('has no users yet');
  const ready = await done({ kind: 'users', users: [awa], session });
  const { reading } = await wish({ kind: 'read', path: 'bad.xlsx', session: ready });
  expect(reading).toMatchObject({ kind: 'errors', file: 'bad.xlsx', path: 'bad.xlsx', all: 2 });
  const errors = reading?.kind === 'errors' ? reading.errors : [];
  expect(errors.map(({ sheet, cell, value }) => [sheet, cell, value])).toEqual([
    ['Ventes', 'B3', 'P999'],
    ['Ventes', 'C3', '-2'],
  ]);
  expect(errors.every(({ message, instead }) => message !== '' && instead !== '')).toBe(true);
  expect(await wish({ kind: 'mark', session: ready })).toMatchObject({ said: 'written: bad-marked.xlsx' });
  const marked = readFileSync(join(repository.work, 'bad-marked.xlsx'));
  expect(marked.subarray(0, 2).toString()).toBe('PK');
  const other = await wish({ kind: 'read', path: 'bad-marked.xlsx', session: ready });
  expect(other.reading).toMatchObject({ kind: 'errors', all: 2 });
  expect(await wish({ kind: 'mark', session: ready })).toMatchObject({ said: 'written: bad-marked.xlsx' });
});

test('reading tells how far it is, and stops when it is told to', async () => {
  const repository = await makeRepository();
  const sitting = await sit(repository);
  const session = await begun(repository, sitting);
  writeUnder(repository.work, 'large.xlsx', Buffer.from(largeWorkbook(200, 20_000)));
  const { progress, reading } = await sitting.wish({ kind: 'read', path: 'large.xlsx', session });
  expect(planIn(reading)).toMatchObject({ products: 200, sales: 20_000 });
  expect(progress.length).toBeGreaterThan(1);
  const shares = progress.map(({ share }) => share);
  expect(shares).toEqual([...shares].sort((one, other) => one - other));
  expect(shares.at(-1)).toBeGreaterThan(0.3);
  const stop = new AbortController();
  stop.abort();
  const stopped = await sitting.wish({ kind: 'read', path: 'large.xlsx', session }, stop.signal);
  expect(stopped).toEqual({ progress: [] });
});

test('files that cannot be read or written are told by their names', async () => {
  const repository = await makeRepository();
  const sitting = await sit(repository);
  const session = await begun(repository, sitting);
  writeUnder(repository.work, 'none.xlsx', 'hello');
  const refusal = async (wish: Parameters<Sitting['wish']>[0]) => (await sitting.wish(wish)).refusal?.message;
  expect(await refusal({ kind: 'read', path: 'gone.xlsx', session })).toBe(
    'gone.xlsx cannot be read: there is no such file',
  );
  expect(await refusal({ kind: 'read', path: 'none.xlsx', session })).toContain('plain text');
  expect(await refusal({ kind: 'workbook', path: 'no/made.xlsx', locale: 'fr', session })).toContain(
    'cannot be written',
  );
});

test('who may not onboard is told so, and sees the session as it is', async () => {
  const repository = await makeRepository();
  const ada = await sit(repository);
  const session = await begun(repository, ada);
  expect([session.barred, await ada.desk.barred(), await ada.desk.barred('b')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const vera = await sit(repository, 'vera');
  const barred = { message: expect.stringContaining('vera@example.com may not'), remedy: ['ask ada@example.com'] };
  expect(await vera.desk.barred()).toEqual(barred);
  expect((await vera.desk.session(session.id)).barred).toEqual(barred);
  const named = await vera.ask({ kind: 'company', id: undefined, company: { ...company, tenant: 'b', name: 'B' } });
  expect(named.problems?.tenant).toContain('may not onboard b');
  expect(await vera.wish({ kind: 'company', company: { ...company, site: 'B' }, session })).toMatchObject({
    refusal: { message: expect.stringContaining('vera@example.com') },
    session: { mark: session.mark },
  });
  const started = await vera.wish({
    kind: 'company',
    company: { ...company, tenant: 'b', name: 'B' },
    session: undefined,
  });
  expect(started.refusal?.message).toContain('vera@example.com');
  expect(started.session).toBeUndefined();
});

test('what somebody types is looked up: what others have, how a number is kept, what a folder holds', async () => {
  const repository = await makeRepository();
  const sitting = await sit(repository);
  const { id } = await begun(repository, sitting);
  const { ask } = sitting;
  const other = { tenant: 'b', name: 'B', ninea: '', country: 'SN' };
  const asked = (company: Partial<typeof other>, id?: string) =>
    ask({ kind: 'company', company: { ...other, ...company }, id });
  expect(await asked({ name: 'boutique  TERANGA' })).toMatchObject({ problems: { name: expect.stringContaining(id) } });
  expect(await asked({ tenant: company.tenant })).toMatchObject({ problems: { tenant: expect.stringContaining(id) } });
  expect(await asked({ name: company.name, country: 'ML' })).toEqual({ problems: {} });
  expect(await asked({ name: company.name, tenant: company.tenant }, id)).toEqual({ problems: {} });
  expect(await asked({ name: '', tenant: '' })).toEqual({ problems: {} });

  const address = (by: 'email' | 'phone', text: string, of = 'OB-2026-0999') =>
    ask({ kind: 'address', by, text, country: 'SN', id: of });
  expect(await address('phone', '77 999 45 67')).toEqual({ kept: '+221779994567' });
  expect(await address('phone', '77 12')).toMatchObject({
    problems: { address: expect.stringContaining('no phone number') },
  });
  expect(await address('phone', '77 123 45 67')).toMatchObject({ problems: { address: expect.stringContaining(id) } });
  expect(await address('phone', '77 123 45 67', id)).toEqual({ kept: '+221771234567' });
  expect(await address('email', 'OMAR@Teranga.example')).toMatchObject({
    problems: { address: expect.stringContaining(id) },
  });

  writeUnder(repository.root, 'homes/ada/in/a.XLSX', 'x');
  writeUnder(repository.root, 'homes/ada/in/~$a.xlsx', 'x');
  writeUnder(repository.root, 'homes/ada/in/b.txt', 'x');
  writeUnder(repository.root, 'homes/ada/in/z/c.xlsx', 'x');
  expect(await ask({ kind: 'folder', path: '~/in/' })).toEqual({
    kept: join(repository.root, 'homes/ada/in'),
    entries: [
      { name: 'z', folder: true, size: 0 },
      { name: 'a.XLSX', folder: false, size: 1 },
    ],
  });
  expect(await ask({ kind: 'folder', path: 'no/such/' })).toMatchObject({
    entries: [],
    problems: { path: 'there is no such folder' },
  });
});

test('a look at a session that somebody watches gives it as the remote has it', async () => {
  const repository = await makeRepository();
  const here = await sit(repository);
  const session = await begun(repository, here);
  const elsewhere = join(repository.root, 'elsewhere');
  runGit(repository.root, repository.env('ada'), ['clone', '-q', 'remote.git', elsewhere]);
  const there = await sit(repository, 'ada', elsewhere);
  await there.done({
    kind: 'company',
    company: { ...company, site: 'Médina' },
    session: await there.desk.session(session.id),
  });
  const seen = await here.desk.watch(session, new AbortController().signal);
  expect(seen.session?.company.site).toBe('Médina');
  const stop = new AbortController();
  const watching = here.desk.watch(session, stop.signal);
  stop.abort();
  expect(await watching).toEqual({});
});
