import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { writeUnder } from '../kit/folder.ts';
import { Onboarding } from '../kit/onboarding.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { recordPath, recordText } from '../kit/requests.ts';

/** What is said of the checkout as it is, which is what will be said once it is committed. */
async function told(repository: Repository, ...paths: string[]) {
  const ran = await repository.rgz('vera', 'check', '--json', ...paths);
  const { findings } = ran.json as { findings: { rule: string; file: string }[] };
  return [...new Set(findings.map(({ rule, file }) => `${rule} ${file}`))];
}

async function toldBefore(repository: Repository) {
  const before = await told(repository);
  repository.commit('ada');
  expect(await told(repository)).toEqual(before);
  return before;
}

test.each(['policy', 'config'])('a %s.yaml that is only deleted in the checkout is missed', async (name) => {
  const repository = await makeRepository({ remote: false });
  const path = `.rgz/${name}.yaml`;
  rmSync(join(repository.work, path));
  expect(await told(repository)).toEqual([`${name}.invalid ${path}`]);
  expect(await told(repository, '.rgz')).toEqual([`${name}.invalid ${path}`]);
  symlinkSync('elsewhere.yaml', join(repository.work, path));
  expect(await told(repository)).toEqual([`${name}.invalid ${path}`]);
  rmSync(join(repository.work, path));
  writeUnder(repository.work, `${path}/inside`, 'x\n');
  expect(await told(repository)).toEqual([`${name}.invalid ${path}`]);
});

test('a folder with records in place of a link is no link', async () => {
  const repository = await makeRepository({ remote: false });
  const [one, two] = ['01', '02'].map((month) => ({
    id: `PR-2026-00${month}`,
    createdAt: `2026-${month}-15T10:00:00Z`,
  }));
  if (one === undefined || two === undefined) throw new Error('there are two');
  const month = dirname(recordPath(two));
  writeUnder(repository.work, recordPath(one), recordText(one));
  symlinkSync('01', join(repository.work, month));
  expect(await toldBefore(repository)).toEqual([`tree.not-a-file ${month}`]);
  rmSync(join(repository.work, month));
  writeUnder(repository.work, recordPath(two), recordText(two));
  expect(await toldBefore(repository)).toEqual([]);
  rmSync(join(repository.work, month), { recursive: true });
  symlinkSync('01', join(repository.work, month));
  expect(await told(repository)).toContain(`tree.not-a-file ${month}`);
});

test('a repository among the records is told as one', async () => {
  const repository = await makeRepository({ remote: false });
  mkdirSync(join(repository.work, 'requests/other'), { recursive: true });
  repository.git('init', '-q', 'requests/other');
  expect(await told(repository)).toEqual(['tree.not-a-file requests/other/']);
});

test('what a session claims that is only deleted in the checkout is free, also where folders are named', async () => {
  const repository = await makeRepository({ remote: false });
  const session = new Onboarding(repository);
  await session.start();
  await session.import();
  const path = repository.pathOf(session.id);
  const other = session.id.replace(/\d+$/, '0009');
  const text = readFileSync(join(repository.work, path), 'utf8');
  writeUnder(repository.work, path.replace(session.id, other), text.replaceAll(session.id, other));
  expect(await told(repository, 'requests')).toContain(`record.claimed ${path.replace(session.id, other)}`);
  rmSync(join(repository.work, path));
  expect(await told(repository, 'requests')).not.toContain(`record.claimed ${path.replace(session.id, other)}`);
  rmSync(join(repository.work, path.replace(session.id, other)));
  const data = `tenants/${session.tenant}/data/sales.csv`;
  writeUnder(repository.work, data, 'other\n');
  expect(await told(repository, 'requests', 'tenants')).toEqual([`record.deleted ${path}`]);
  repository.git('checkout', '-q', '--', 'requests');
  expect(await told(repository, 'requests', 'tenants')).toEqual([`data.altered ${data}`]);
});

test('large evidence that is not committed yet is read to its end', async () => {
  const repository = await makeRepository({ remote: false });
  const text = 'measured\n'.repeat(400_000);
  const path = `checklists/evidence/${createHash('sha256').update(text).digest('hex')}.txt`;
  writeUnder(repository.work, path, text);
  expect(await toldBefore(repository)).toEqual([]);
  writeUnder(repository.work, path, `${text}more\n`);
  expect(await toldBefore(repository)).toEqual([`evidence.altered ${path}`]);
});
