import { beforeAll, describe, expect, test } from 'vitest';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';
import { makeSshKey } from '../kit/ssh-keys.ts';

interface Shown {
  version: number;
  people: { id: string; name: string; emails: string[]; keys: string[]; github: string | null; roles: unknown[] }[];
}

let fixture: Repository;

beforeAll(async () => {
  fixture = await makeRepository();
});

async function shown(repository: Repository): Promise<Shown> {
  return (await repository.rgz('vera', 'policy', 'show', '--json')).orThrow().json as Shown;
}

async function person(repository: Repository, email: string): Promise<Shown['people'][number] | undefined> {
  return (await shown(repository)).people.find((each) => each.emails.includes(email));
}

describe('rgz policy grant', () => {
  test('adds a person: role, tenants, name, second address, key, login; the version rises by one', async () => {
    const repository = fixture.copy();
    const [key, other] = [makeSshKey(), makeSshKey()];
    writeUnder(repository.root, 'one.pub', `${key.publicLine} nina@laptop\n`);
    writeUnder(repository.root, 'two.pub', `${other.publicLine}\n`);
    const before = await shown(repository);
    const ran = await repository.rgz(
      'ada',
      'policy',
      'grant',
      'nina@example.com',
      '--role',
      'cpi',
      '--tenant',
      'tenant-finance',
      '--tenant',
      'tenant-retail',
      '--name',
      'Nina New',
      '--also',
      'nina@home.example',
      '--key',
      '../one.pub',
      '--key',
      '../two.pub',
      '--github',
      'nina-new',
      '--json',
    );
    expect(ran.orThrow().json).toEqual({ email: 'nina@example.com', version: before.version + 1, changed: true });
    expect(await person(repository, 'nina@example.com')).toEqual({
      id: 'nina@example.com',
      name: 'Nina New',
      emails: ['nina@example.com', 'nina@home.example'],
      keys: [key.publicLine, other.publicLine],
      github: 'nina-new',
      roles: [{ role: 'cpi', tenants: ['tenant-finance', 'tenant-retail'] }],
    });
    expect((await shown(repository)).version).toBe(before.version + 1);
    expect(repository.git('log', '-1', '--format=%s|%ae|%(trailers:key=Rgz-Record,valueonly)')).toBe(
      'policy: ada@example.com grants cpi to nina@example.com for tenant-finance, tenant-retail|ada@example.com|policy',
    );
    expect(repository.git('diff', '--name-only', 'HEAD^', 'HEAD')).toBe('.rgz/policy.yaml');
  });

  test('adds to a person who is there already, by any address in any spelling', async () => {
    const repository = fixture.copy();
    (
      await repository.rgz('ada', 'policy', 'grant', 'DORA@Home.Example', '--role', 'cpi', '--tenant', 'tenant-retail')
    ).orThrow();
    (await repository.rgz('ada', 'policy', 'grant', 'dora@example.com', '--also', 'dora@third.example')).orThrow();
    const dora = await person(repository, 'dora@example.com');
    expect(dora?.roles).toEqual([
      { role: 'devops', tenants: null },
      { role: 'cpi', tenants: ['tenant-retail'] },
    ]);
    expect(dora?.emails).toEqual(['dora@example.com', 'dora@home.example', 'dora@third.example']);
    expect((await shown(repository)).people).toHaveLength(8);
  });

  test('widens a scope, tenant by tenant and then to all, and says when there is nothing to change', async () => {
    const repository = fixture.copy();
    const grant = async (...tenants: string[]) =>
      (
        await repository.rgz(
          'ada',
          'policy',
          'grant',
          'carl@example.com',
          '--role',
          'cpi',
          ...tenants.flatMap((each) => ['--tenant', each]),
          '--json',
        )
      ).orThrow().json;
    const roles = async () => (await person(repository, 'carl@example.com'))?.roles;
    expect(await grant('tenant-finance')).toMatchObject({ changed: false, version: 2 });
    expect(await grant('tenant-retail')).toMatchObject({ changed: true, version: 3 });
    expect(await roles()).toEqual([{ role: 'cpi', tenants: ['tenant-finance', 'tenant-retail'] }]);
    expect(await grant()).toMatchObject({ changed: true, version: 4 });
    expect(await roles()).toEqual([{ role: 'cpi', tenants: null }]);
    const before = repository.head();
    expect(await grant('tenant-finance')).toMatchObject({ changed: false, version: 4 });
    expect(repository.head()).toBe(before);
  });

  test('a right that was granted counts from then on, within its scope', async () => {
    const repository = fixture.copy();
    const create = (tenant: string) =>
      repository.rgz('vera', 'request', 'create', ...requestFlags({ tenant }), '--json');
    expect((await create('tenant-retail')).error.code).toBe('policy.not-allowed');
    (
      await repository.rgz(
        'ada',
        'policy',
        'grant',
        'vera@example.com',
        '--role',
        'devops',
        '--tenant',
        'tenant-retail',
      )
    ).orThrow();
    expect((await create('tenant-retail')).code).toBe(0);
    expect((await create('tenant-finance')).error.code).toBe('policy.not-allowed');
  });

  test('a tenant that is not known yet is granted with a warning', async () => {
    const repository = fixture.copy();
    const ran = await repository.rgz(
      'ada',
      'policy',
      'grant',
      'carl@example.com',
      '--role',
      'cpi',
      '--tenant',
      'tenant-new',
    );
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('rgz tenant add tenant-new');
    expect(ran.stderr).toContain('rgz onboarding start --tenant tenant-new');
  });

  test('comments, quotes and layout that people put into the file survive', async () => {
    const repository = fixture.copy();
    const written = [
      '# Who may do what. Ask ada before you touch this.',
      'apiVersion: "rgz.dev/v1"   # never mind',
      'kind: Policy',
      'version: 3',
      "identity: 'author'",
      'people:',
      '  # the admins',
      '  - { name: Ada, emails: [ada@example.com], roles: [{ role: admin }] }',
      '',
      '  - name: Carl   # on leave in May',
      '    emails: [ carl@example.com ]',
      '    roles:',
      '      - role: cpi',
      '        tenants: [tenant-finance]   # only this one',
      'promotions:',
      '  quorum: { critical: 3 }',
      '',
    ];
    repository.commit('ada', { files: { '.rgz/policy.yaml': written.join('\n') } });
    (await repository.rgz('ada', 'policy', 'grant', 'carl@example.com', '--role', 'devops')).orThrow();
    const now = repository.show('.rgz/policy.yaml').split('\n');
    expect(now.filter((line) => !written.includes(line))).toEqual(['version: 4', '      - role: devops']);
    expect(written.filter((line) => line !== '' && !now.includes(line))).toEqual(['version: 3']);
  });

  test.each([
    ['an unknown role', ['dora@example.com', '--role', 'wizard'], 3, 'input.invalid', 'wizard'],
    ['a role in capitals', ['dora@example.com', '--role', 'CPI'], 3, 'input.invalid', 'CPI'],
    ['a role called __proto__', ['dora@example.com', '--role', '__proto__'], 3, 'input.invalid', '__proto__'],
    ['a role called toString', ['dora@example.com', '--role', 'toString'], 3, 'input.invalid', 'toString'],
    ['no address', ['dora', '--role', 'cpi'], 2, 'usage.invalid', 'dora'],
    [
      'an address of somebody else',
      ['dora@example.com', '--also', 'carl@example.com'],
      3,
      'input.invalid',
      'carl@example.com',
    ],
    [
      'the same in full-width letters',
      ['dora@example.com', '--also', 'ｃａｒｌ@example.com'],
      3,
      'input.invalid',
      'carl@example.com',
    ],
    ['a second address that is none', ['dora@example.com', '--also', 'nonsense'], 3, 'schema.invalid', 'nonsense'],
    ['a tenant like a path', ['dora@example.com', '--role', 'cpi', '--tenant', '../x'], 3, 'schema.invalid', '../x'],
    ['a login like a path', ['dora@example.com', '--github', '../x'], 3, 'schema.invalid', '../x'],
    ['a key file that is not there', ['dora@example.com', '--key', 'nowhere.pub'], 2, 'usage.invalid', 'nowhere.pub'],
  ])('%s is refused, and nothing is written', async (_, args, code, error, about) => {
    const before = fixture.head();
    const ran = await fixture.rgz('ada', 'policy', 'grant', ...args, '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([code, '', error]);
    expect(ran.error.message).toContain(about);
    expect(ran.error.remedy).not.toEqual([]);
    expect(fixture.head()).toBe(before);
  });

  test('a key that is listed for somebody else is refused', async () => {
    const repository = fixture.copy();
    const { publicLine } = makeSshKey();
    writeUnder(repository.root, 'key.pub', publicLine);
    (await repository.rgz('ada', 'policy', 'grant', 'dora@example.com', '--key', '../key.pub')).orThrow();
    const ran = await repository.rgz('ada', 'policy', 'grant', 'carl@example.com', '--key', '../key.pub', '--json');
    expect([ran.code, ran.error.code]).toEqual([3, 'input.invalid']);
    expect(ran.error.message).toContain('dora@example.com');
  });
});

describe('rgz policy revoke', () => {
  test('takes one role, then all; the person stays listed', async () => {
    const repository = fixture.copy();
    (await repository.rgz('ada', 'policy', 'grant', 'dora@example.com', '--role', 'cpi')).orThrow();
    (await repository.rgz('ada', 'policy', 'revoke', 'dora@home.example', '--role', 'devops')).orThrow();
    expect((await person(repository, 'dora@example.com'))?.roles).toEqual([{ role: 'cpi', tenants: null }]);
    const ran = await repository.rgz('ada', 'policy', 'revoke', 'dora@example.com', '--json');
    expect(ran.orThrow().json).toMatchObject({ changed: true, version: 5 });
    expect(await person(repository, 'dora@example.com')).toMatchObject({
      emails: ['dora@example.com', 'dora@home.example'],
      roles: [],
    });
    const again = await repository.rgz('ada', 'policy', 'revoke', 'dora@example.com', '--json');
    expect(again.orThrow().json).toMatchObject({ changed: false, version: 5 });
  });

  test('takes a role for one tenant, and leaves it for the others', async () => {
    const repository = fixture.copy();
    const grant = ['policy', 'grant', 'dora@example.com', '--role', 'cpi', '--tenant'];
    for (const tenant of ['tenant-retial', 'tenant-finance', 'tenant-retail'])
      await repository.rgz('ada', ...grant, tenant);
    const revoke = ['policy', 'revoke', 'dora@example.com', '--role', 'cpi'];
    const ran = (await repository.rgz('ada', ...revoke, '--tenant', 'tenant-retial')).orThrow();
    expect(ran.stdout).toContain('cpi of dora@example.com for tenant-retial revoked');
    const cpi = async () => (await person(repository, 'dora@example.com'))?.roles;
    expect(await cpi()).toContainEqual({ role: 'cpi', tenants: ['tenant-finance', 'tenant-retail'] });
    for (const tenant of ['tenant-finance', 'tenant-retail'])
      await repository.rgz('ada', ...revoke, '--tenant', tenant);
    expect(JSON.stringify(await cpi())).not.toContain('cpi');
  });

  test('leaves a role for all tenants whole, and says so', async () => {
    const repository = fixture.copy();
    (await repository.rgz('ada', 'policy', 'grant', 'carl@example.com', '--role', 'viewer')).orThrow();
    const before = await person(repository, 'carl@example.com');
    const revoke = ['policy', 'revoke', 'carl@example.com', '--role', 'viewer', '--tenant', 'tenant-finance'];
    const ran = await repository.rgz('ada', ...revoke);
    expect(ran.orThrow().stdout).toContain('one for all tenants goes without --tenant');
    expect(await person(repository, 'carl@example.com')).toEqual(before);
  });

  test('an approver who lost the role may not approve any more', async () => {
    const repository = fixture.copy();
    const id = await repository.request();
    (await repository.rgz('ada', 'policy', 'revoke', 'carl@example.com')).orThrow();
    expect((await repository.rgz('carl', 'approve', id, '--json')).error.code).toBe('policy.not-allowed');
  });

  test('the last admin cannot be revoked, by themselves or by role', async () => {
    const before = fixture.head();
    for (const more of [[], ['--role', 'admin']]) {
      const ran = await fixture.rgz('ada', 'policy', 'revoke', 'ada@example.com', ...more, '--json');
      expect([ran.code, ran.error.code, ran.stdout]).toEqual([4, 'policy.last-admin', '']);
      expect(ran.error.remedy.join()).toContain('rgz policy grant');
    }
    expect(fixture.head()).toBe(before);
  });

  test('an admin of one tenant only does not count as one who is left', async () => {
    const repository = fixture.copy();
    (
      await repository.rgz('ada', 'policy', 'grant', 'cleo@example.com', '--role', 'admin', '--tenant', 'tenant-retail')
    ).orThrow();
    expect((await repository.rgz('ada', 'policy', 'revoke', 'ada@example.com', '--json')).error.code).toBe(
      'policy.last-admin',
    );
    expect((await repository.rgz('cleo', 'policy', 'revoke', 'dora@example.com', '--json')).error.code).toBe(
      'policy.not-allowed',
    );
    (await repository.rgz('ada', 'policy', 'grant', 'cleo@example.com', '--role', 'admin')).orThrow();
    expect((await repository.rgz('cleo', 'policy', 'revoke', 'ada@example.com', '--json')).code).toBe(0);
  });

  test.each([
    ['nobody knows', ['nobody@example.com'], 'input.invalid'],
    ['is no role', ['dora@example.com', '--role', 'wizard'], 'input.invalid'],
  ])('what %s is refused', async (_, args, code) => {
    const ran = await fixture.rgz('ada', 'policy', 'revoke', ...args, '--json');
    expect([ran.code, ran.error.code]).toEqual([3, code]);
    expect(ran.error.remedy).not.toEqual([]);
  });
});

describe('who may change the policy', () => {
  test.each(['dora', 'carl', 'cleo', 'vera', 'robot', 'sam'] as const)('%s, who is no admin, may not', async (who) => {
    const before = fixture.head();
    for (const args of [
      ['grant', 'carl@example.com', '--role', 'admin'],
      ['revoke', 'ada@example.com'],
    ]) {
      const ran = await fixture.rgz(who, 'policy', ...args, '--json');
      expect([ran.code, ran.error.code, ran.stdout]).toEqual([4, 'policy.not-allowed', '']);
      expect(ran.error.remedy.join()).toContain('ada@example.com');
    }
    expect(fixture.head()).toBe(before);
  });

  test('tenants are added by admins alone', async () => {
    const repository = fixture.copy();
    const refused = await repository.rgz('cleo', 'tenant', 'add', 'tenant-new', '--json');
    expect([refused.code, refused.error.code]).toEqual([4, 'policy.not-allowed']);
    const added = await repository.rgz('ada', 'tenant', 'add', 'tenant-new', '--name', 'New: "quoted" & co', '--json');
    expect(added.orThrow().json).toEqual({ tenant: 'tenant-new', added: true });
    expect((await repository.rgz('ada', 'tenant', 'add', 'tenant-new', '--json')).json).toEqual({
      tenant: 'tenant-new',
      added: false,
    });
    expect((await repository.rgz('dora', 'tenant', 'list')).stdout).toBe('tenant-finance\ntenant-new\ntenant-retail\n');
  });
});

describe('rgz policy show', () => {
  test('lists people with their scopes; one person by any address', async () => {
    const all = (await fixture.rgz('vera', 'policy', 'show')).orThrow().stdout;
    expect(all).toContain('cpi (tenant-finance)');
    expect(all).toContain('dora@example.com, dora@home.example');
    expect(all).toContain('critical 2');
    expect(all).toContain('identity: author');
    const one = (await fixture.rgz('vera', 'policy', 'show', 'Dora@HOME.example', '--json')).json as Shown;
    expect(one.people.map((each) => each.id)).toEqual(['dora@example.com']);
    const none = await fixture.rgz('vera', 'policy', 'show', 'nobody@example.com', '--json');
    expect([none.code, none.error.code]).toEqual([3, 'input.invalid']);
  });

  test('tells everything that was set', async () => {
    const repository = await makeRepository({
      policy: {
        aliases: { 'tenant-admin': 'cpi' },
        promotions: { requireSource: true, retries: 2, emergency: { quorum: 3 } },
        onboarding: { requireCutover: true },
        freezes: [{ name: 'Yule', environments: ['prod'], from: '2026-12-24', to: '2027-01-02', timezone: 'UTC' }],
        gates: [{ name: 'go-live', checklist: 'cutover' }],
      },
    });
    const { json } = (await repository.rgz('vera', 'policy', 'show', '--json')).orThrow();
    expect(json).toMatchObject({
      aliases: { 'tenant-admin': 'cpi' },
      promotions: { quorum: { critical: 2 }, requireSource: true, retries: 2, emergency: { quorum: 3 } },
      onboarding: { requireCutover: true },
      freezes: [{ name: 'Yule' }],
      gates: [{ name: 'go-live' }],
    });
    const { stdout } = (await repository.rgz('vera', 'policy', 'show')).orThrow();
    for (const words of ['emergencies need 3', 'where it comes from', '2 times', 'freeze Yule of prod', 'gate go-live'])
      expect(stdout).toContain(words);
    const usual = (await fixture.rgz('vera', 'policy', 'show', '--json')).json;
    expect(usual).toMatchObject({
      aliases: {},
      promotions: { requireSource: false, retries: 0, emergency: { quorum: 1 } },
      onboarding: { requireCutover: false },
    });
  });

  test('a role alias is resolved when the policy is read', async () => {
    const repository = await makeRepository({
      policy: {
        aliases: { 'tenant-admin': 'cpi' },
        people: [
          { emails: ['ada@example.com'], roles: [{ role: 'admin' }] },
          { emails: ['dora@example.com'], roles: [{ role: 'devops' }] },
          { emails: ['carl@example.com'], roles: [{ role: 'tenant-admin', tenants: ['tenant-finance'] }] },
        ],
      },
    });
    expect(await person(repository, 'carl@example.com')).toMatchObject({
      roles: [{ role: 'cpi', tenants: ['tenant-finance'] }],
    });
    const id = await repository.request();
    expect((await repository.rgz('carl', 'approve', id)).code).toBe(0);
    (await repository.rgz('ada', 'policy', 'grant', 'cora@example.com', '--role', 'tenant-admin')).orThrow();
    expect(await person(repository, 'cora@example.com')).toMatchObject({ roles: [{ role: 'cpi', tenants: null }] });
    (await repository.rgz('ada', 'policy', 'revoke', 'cora@example.com', '--role', 'cpi')).orThrow();
    expect(await person(repository, 'cora@example.com')).toMatchObject({ roles: [] });
  });
});

describe('rgz policy check', () => {
  test('a good policy has no errors', async () => {
    expect((await fixture.rgz('vera', 'policy', 'check', '--json')).orThrow().json).toMatchObject({ ok: true });
  });

  test('says where nobody could approve, and who could not act', async () => {
    const repository = await makeRepository({
      policy: {
        people: [
          { emails: ['ada@example.com'], roles: [{ role: 'admin' }] },
          { emails: ['dora@example.com'], roles: [{ role: 'devops', tenants: ['tenant-finance'] }] },
        ],
        identity: 'signed',
      },
    });
    const ran = await repository.rgz('ada', 'policy', 'check');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('tenant tenant-finance: nobody may approve');
    expect(ran.stdout).not.toContain('tenant-retail');
    expect(ran.stdout).toContain('ada@example.com has roles and no key');
  });
});

describe('rgz policy allowed-signers', () => {
  test("prints the file that Git's own verifier reads: every address, every key, for git alone", async () => {
    const repository = await makeRepository({ identity: 'signed' });
    const lines = (await repository.rgz('vera', 'policy', 'allowed-signers')).orThrow().stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(8);
    expect(lines).toContain(`dora@example.com,dora@home.example namespaces="git" ${repository.key('dora').publicLine}`);
  });

  test('is empty where nobody has a key', async () => {
    const ran = await fixture.rgz('vera', 'policy', 'allowed-signers');
    expect([ran.code, ran.stdout]).toEqual([0, '']);
  });
});
