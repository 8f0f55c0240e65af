import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { companyOf, startWithUsers } from '../../kit/companies.ts';
import { filledWorkbook, rice } from '../../kit/filled-workbook.ts';
import { runGit } from '../../kit/folder.ts';
import { makeRepository, type Repository } from '../../kit/repository.ts';
import { spawnRgz } from '../../kit/run-rgz.ts';

/** A clone for every second process; the others share one. */
function folderOf(repository: Repository, index: number): string {
  if (index % 2 === 0) return repository.work;
  const folder = join(repository.root, `clone-${index}`);
  runGit(repository.root, repository.env('ada'), ['clone', '-q', repository.remote ?? '', folder]);
  return folder;
}

/** What is on the remote keeps every rule, as a fresh clone sees it. */
async function expectWhole(repository: Repository): Promise<void> {
  runGit(repository.root, repository.env('vera'), ['clone', '-q', repository.remote ?? '', 'fresh']);
  for (const command of ['check', 'audit']) {
    const ran = await repository.run('vera', [command, '--json'], { cwd: join(repository.root, 'fresh') });
    const { ok, findings } = ran.orThrow().json as { ok: boolean; findings: { severity: string }[] };
    expect([ok, findings.filter(({ severity }) => severity === 'error')]).toEqual([true, []]);
  }
}

test('ten imports on ten onboardings at once all land, each with its own data', async () => {
  const repository = await makeRepository();
  const ids: string[] = [];
  for (let index = 0; index < 10; index += 1)
    ids.push(await startWithUsers(repository, { tenant: `shop-${index}`, name: `Shop ${index}` }, index));
  const ran = await Promise.all(
    ids.map((id, index) => {
      const path = join(repository.root, `${index}.xlsx`);
      writeFileSync(path, filledWorkbook({ products: [[`P${index}`, ...rice.slice(1)]], sales: [] }));
      const cwd = folderOf(repository, index);
      return spawnRgz(['onboarding', 'import', id, path, '--json'], { cwd, env: repository.env('ada') });
    }),
  );
  const plans = ran.map((each) => (each.orThrow().json as { plan: string }).plan);
  expect(new Set(plans).size).toBe(10);
  const onRemote = (path: string) =>
    runGit(repository.remote ?? '', repository.env('ada'), ['show', `main:tenants/${path}`]);
  for (let index = 0; index < 10; index += 1)
    expect(onRemote(`shop-${index}/data/products.csv`)).toContain(`P${index},`);
  await expectWhole(repository);
});

test('of those who start the same company at once, one does, and the others are told', async () => {
  const repository = await makeRepository();
  const ran = await Promise.all(
    Array.from({ length: 6 }, (_, index) => {
      const cwd = folderOf(repository, index);
      const tenant = index < 3 ? 'boutique-sow' : `other-${index}`;
      const args = ['onboarding', 'start', '--tenant', tenant, '-f', '-', '--json'];
      return spawnRgz(args, { cwd, env: repository.env('ada'), input: stringify({ company: companyOf() }) });
    }),
  );
  const made = ran
    .filter(({ code }) => code === 0)
    .map(({ json }) => (json as { metadata: { id: string } }).metadata.id);
  expect(new Set(made).size).toBe(1);
  expect(ran.filter(({ code }) => code !== 0).map(({ error }) => error.code)).toEqual(
    Array.from({ length: 6 - made.length }, () => 'record.claimed'),
  );
  await expectWhole(repository);
});
