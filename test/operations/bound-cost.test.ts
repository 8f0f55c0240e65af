import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble, openApp } from '../../src/app.ts';
import { forCheck } from '../../src/check-app.ts';
import { audit } from '../../src/operations/audit.ts';
import { check } from '../../src/operations/check.ts';
import type { GitRepository, Oid } from '../../src/ports/git.ts';
import { readSettings } from '../../src/settings.ts';
import { Onboarding, productsCsv, salesCsv, users } from '../kit/onboarding.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

const tenants = ['boutique-a', 'boutique-b', 'boutique-c', 'boutique-d'];
const sales = 'tenants/boutique-b/data/sales.csv';
let repository: Repository;
let before: Oid;
const sessions: Onboarding[] = [];
const read: string[] = [];
let close: () => Promise<void>;
let app: ReturnType<typeof assemble>;

/** Imports of several tenants, of which everything is known up to here. */
beforeAll(async () => {
  repository = await makeRepository();
  for (const [at, tenant] of tenants.entries()) {
    const session = new Onboarding(repository, tenant);
    const [first, second] = users;
    const phone = `+22177123460${at}`;
    const site = { name: 'Sor', address: 'Saint-Louis' };
    const company = { name: `Boutique ${at}`, sector: 'retail', country: 'SN', site };
    await session.start('ada', {
      company,
      users: [
        { ...first, phone },
        { ...second, email: `omar@${at}.example` },
      ],
    });
    await session.import('ada', productsCsv, salesCsv);
    sessions.push(session);
  }
  const settings = readSettings(repository.env('ada'));
  const start = repository.work;
  const { git } = await openApp({ start, from: start, settings, version: '0', interactive: false });
  close = () => git.close();
  app = assemble(watched(git), settings, '0');
  const view = await app.store.view('read');
  for await (const _batch of view.summaries({}));
  before = repository.head();
  read.length = 0;
});
afterAll(() => close());

/** The same, and a note of each blob that is read. */
function watched(git: GitRepository): GitRepository {
  return new Proxy(git, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (key === 'readBlob' || key === 'readBlobs') read.push(...[args[0] as Oid | readonly Oid[]].flat());
        return Reflect.apply(value, target, args);
      };
    },
  });
}

/** The tenants of the sessions of which any version was read since it was asked last. */
function sessionsRead(): readonly string[] {
  const found = sessions.filter(({ id }) => {
    const raw = repository.git('log', '--format=', '--raw', '--no-abbrev', '--', repository.pathOf(id)).split('\n');
    return raw.some((line) => read.includes(line.split(' ')[3] ?? ''));
  });
  read.length = 0;
  return found.map(({ tenant }) => tenant);
}

const rules = (findings: readonly { rule: string; file: string }[]) => findings.map(({ rule, file }) => [rule, file]);

test('a check or an audit of a file that changed reads no session, however many there are', async () => {
  repository.commit('ada', { files: { [sales]: 'other\n' } });
  const range = { base: before, head: repository.head() };
  expect(rules((await check(forCheck(app), { range })).findings)).toEqual([['data.altered', sales]]);
  expect(sessionsRead()).toEqual([]);
  expect(rules((await audit(app, { since: before })).findings)).toEqual([['data.altered', sales]]);
  expect(sessionsRead()).toEqual([]);
});

test('a check or an audit of a session that was imported anew reads that one', async () => {
  const start = repository.head();
  await sessions[2]?.import('ada', productsCsv.replace('Savon', 'Savon noir'));
  const range = { base: start, head: repository.head() };
  expect((await check(forCheck(app), { range })).findings).toEqual([]);
  expect(sessionsRead()).toEqual(['boutique-c']);
  expect((await audit(app, { since: start })).findings).toEqual([]);
  expect(sessionsRead()).toEqual(['boutique-c']);
});

test('a check of the checkout again reads what changed, also where a file was edited at the first', async () => {
  const [edited, other] = sessions.map(({ id }) => repository.pathOf(id));
  if (edited === undefined || other === undefined) throw new Error('there are sessions');
  appendFileSync(join(repository.work, edited), '# a remark\n');
  const found = async () => rules((await check(forCheck(app), {})).findings).length;
  await found();
  expect(sessionsRead()).toEqual(['boutique-a', 'boutique-b', 'boutique-c', 'boutique-d']);
  await found();
  // What HEAD has of it is what its history has to go on from.
  expect(sessionsRead()).toEqual(['boutique-a']);
  appendFileSync(join(repository.work, 'tenants/boutique-d/data/sales.csv'), 'more\n');
  expect(await found()).toBeGreaterThan(0);
  expect(sessionsRead()).toEqual(['boutique-a']);
  repository.git('checkout', '-q', '--', '.');
  await found();
  // It was not known to be as HEAD has it.
  expect(sessionsRead()).toEqual(['boutique-a']);
  await found();
  expect(sessionsRead()).toEqual([]);
  rmSync(join(repository.work, other));
  await found();
  // Anything may go by a record that is gone.
  expect(sessionsRead()).toEqual(['boutique-a', 'boutique-c', 'boutique-d']);
  await found();
  // Nothing but what was told of it did.
  expect(sessionsRead()).toEqual([]);
});
