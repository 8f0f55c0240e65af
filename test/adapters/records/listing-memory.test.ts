import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../../kit/repository.ts';
import { recordPath, recordText } from '../../kit/requests.ts';

const wishes = [
  { id: 'PR-2025-0001', createdAt: '2025-12-24T08:00:00Z' },
  { id: 'PR-2026-0001', createdAt: '2026-01-15T10:00:00Z', to: 'staging', from: 'dev' },
  { id: 'PR-2026-0002', createdAt: '2026-01-15T11:00:00Z' },
  { id: 'PR-2026-0003', createdAt: '2026-02-01T00:00:00Z', tenant: 'tenant-retail' },
];
const newestIds = ['PR-2026-0003', 'PR-2026-0002', 'PR-2026-0001', 'PR-2025-0001'];

async function withRecords(): Promise<Repository> {
  const repository = await makeRepository();
  repository.commit('dora', { files: Object.fromEntries(wishes.map((wish) => [recordPath(wish), recordText(wish)])) });
  return repository;
}

async function idsOf(repository: Repository, ...flags: string[]): Promise<string[]> {
  const ran = await repository.rgz('dora', 'request', 'list', '--json', ...flags);
  return (ran.orThrow().json as { id: string }[]).map(({ id }) => id);
}

function remembered(repository: Repository): string[] {
  const folder = join(repository.work, '.git/rgz/summaries');
  return readdirSync(folder).map((name) => join(folder, name));
}

const damages: Record<string, (bytes: Buffer) => Buffer | undefined> = {
  'is gone': () => undefined,
  'is empty': () => Buffer.alloc(0),
  'ends after half': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'lacks its last byte': (bytes) => bytes.subarray(0, -1),
  'is of another format': (bytes) => Buffer.from(bytes.toString().replace('rgz-summaries', 'rgz-somethings')),
  'holds another id': (bytes) => Buffer.from(bytes.toString().replaceAll(/PR-202\d-000\d/g, 'PR-2026-0009')),
  'names another state': (bytes) => Buffer.from(bytes.toString().replaceAll('draft', 'tfard')),
  'is no text at all': (bytes) => bytes.map((byte) => byte ^ 0xff) as Buffer,
};

describe.each(Object.keys(damages))('when what is remembered %s', (damage) => {
  test('the list is the same, and is remembered again', async () => {
    const repository = await withRecords();
    expect(await idsOf(repository)).toEqual(newestIds);
    const files = remembered(repository);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const damaged = damages[damage]?.(readFileSync(file));
      if (damaged === undefined) rmSync(file);
      else writeFileSync(file, damaged);
    }
    expect(await idsOf(repository)).toEqual(newestIds);
    expect(await idsOf(repository, '--state', 'draft')).toEqual(newestIds);
    expect(await idsOf(repository, '--state', 'approved')).toEqual([]);
    expect(remembered(repository).every((file) => readFileSync(file).includes('rgz-summaries'))).toBe(true);
  });
});

test('nothing that is remembered tells of records that the branch does not hold', async () => {
  const repository = await withRecords();
  await idsOf(repository);
  const changed = { ...wishes[3], id: 'PR-2026-0003', tenant: 'tenant-finance' };
  repository.commit('dora', { files: { [recordPath(changed)]: recordText(changed) } });
  expect(await idsOf(repository, '--tenant', 'tenant-retail')).toEqual([]);
  repository.commit('dora', { files: { [recordPath(changed)]: null } });
  expect(await idsOf(repository)).toEqual(newestIds.slice(1));
});

test('a list that was made before starts no Git', async () => {
  const repository = await withRecords();
  await idsOf(repository);
  const ran = await repository.run('dora', ['request', 'list', '--json'], { env: { PATH: repository.root } });
  expect((ran.orThrow().json as unknown[]).length).toBe(wishes.length);
});

test('a place where nothing can be kept costs time only', async () => {
  const repository = await withRecords();
  const folder = join(repository.work, '.git/rgz/summaries');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  writeFileSync(folder, 'a file in the way');
  expect(await idsOf(repository)).toEqual(newestIds);
  expect(await idsOf(repository, '--limit', '1')).toEqual(newestIds.slice(0, 1));
});

test('a new id comes after the highest of all months, also where the folders are remembered', async () => {
  const repository = await withRecords();
  const year = new Date().getUTCFullYear();
  const byHand = { id: `PR-${year}-0777`, createdAt: `${year}-01-02T00:00:00Z` };
  expect(await repository.request()).toMatch(/-000\d$/);
  repository.commit('dora', { files: { [recordPath(byHand)]: recordText(byHand) } });
  expect(await repository.request()).toBe(`PR-${year}-0778`);
  expect(await repository.request()).toBe(`PR-${year}-0779`);
  expect(existsSync(join(repository.work, '.git/rgz/summaries/trees'))).toBe(true);
});

test('a record is found by its id in any month, and only by it', async () => {
  const repository = await withRecords();
  for (const id of [...newestIds, ...newestIds]) {
    const ran = await repository.rgz('dora', 'show', id, '--json');
    expect(ran.orThrow().json).toMatchObject({ metadata: { id } });
  }
  expect((await repository.rgz('dora', 'show', 'PR-2026-0004', '--json')).error.code).toBe('record.unknown');
});
