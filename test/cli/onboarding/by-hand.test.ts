import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { companyOf, startWithUsers, usersOf } from '../../kit/companies.ts';
import { filledWorkbook } from '../../kit/filled-workbook.ts';
import { makeRepository, type Repository } from '../../kit/repository.ts';

const now = () => new Date().toISOString().replace(/\.\d+/, '');

/** A session that somebody adds with an editor. */
function draft(repository: Repository, id: string, tenant: string, name: string) {
  const at = now();
  const record = {
    apiVersion: 'rgz.dev/v1',
    kind: 'OnboardingSession',
    metadata: { id, createdAt: at, createdBy: 'ada@example.com', tenant },
    spec: { company: companyOf({ name }) },
  };
  const path = `requests/onboarding/${id.slice(3, 7)}/${at.slice(5, 7)}/${id}.yaml`;
  repository.commit('ada', { files: { [path]: stringify(record) } });
  return path;
}

const year = now().slice(0, 4);

test('a session that was added by hand is adopted by its next step, with the file of its tenant', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const id = `OB-${year}-0007`;
  draft(repository, id, 'tenant-finance', 'Boutique Sow');
  const ran = await repository.run('ada', ['onboarding', 'users', id, '-f', '-', '--json'], {
    input: stringify(usersOf()),
  });
  expect(ran.orThrow().json).toMatchObject({
    status: { history: [{ action: 'created', adopted: expect.any(String) }, { action: 'edited' }] },
  });
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true, findings: [] });
});

test('two sessions with one company are found by check, and the younger one cannot go on', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  expect((await repository.rgz('vera', 'check', '--json')).orThrow().json).toMatchObject({ ok: true });
  const second = `OB-${year}-0900`;
  const path = draft(repository, second, 'tenant-retail', 'boutique sow');
  for (const args of [['check'], ['check'], ['check', '--range', 'HEAD~1..HEAD'], ['audit']]) {
    const ran = await repository.rgz('vera', ...args, '--json');
    const { findings } = ran.json as { findings: { rule: string; file: string; pointer: string; message: string }[] };
    expect([ran.code, findings.filter(({ rule }) => rule === 'record.claimed')]).toMatchObject([
      1,
      [{ file: path, pointer: '/spec/company/name', message: `${id} has this company.name already` }],
    ]);
  }
  const ran = await repository.run('ada', ['onboarding', 'users', second, '-f', '-', '--json'], {
    input: stringify(usersOf(2)),
  });
  expect([ran.code, ran.error.code]).toEqual([4, 'record.claimed']);
});

/** Changes the company of a session with an editor. */
function edit(repository: Repository, id: string): void {
  const path = repository.pathOf(id);
  const record = parse(repository.show(path));
  record.spec.company.sector = 'services';
  repository.commit('ada', { files: { [path]: stringify(record) } });
}

test('a company that was changed by hand while nothing is imported counts as it stands', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  edit(repository, id);
  const ran = await repository.run('ada', ['onboarding', 'start', '--tenant', 'boutique-sow', '-f', '-', '--json'], {
    input: stringify({ company: { ...companyOf(), sector: 'services' } }),
  });
  expect(ran.orThrow().json).toMatchObject({ metadata: { id }, spec: { company: { sector: 'services' } } });
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true });
});

test('data that was imported for another company than the file now says is never activated', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  const path = join(repository.root, 'data.xlsx');
  writeFileSync(path, filledWorkbook());
  (await repository.rgz('ada', 'onboarding', 'import', id, path)).orThrow();
  edit(repository, id);
  const ran = await repository.rgz('ada', 'onboarding', 'activate', id, '--json');
  expect([ran.code, ran.error.code]).toEqual([4, 'onboarding.wrong-state']);
  const again = await repository.rgz('ada', 'onboarding', 'import', id, path, '--json');
  expect([again.code, again.error.code]).toEqual([4, 'spec.frozen']);
  expect(again.error.remedy.join()).toContain(`rgz onboarding cancel ${id}`);

  expect((await repository.rgz('vera', 'audit', '--json')).code).toBe(1);
});

test('a plan that somebody writes by hand over data that is not its own is found, and never activated', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  const file = join(repository.root, 'data.xlsx');
  writeFileSync(file, filledWorkbook({}));
  (await repository.rgz('ada', 'onboarding', 'import', id, file)).orThrow();
  const path = repository.pathOf(id);
  const again = (plan: (known: string) => string) => {
    const record = parse(repository.show(path));
    const [at, event] = [now(), structuredClone(record.status.history.at(-1))];
    const told = { plan: plan(event.plan), importedAt: at };
    record.status = {
      ...record.status,
      ...told,
      history: [...record.status.history, { ...event, at, plan: told.plan }],
    };
    repository.commit('ada', { files: { [path]: stringify(record) } });
  };
  again((known) => known);
  expect((await repository.rgz('vera', 'check', '--range', 'HEAD~1..HEAD', '--json')).json).toMatchObject({
    findings: [],
  });
  again((known) => `${known.slice(0, -6)}abcdef`);
  for (const args of [['check', '--range', 'HEAD~1..HEAD'], ['audit']]) {
    const ran = await repository.rgz('vera', ...args, '--json');
    const { findings } = ran.json as { findings: { rule: string }[] };
    expect([ran.code, findings.map(({ rule }) => rule)]).toEqual([
      1,
      expect.arrayContaining(['onboarding.other-plan']),
    ]);
  }
  const ran = await repository.rgz('ada', 'onboarding', 'activate', id, '--json');
  expect([ran.code, ran.error.code]).toEqual([4, 'launch.held']);
});

test('a draft that somebody without the right pushes keeps nobody from what it names', async () => {
  const repository = await makeRepository();
  const at = now();
  const record = {
    apiVersion: 'rgz.dev/v1',
    kind: 'OnboardingSession',
    metadata: { id: `OB-${year}-0099`, createdAt: at, createdBy: 'dora@example.com', tenant: 'boutique-sow' },
    spec: { company: companyOf({ name: 'Boutique Sow' }), users: usersOf() },
  };
  const path = `requests/onboarding/${year}/${at.slice(5, 7)}/OB-${year}-0099.yaml`;
  repository.commit('dora', { files: { [path]: stringify(record) } });
  const id = await startWithUsers(repository, { tenant: 'boutique-sow', name: 'Boutique Sow' });
  expect(id).not.toBe(record.metadata.id);
  expect((await repository.rgz('vera', 'check', '--json')).code).toBe(1);
});

test.each([
  ['a co-author', { coAuthors: ['dora@example.com'] }],
  ['who committed it for another', { committer: 'dora' as const }],
])('%s of an import has a hand in it, and approves nothing', async (_who, made) => {
  const repository = await makeRepository({ identity: 'author' });
  const id = await startWithUsers(repository);
  (await repository.rgz('ada', 'policy', 'grant', 'dora@example.com', '--role', 'admin')).orThrow();
  const file = join(repository.root, 'data.xlsx');
  writeFileSync(file, filledWorkbook({}));
  (await repository.rgz('ada', 'onboarding', 'import', id, file)).orThrow();
  const path = repository.pathOf(id);
  const record = parse(repository.show(path));
  const [at, event] = [now(), structuredClone(record.status.history.at(-1))];
  record.status = { ...record.status, importedAt: at, history: [...record.status.history, { ...event, at }] };
  repository.commit('ada', { files: { [path]: stringify(record) }, ...made });
  const ran = await repository.rgz('dora', 'approve', id, '--json');
  expect([ran.code, ran.error.code]).toEqual([4, 'policy.own-request']);
});
