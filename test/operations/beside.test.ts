import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { runGit } from '../kit/folder.ts';
import { Onboarding, users } from '../kit/onboarding.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { installHook, rgzOnPath } from '../kit/server-hook.ts';

const tenantPath = 'tenants/boutique-ndar/tenant.yaml';

async function audited(repository: Repository): Promise<string[]> {
  const { stdout } = await repository.rgz('ada', 'audit', '--json');
  return (JSON.parse(stdout).findings as { rule: string }[]).map(({ rule }) => rule);
}

async function checked(repository: Repository, base: string): Promise<string[]> {
  const { stdout } = await repository.rgz('ada', 'check', '--range', `${base}..HEAD`, '--json');
  return (JSON.parse(stdout).findings as { rule: string }[]).map(({ rule }) => rule);
}

test('starting an onboarding makes its tenant known in the same commit, and keeps every rule', async () => {
  const repository = await makeRepository();
  const onboarding = new Onboarding(repository);
  const before = repository.head();
  await onboarding.start();
  expect(parse(repository.show(tenantPath))).toMatchObject({
    metadata: { id: 'boutique-ndar' },
    spec: { name: 'Boutique Ndar', sector: 'retail' },
    status: { state: 'inactive', session: onboarding.id },
  });
  expect(repository.git('log', '--format=%s', '-1', '--', tenantPath)).toContain(`${onboarding.id}: created`);
  expect(await audited(repository)).toEqual([]);
  expect(await checked(repository, before)).toEqual([]);
});

test('a tenant that is there already is left as it is', async () => {
  const repository = await makeRepository();
  const onboarding = new Onboarding(repository, 'tenant-retail');
  const path = 'tenants/tenant-retail/tenant.yaml';
  const before = repository.show(path);
  await onboarding.start();
  expect(repository.show(path)).toBe(before);
  expect(await audited(repository)).toEqual([]);
});

test('who may onboard and nothing else writes the file that an event writes, and no other', async () => {
  const repository = await makeRepository({ policy: { onboarding: { requireReview: false } } });
  const onboarding = new Onboarding(repository);
  await onboarding.ordered();
  // The controller has no right to the configuration: what it writes, it writes by the event alone.
  await onboarding.act('robot', 'claimed', { attempt: `${onboarding.id}-1-aaaaaa`, controller: 'one', lease: later() });
  const before = repository.head();
  await onboarding.act('robot', 'completed');
  expect(parse(repository.show(tenantPath))).toMatchObject({
    spec: {
      users: [
        { phone: '+221771234567', role: 'admin', mustChangePassword: true },
        { email: 'omar@boutique.example', mustChangePassword: true },
      ],
      data: { quality: 58, products: { path: 'tenants/boutique-ndar/data/products.csv', rows: 2 } },
    },
    status: { state: 'active', session: onboarding.id },
  });
  expect(await checked(repository, before)).toEqual([]);
  expect(await audited(repository)).toEqual([]);
});

/** The last commit made again by the same person with other files. */
function forged(repository: Repository, who: 'robot' | 'ada', change: Record<string, string | null>): void {
  const parent = repository.git('rev-parse', 'HEAD~1');
  const message = repository.git('log', '-1', '--format=%B');
  repository.git('fetch', '-q');
  for (const [path, text] of Object.entries(change)) {
    if (text !== null) continue;
    repository.git('checkout', '-q', parent, '--', path);
  }
  const files = Object.fromEntries(Object.entries(change).filter(([, text]) => text !== null));
  repository.git('update-ref', 'refs/heads/main', parent);
  repository.git('push', '-q', '-f', 'origin', 'main');
  repository.commit(who, { files, message });
}

test.each([
  ['does not bring it', { [tenantPath]: null }, ['record.beside-missing']],
  ['says something else', 'other', ['policy.not-allowed', 'record.beside-missing']],
] as const)('an activation whose commit %s is found', async (_what, change, finds) => {
  const repository = await makeRepository();
  const onboarding = new Onboarding(repository);
  await onboarding.ordered();
  await onboarding.act('robot', 'claimed', { attempt: `${onboarding.id}-1-aaaaaa`, controller: 'one', lease: later() });
  const before = repository.head();
  await onboarding.act('robot', 'completed');
  const data = parse(repository.show(tenantPath));
  data.spec.users[0].mustChangePassword = false;
  forged(repository, 'robot', change === 'other' ? { [tenantPath]: stringify(data) } : change);
  expect((await audited(repository)).sort()).toEqual(finds);
  expect((await checked(repository, before)).sort()).toEqual(finds);
});

test('an event lets nobody write another file along with it', async () => {
  const repository = await makeRepository();
  const onboarding = new Onboarding(repository);
  await onboarding.ordered();
  await onboarding.act('robot', 'claimed', { attempt: `${onboarding.id}-1-aaaaaa`, controller: 'one', lease: later() });
  await onboarding.act('robot', 'completed');
  const retail = 'tenants/tenant-retail/tenant.yaml';
  forged(repository, 'robot', { [retail]: `${repository.show(retail)}\n# mine\n` });
  expect(await audited(repository)).toEqual(['policy.not-allowed']);
});

test('a file that an event wrote is no file that its right may write later', async () => {
  const repository = await makeRepository();
  const onboarding = new Onboarding(repository);
  await onboarding.start();
  repository.commit('robot', { files: { [tenantPath]: `# mine\n${repository.show(tenantPath)}\n` } });
  expect(await audited(repository)).toEqual(['policy.not-allowed']);
});

function later(): string {
  return `${new Date(Date.now() + 180_000).toISOString().slice(0, 19)}Z`;
}

test('a server refuses what brings no tenant, and takes what does', async () => {
  const repository = await makeRepository();
  const onboarding = new Onboarding(repository);
  await onboarding.ordered();
  await onboarding.act('robot', 'claimed', { attempt: `${onboarding.id}-1-aaaaaa`, controller: 'one', lease: later() });
  const before = repository.head();
  await onboarding.act('robot', 'completed');
  const honest = repository.head();
  forged(repository, 'robot', { [tenantPath]: null });
  const remote = repository.remote ?? '';
  repository.git('push', '-q', '-f', 'origin', `${before}:main`);
  installHook(remote, 'pre-receive');
  const env = { ...repository.env('robot'), PATH: `${rgzOnPath(repository.root)}:${process.env.PATH}` };
  const push = (commit: string) => {
    try {
      runGit(repository.work, env, ['push', '-q', 'origin', `${commit}:main`]);
      return '';
    } catch (error) {
      return String(error);
    }
  };
  expect(push('HEAD')).toContain('record.beside-missing');
  expect(push(honest)).toBe('');
});

test('a draft that somebody added by hand brings its tenant when it is adopted', async () => {
  const repository = await makeRepository();
  const onboarding = new Onboarding(repository);
  const year = new Date().getUTCFullYear();
  onboarding.id = `OB-${year}-0007`;
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const metadata = { id: onboarding.id, createdAt: now, createdBy: 'ada@example.com', tenant: 'boutique-ndar' };
  const site = { name: 'Sor', address: 'Saint-Louis' };
  const spec = { company: { name: 'Boutique Ndar', sector: 'retail', country: 'SN', site }, users };
  const draft = { apiVersion: 'rgz.dev/v1', kind: 'OnboardingSession', metadata, spec };
  const path = `requests/onboarding/${year}/${now.slice(5, 7)}/${onboarding.id}.yaml`;
  repository.commit('ada', { files: { [path]: stringify(draft) } });
  await onboarding.import('ada');
  expect(parse(repository.show(tenantPath))).toMatchObject({ status: { state: 'inactive', session: onboarding.id } });
  expect(repository.git('log', '--format=%s', '-1', '--', tenantPath)).toContain('adopted');
  expect(await audited(repository)).toEqual([]);
});
