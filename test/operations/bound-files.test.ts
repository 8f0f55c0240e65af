import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../src/domain/json.ts';
import { Onboarding, productsCsv, salesCsv } from '../kit/onboarding.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

const sales = 'tenants/boutique-ndar/data/sales.csv';
let repository: Repository;
let onboarding: Onboarding;
let imported: string;

beforeEach(async () => {
  repository = await makeRepository();
  onboarding = new Onboarding(repository);
  await onboarding.start();
  await onboarding.import();
  imported = repository.head();
});

async function found(...args: string[]): Promise<string[]> {
  const { stdout } = await repository.rgz('ada', ...args, '--json');
  return (JSON.parse(stdout).findings as { rule: string; file: string }[]).map(({ rule, file }) => `${rule} ${file}`);
}

test('an import keeps every rule', async () => {
  for (const args of [['check'], ['check', '--range', `${imported}~1..HEAD`], ['audit']])
    expect(await found(...args)).toEqual([]);
});

describe.each([
  ['changed', { [sales]: `${salesCsv}2026-10-02,P001,9,500,4500\n` }, 'data.altered'],
  ['deleted', { [sales]: null }, 'data.missing'],
] as const)('a data file that was %s without its event', (_what, files, rule) => {
  beforeEach(() => {
    repository.commit('ada', { files });
  });

  test.each([
    ['a whole check', () => ['check']],
    ['a range that touches nothing else', () => ['check', '--range', `${imported}..HEAD`]],
    ['a check of its folder', () => ['check', 'tenants/boutique-ndar/data']],
    ['a check of the record', () => ['check', repository.pathOf(onboarding.id)]],
    ['an audit', () => ['audit']],
    ['an audit of the record', () => ['audit', onboarding.id]],
    ['an audit of what came since', () => ['audit', '--since', imported]],
  ])('is found by %s', async (_by, args) => {
    expect(await found(...args())).toEqual([`${rule} ${sales}`]);
  });

  test('is found again by the next check and audit, and no more once it is put back', async () => {
    for (const command of ['check', 'audit', 'check', 'audit'])
      expect(await found(command)).toEqual([`${rule} ${sales}`]);
    repository.commit('ada', { files: { [sales]: salesCsv } });
    for (const command of ['check', 'audit']) expect(await found(command)).toEqual([]);
  });

  test('closes the gate before the launch, which tells of it', async () => {
    const { stdout } = await repository.rgz('ada', 'explain', onboarding.id, '--json');
    const { gates } = JSON.parse(stdout) as { gates: { gate: string; passed: boolean; because: string }[] };
    expect(gates.find(({ gate }) => gate === 'data')).toMatchObject({
      passed: false,
      because: expect.stringContaining(sales),
    });
  });
});

test('an audit that found nothing before looks at what was changed since', async () => {
  expect(await found('audit')).toEqual([]);
  repository.commit('ada', { files: { [sales]: 'other\n' } });
  expect(await found('audit')).toEqual([`data.altered ${sales}`]);
});

test('a file of the checkout counts as it lies there', async () => {
  expect(await found('check')).toEqual([]);
  const path = join(repository.work, sales);
  writeFileSync(path, 'other\n');
  expect(await found('check')).toEqual([`data.altered ${sales}`]);
  expect(await found('check', sales)).toEqual([`data.altered ${sales}`]);
  unlinkSync(path);
  expect(await found('check')).toEqual([`data.missing ${sales}`]);
});

test('a file whose path is written with signs for its letters is the same file', async () => {
  const path = repository.pathOf(onboarding.id);
  const written = repository
    .show(path)
    .replace(/path: (tenants)\/(.*\.csv)$/gm, (_, folder: string, file: string) => `path: "${folder}\\x2f${file}"`);
  expect(written).not.toContain('tenants/boutique-ndar/');
  repository.commit('ada', { files: { [path]: `${written}\n` } });
  expect(await found('check', '--range', 'HEAD~1..HEAD')).toEqual([]);
  repository.commit('ada', { files: { [sales]: 'other\n' } });
  for (const args of [
    ['check', '--range', 'HEAD~1..HEAD'],
    ['check', sales],
    ['audit', '--since', 'HEAD~1'],
  ])
    expect(await found(...args)).toEqual([`data.altered ${sales}`]);
});

test('a link in place of the file holds nothing', async () => {
  const blob = repository.objects.write('blob', 'products.csv');
  repository.git('update-index', '--cacheinfo', `120000,${blob},${sales}`);
  repository.commitIndex('ada');
  repository.git('checkout', '-q', '--', sales);
  expect(await found('check', '--range', `${imported}..HEAD`)).toEqual([`data.missing ${sales}`]);
});

test('other data is taken up as another plan, in one commit', async () => {
  await onboarding.import('ada', productsCsv.replace('Savon', 'Savon noir'));
  expect(await found('audit')).toEqual([]);
  expect(await found('check', '--range', `${imported}..HEAD`)).toEqual([]);
});

test('what a cancelled onboarding brought may go', async () => {
  await onboarding.act('ada', 'cancelled');
  repository.commit('ada', { files: { [sales]: null } });
  expect(await found('audit')).toEqual([]);
  expect(await found('check')).toEqual([]);
});

test('a file of the tenant that no record goes by is nobody’s business', async () => {
  repository.commit('vera', { files: { 'tenants/boutique-ndar/data/notes.txt': 'by hand\n' } });
  expect(await found('audit')).toEqual([]);
  expect(await found('check')).toEqual([]);
});

test('nothing is taken up from the folder of another tenant', async () => {
  const elsewhere = (name: string) => ({
    path: `tenants/tenant-retail/data/${name}.csv`,
    sha256: '0'.repeat(64),
    rows: 1,
  });
  const fields = { plan: `sha256:${'0'.repeat(64)}`, products: elsewhere('products'), sales: elsewhere('sales') };
  await expect(onboarding.act('ada', 'imported', fields)).rejects.toMatchObject({ code: 'record.misplaced' });
});

test('a plan that is not the digest of what it names is found, closes the gate, and is never put up for activation', async () => {
  const { action: _action, at: _at, by: _by, digest: _digest, ...told } = lastEvent();
  await onboarding.act('ada', 'imported', { ...told, plan: `sha256:${'0'.repeat(64)}` });
  const path = repository.pathOf(onboarding.id);
  expect(await found('audit')).toEqual([`onboarding.other-plan ${path}`]);
  expect(await found('check', '--range', `${imported}..HEAD`)).toEqual([`onboarding.other-plan ${path}`]);
  const ran = await repository.rgz('ada', 'onboarding', 'activate', onboarding.id, '--json');
  expect([ran.code, ran.error.code]).toEqual([4, 'launch.held']);
  expect(ran.error.explanations).toMatchObject([{ rule: 'data', message: expect.stringContaining('000000000000…') }]);
  await onboarding.import();
  (await repository.rgz('ada', 'onboarding', 'activate', onboarding.id, '--json')).orThrow();
});

function lastEvent(): JsonObject {
  const { status } = parse(repository.show(repository.pathOf(onboarding.id))) as { status: { history: JsonObject[] } };
  return status.history.at(-1) ?? {};
}
