import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { workbooks } from '../../../src/adapters/workbook/index.ts';
import { startOnboarding, startWithUsers, usersOf } from '../../kit/companies.ts';
import { daysAgo, type Filled, filledWorkbook, largeWorkbook, rice } from '../../kit/filled-workbook.ts';
import { makeRepository, type Repository, type RepositoryOptions } from '../../kit/repository.ts';

/** An onboarding with its users, and the folder of its workbooks. */
async function stage(options: RepositoryOptions = {}): Promise<{ repository: Repository; id: string }> {
  const repository = await makeRepository(options);
  return { repository, id: await startWithUsers(repository) };
}

function file(repository: Repository, filled: Filled | Uint8Array = {}, name = 'data.xlsx'): string {
  const path = join(repository.root, name);
  writeFileSync(path, filled instanceof Uint8Array ? filled : filledWorkbook(filled));
  return path;
}

const read = (repository: Repository, id: string, path: string, ...more: string[]) =>
  repository.rgz('ada', 'onboarding', 'import', id, path, '--json', ...more);
const faulty: Filled = {
  products: [rice, rice],
  sales: [
    ['hier', 'P001', 0, 5000],
    [daysAgo(3), 'P777', 2, 5000],
  ],
};

test('the workbook is written as often as it is asked for, and put on record once for each language', async () => {
  const { repository, id } = await stage();
  const path = join(repository.root, 'fill-in.xlsx');
  const make = (...more: string[]) =>
    repository.rgz('ada', 'onboarding', 'workbook', id, '-o', path, '--json', ...more);
  expect((await make()).orThrow().json).toMatchObject({ id, locale: 'fr', changed: true });
  const made = repository.head();
  const table = await repository.rgz('ada', 'onboarding', 'workbook', id, '-o', `${path}.csv`, '--json');
  expect([table.code, table.error.code, existsSync(`${path}.csv`)]).toEqual([2, 'usage.invalid', false]);
  const book = await workbooks.open(readFileSync(path));
  expect(book.sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['Produits', 'Ventes']));
  expect((await make()).orThrow().json).toMatchObject({ changed: false });
  expect(repository.head()).toBe(made);
  expect((await make('--locale', 'en')).orThrow().json).toMatchObject({ locale: 'en', changed: true });
  const status = (await repository.rgz('vera', 'onboarding', 'status', id, '--json')).orThrow().json;
  expect(status).toMatchObject({
    next: 'import',
    commands: [`ask ada@example.com: rgz onboarding import ${id} <file.xlsx>`],
  });
});

test('a workbook that somebody has filled in is not written over', async () => {
  const { repository, id } = await stage();
  const path = file(repository);
  const before = readFileSync(path);
  const ran = await repository.rgz('ada', 'onboarding', 'workbook', id, '-o', path);
  expect([ran.code, readFileSync(path).equals(before)]).toEqual([2, true]);
  (await repository.rgz('ada', 'onboarding', 'workbook', id, '-o', path, '--force')).orThrow();
  expect(readFileSync(path).equals(before)).toBe(false);
});

test('an import puts both files beside the record in one commit, bound by a plan', async () => {
  const { repository, id } = await stage({ identity: 'signed' });
  const before = repository.head();
  const ran = (await read(repository, id, file(repository))).orThrow().json as Record<string, unknown>;
  expect(ran).toMatchObject({
    id,
    state: 'imported',
    changed: true,
    plan: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    products: 2,
    sales: 2,
    statistics: { products: 2, sales: 2, revenue: '11500.00' },
    quality: { score: 83, parts: { history: 8, costPrices: 15 } },
    remarks: 1,
    errors: 0,
  });
  expect(repository.git('rev-list', '--count', `${before}..HEAD`)).toBe('1');
  expect(repository.git('diff', '--name-only', before, 'HEAD').split('\n')).toEqual([
    repository.pathOf(id),
    'tenants/boutique-sow/data/products.csv',
    'tenants/boutique-sow/data/sales.csv',
  ]);
  expect(repository.show('tenants/boutique-sow/data/products.csv')).toContain('P001');
  const status = (await repository.rgz('vera', 'onboarding', 'status', id, '--json')).orThrow().json;
  expect(status).toMatchObject({
    state: 'imported',
    next: null,
    attempts: 1,
    import: { plan: ran.plan, by: 'ada@example.com', file: { name: 'data.xlsx' }, quality: { score: 83 } },
    refused: null,
  });
  expect((await repository.rgz('vera', 'check', '--json')).orThrow().json).toMatchObject({ ok: true });
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true, findings: [] });
});

test('the same file again, and the same data in another file, change nothing', async () => {
  const { repository, id } = await stage();
  const path = file(repository);
  const first = (await read(repository, id, path)).orThrow().json as Record<string, unknown>;
  const before = repository.head();
  const again = (await read(repository, id, path)).orThrow().json;
  expect(again).toMatchObject({ changed: false, plan: first.plan, products: 2, quality: { score: 83 } });
  const [first2, second2] = [
    [daysAgo(40), 'P002', 1, 1500],
    [daysAgo(3), 'P001', 2, 5000],
  ];
  const turned = file(repository, { sales: [first2 ?? [], second2 ?? []] as Filled['sales'] & object }, 'turned.xlsx');
  expect((await read(repository, id, turned)).orThrow().json).toMatchObject({ changed: false, plan: first.plan });
  expect(repository.head()).toBe(before);
  const other = file(repository, { products: [rice], sales: [] }, 'other.xlsx');
  const replaced = (await read(repository, id, other)).orThrow().json as Record<string, unknown>;
  expect(replaced).toMatchObject({ changed: true, products: 1, sales: 0 });
  expect(replaced.plan).not.toBe(first.plan);
});

test('a dry run tells the plan and whether it differs, and writes nothing', async () => {
  const { repository, id } = await stage();
  const before = repository.head();
  const path = file(repository);
  const dry = (await read(repository, id, path, '--dry-run')).orThrow().json as Record<string, unknown>;
  expect(dry).toMatchObject({ dryRun: true, changed: true, state: 'in_progress', products: 2 });
  const faults = await read(repository, id, file(repository, faulty, 'faulty.xlsx'), '--dry-run');
  expect([faults.code, faults.error.code]).toEqual([3, 'workbook.invalid']);
  expect(repository.head()).toBe(before);
  const wet = (await read(repository, id, path)).orThrow().json as Record<string, unknown>;
  expect(wet.plan).toBe(dry.plan);
  expect((await read(repository, id, path, '--dry-run')).orThrow().json).toMatchObject({
    dryRun: true,
    changed: false,
  });
});

test('a workbook with errors imports nothing: each is told with its cell, once on record, and marked in a copy', async () => {
  const { repository, id } = await stage();
  const path = file(repository, faulty);
  const before = repository.head();
  const marked = join(repository.root, 'marked.xlsx');
  const ran = await read(repository, id, path, '--marked', marked);
  expect([ran.code, ran.error.code]).toEqual([3, 'workbook.invalid']);
  const cells = ran.error.explanations?.map(({ cell }) => `${cell?.sheet} ${cell?.cell}`);
  expect(cells).toEqual(['Produits A3', 'Ventes A2', 'Ventes C2', 'Ventes B3']);
  expect(existsSync(marked)).toBe(true);
  const names = (await workbooks.open(readFileSync(marked))).sheets.map(({ name }) => name);
  expect(names.length).toBe(3);
  expect(repository.git('diff', '--name-only', before, 'HEAD')).toBe(repository.pathOf(id));
  const refused = repository.head();
  expect((await read(repository, id, path)).code).toBe(3);
  expect(repository.head()).toBe(refused);
  const status = (await repository.rgz('vera', 'onboarding', 'status', id, '--json')).orThrow().json;
  expect(status).toMatchObject({
    state: 'in_progress',
    attempts: 1,
    refused: { errors: 4, findings: [{ cell: 'Produits A3' }, {}, {}, {}] },
  });
  const people = await repository.rgz('ada', 'onboarding', 'import', id, path);
  expect(people.stdout).toContain('Ventes    C2');
  expect(people.stderr).toContain('4 errors, nothing was imported');
  (await read(repository, id, file(repository, {}, 'mended.xlsx'))).orThrow();
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true });
});

test('status tells the first findings of a workbook in the language that is asked for, and how many more there are', async () => {
  const { repository, id } = await stage();
  const wrong = file(repository, { sales: Array.from({ length: 7 }, (_, at) => [daysAgo(3), `P77${at}`, 2, 5000]) });
  expect((await read(repository, id, wrong)).code).toBe(3);
  const status = async (...flags: string[]) =>
    (await repository.rgz('vera', 'onboarding', 'status', id, ...flags)).orThrow().stdout.replace(/\s+/g, ' ');
  const refused = await status();
  expect(refused).toContain('7 errors');
  expect(refused).toContain('Ventes B2: Code Produit: No product has the code "P770"');
  expect(refused).toContain(`and 2 more: rgz onboarding import ${id} <file.xlsx> --dry-run`);
  expect(await status('--locale', 'fr')).toContain('Aucun produit n’a le code');
  const [code, name, category, price] = rice;
  const odd = file(repository, { products: [[code, name, category, price, price + 1, 1, 0]], sales: [] }, 'odd.xlsx');
  (await read(repository, id, odd)).orThrow();
  const taken = await status();
  expect(taken).toContain('taken as they are');
  expect(taken).toContain('Prix Achat: Bought for more than it is sold for');
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true });
});

test('what is no workbook is refused before anything is put on record', async () => {
  const { repository, id } = await stage();
  const before = repository.head();
  const ran = await read(repository, id, file(repository, Buffer.from('code,name\nP1,Rice\n'), 'data.csv'));
  expect([ran.code, ran.error.code]).toEqual([3, 'workbook.refused']);
  const large = await read(repository, id, file(repository, Buffer.alloc(11 * 1024 * 1024), 'large.xlsx'));
  expect([large.code, large.error.code]).toEqual([3, 'workbook.refused']);
  const gone = await read(repository, id, join(repository.root, 'nowhere.xlsx'));
  expect([gone.code, gone.error.code]).toEqual([2, 'usage.invalid']);
  expect(repository.head()).toBe(before);
});

test('who may not, and what comes too early or too late, is refused before the file is looked at', async () => {
  const repository = await makeRepository();
  const id = await startOnboarding(repository);
  const none = file(repository, Buffer.from('no workbook at all'));
  const early = await read(repository, id, none);
  expect([early.code, early.error.code]).toEqual([4, 'onboarding.step-missing']);
  (await repository.run('ada', ['onboarding', 'users', id, '-f', '-'], { input: stringify(usersOf()) })).orThrow();
  const stranger = await repository.rgz('dora', 'onboarding', 'import', id, none, '--json');
  expect([stranger.code, stranger.error.code]).toEqual([4, 'policy.not-allowed']);
  (await repository.rgz('ada', 'onboarding', 'cancel', id)).orThrow();
  const late = await read(repository, id, none);
  expect([late.code, late.error.code]).toEqual([4, 'onboarding.wrong-state']);
});

test('changed users take an import back, and the same file then makes another plan', async () => {
  const { repository, id } = await stage();
  const path = file(repository);
  const first = (await read(repository, id, path)).orThrow().json as { plan: string };
  const [admin] = usersOf();
  const ran = await repository.run('ada', ['onboarding', 'users', id, '-f', '-', '--replace'], {
    input: stringify([admin]),
  });
  expect(ran.orThrow().stderr).toContain('import the workbook again');
  const status = (await repository.rgz('vera', 'onboarding', 'status', id, '--json')).orThrow().json;
  expect(status).toMatchObject({ state: 'in_progress', import: null, next: 'import' });
  const second = (await read(repository, id, path)).orThrow().json as { plan: string };
  expect(second).toMatchObject({ changed: true, state: 'imported' });
  expect(second.plan).not.toBe(first.plan);
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true });
});

test('150 products and 2,000 sales are read with progress every hundred rows, in a thread of their own', async () => {
  const { repository, id } = await stage();
  const path = file(repository, largeWorkbook(150, 2000));
  expect((await read(repository, id, path)).orThrow().json).toMatchObject({ products: 150, sales: 2000, errors: 0 });
});

test('a marked copy takes the place of no file, least of all of the workbook itself', async () => {
  const { repository, id } = await stage();
  const path = file(repository, faulty);
  const before = readFileSync(path);
  const copy = join(repository.root, 'copy.xlsx');
  const ran = await repository.rgz('ada', 'onboarding', 'import', id, path, '--marked', path);
  expect([ran.code, readFileSync(path).equals(before)]).toEqual([2, true]);
  expect((await repository.rgz('ada', 'onboarding', 'import', id, path, '--marked', 'copy.pdf')).code).toBe(2);
  expect((await repository.rgz('ada', 'onboarding', 'import', id, path, '--marked', copy)).code).toBe(3);
  expect(existsSync(copy)).toBe(true);
});

test('data that was changed by hand is approved by nobody, and the same workbook puts it back', async () => {
  const { repository, id } = await stage();
  const path = file(repository);
  const { plan } = (await read(repository, id, path)).orThrow().json as { plan: string };
  const record = repository.pathOf(id);
  const { metadata } = (await repository.rgz('ada', 'show', id, '--json')).orThrow().json as {
    metadata: { tenant: string };
  };
  const data = `tenants/${metadata.tenant}/data/products.csv`;
  const whole = repository.show(data);
  repository.commit('ada', { files: { [data]: `${whole}X,Y,,1.00,,1,\n` } });
  (await repository.rgz('ada', 'policy', 'grant', 'dora@example.com', '--role', 'admin')).orThrow();
  const approve = await repository.rgz('dora', 'approve', id, '--json');
  expect([approve.code, approve.error.code]).toEqual([4, 'launch.held']);
  expect((await read(repository, id, path)).orThrow().json).toMatchObject({ plan, state: 'imported' });
  expect([repository.show(data), repository.show(record).match(/action: imported/g)?.length]).toEqual([whole, 2]);
});
