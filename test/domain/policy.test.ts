import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdersOf, mayDo, personOf, readPolicy, roleNamed, samePerson } from '../../src/domain/policy.ts';
import { isRole, rights, roleAllows, roleFor, roles } from '../../src/domain/roles.ts';
import { type Entry, holder, policyFile, policyOf } from './example.ts';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA';

function problemsOf(...args: Parameters<typeof policyFile>): readonly (readonly [string, string])[] {
  const reading = readPolicy(policyFile(...args));
  return reading.ok ? [] : reading.problems.map(({ pointer, message }) => [pointer, message] as const);
}

describe('what a policy says', () => {
  test('is read with its defaults', () => {
    const policy = policyOf([holder('Ada@Example.com', 'admin')]);
    expect(policy).toMatchObject({
      version: 1,
      identity: 'author',
      quorum: { low: 1, medium: 1, high: 1, critical: 2 },
      requireSource: false,
      stop: {},
      freezes: [],
      gates: [],
    });
    expect(policy.people).toEqual([
      {
        id: 'ada@example.com',
        name: 'ada@example.com',
        emails: ['ada@example.com'],
        keys: [],
        github: undefined,
        grants: [{ role: 'admin', tenants: undefined }],
      },
    ]);
  });

  test('is kept as it stands', () => {
    const stop = { global: { reason: 'fire', by: 'ada@example.com', at: '2026-11-21T00:00:00Z' } };
    const freezes = [{ name: 'night', environments: ['prod'], from: 'a', to: 'b', timezone: 'Europe/Paris' }];
    const gates = [{ name: 'cutover', checklist: 'cutover' }];
    const policy = policyOf(
      [{ name: 'Ada', emails: ['ada@example.com', 'ADA@home.example'], keys: [key], github: 'Ada', roles: [] }],
      {
        version: 7,
        identity: 'signed',
        promotions: { quorum: { high: 3 }, requireSource: true },
        stop,
        freezes,
        gates,
      },
    );
    expect(policy).toMatchObject({
      version: 7,
      identity: 'signed',
      quorum: { low: 1, medium: 1, high: 3, critical: 2 },
      requireSource: true,
      stop,
      freezes,
      gates,
    });
    const ada = personOf(policy, 'ada@HOME.example');
    expect(ada).toMatchObject({ id: 'ada@example.com', name: 'Ada', github: 'Ada', keys: [key] });
    expect(policy.byKey.get(key)).toBe(ada);
    expect(personOf(policy, 'someone@example.com')).toBeUndefined();
  });
});

describe('aliases', () => {
  test('stand for the role they name', () => {
    const policy = policyOf([holder('jean@example.com', 'tenant-admin', 'tenant-finance')], {
      aliases: { 'tenant-admin': 'cpi' },
    });
    expect(policy.people[0]?.grants).toEqual([{ role: 'cpi', tenants: ['tenant-finance'] }]);
  });

  test('are told from names that objects have by themselves', () => {
    const aliases = { 'tenant-admin': 'cpi' };
    expect(['tenant-admin', 'cpi', 'toString', '__proto__'].map((name) => roleNamed(aliases, name))).toEqual([
      'cpi',
      'cpi',
      'toString',
      '__proto__',
    ]);
    expect(roleNamed(undefined, 'tenant-admin')).toBe('tenant-admin');
  });

  test('cannot hide a role', () => {
    expect(problemsOf([holder('a@x.example', 'viewer')], { aliases: { viewer: 'cpi-admin' } })).toEqual([
      ['/aliases/viewer', '"viewer" is a role already and cannot be an alias'],
    ]);
  });

  test('cannot stand for another alias or for nothing', () => {
    const aliases = { boss: 'chief', chief: 'cpi', ghost: 'nobody' };
    const problems = problemsOf([holder('a@x.example', 'boss')], { aliases });
    expect(problems.map(([pointer]) => pointer)).toEqual(['/aliases/boss', '/aliases/ghost', '/people/0/roles/0/role']);
    expect(problems[0]?.[1]).toContain('there is no role "chief"');
    expect(problems[0]?.[1]).toContain('devops, cpi, cpi-admin, viewer');
  });
});

test('an unknown role is a problem, also one that objects have by themselves', () => {
  for (const role of ['boss', 'toString', '__proto__', 'constructor', 'CPI']) {
    expect(isRole(role)).toBe(false);
    expect(problemsOf([holder('a@x.example', 'viewer'), holder('b@x.example', role)])).toEqual([
      ['/people/1/roles/0/role', expect.stringContaining(`there is no role "${role}"`)],
    ]);
  }
});

describe('one address, key or login is one person', () => {
  const jean: Entry = { emails: ['jean@example.com'], keys: [key], github: 'jdupont', roles: [] };
  test.each<[string, Entry, string]>([
    ['an address', { emails: ['x@example.com', 'jean@example.com'], roles: [] }, '/people/1/emails/1'],
    ['an address in another spelling', { emails: ['JEAN\u200b@example.com'], roles: [] }, '/people/1/emails/0'],
    ['a key', { emails: ['x@example.com'], keys: [key], roles: [] }, '/people/1/keys/0'],
    ['a login', { emails: ['x@example.com'], github: 'JDupont', roles: [] }, '/people/1/github'],
  ])('%s of two people is a problem', (_what, other, pointer) => {
    const [first, ...more] = problemsOf([jean, other]);
    expect(more).toEqual([]);
    expect(first?.[0]).toBe(pointer);
    expect(first?.[1]).toMatch(/ is listed twice: for jean@example\.com and \S+@example\.com$/);
  });

  test('twice for the same person is one as well', () => {
    expect(problemsOf([{ emails: ['a@x.example', 'A@x.example'], roles: [] }])).toEqual([
      ['/people/0/emails/1', 'a@x.example is listed twice: for a@x.example and a@x.example'],
    ]);
  });

  test('whatever the people, each address and each key leads to the one who lists it, or the policy is refused', () => {
    const email = fc.constantFrom('a@x.example', 'A@x.example', 'b@x.example', 'c@x.example', 'ｃ@x.example');
    const person = fc.record({
      emails: fc.array(email, { minLength: 1, maxLength: 3 }),
      keys: fc.array(fc.constantFrom('ssh-ed25519 AAAA', 'ssh-ed25519 BBBB', 'ssh-rsa AAAA'), { maxLength: 2 }),
      roles: fc.constant<Entry['roles']>([]),
    });
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 4 }), (people) => {
        const reading = readPolicy(policyFile(people));
        const spelled = people.flatMap((each) => each.emails.map((one) => one.normalize('NFKC').toLowerCase()));
        const keys = people.flatMap((each) => each.keys);
        const unique = new Set(spelled).size === spelled.length && new Set(keys).size === keys.length;
        expect(reading.ok).toBe(unique);
        if (!reading.ok) return;
        people.forEach((each, at) => {
          const found = reading.policy.people[at];
          expect(each.emails.map((one) => personOf(reading.policy, one))).toEqual(each.emails.map(() => found));
          expect(each.keys.map((one) => reading.policy.byKey.get(one))).toEqual(each.keys.map(() => found));
        });
      }),
    );
  });
});

test.each([
  ['by two of their addresses', 'jean@example.com', 'JDupont@home.example', true],
  ['by one address in two spellings', 'Jean@example.com', 'jean\u200b@example.com', true],
  ['for two people', 'jean@example.com', 'marie@example.com', false],
  ['for a stranger in two spellings', 'X@y.example', 'x@Y.example', true],
  ['for two strangers', 'x@y.example', 'z@y.example', false],
  ['for a person and a stranger', 'jean@example.com', 'x@y.example', false],
])('two addresses are told to be one person: %s', (_how, left, right, same) => {
  const policy = policyOf([
    { emails: ['jean@example.com', 'jdupont@home.example'], roles: [] },
    holder('marie@example.com', 'cpi'),
  ]);
  expect(samePerson(policy, left, right)).toBe(same);
  expect(samePerson(policy, right, left)).toBe(same);
});

describe('a grant', () => {
  const policy = policyOf([
    holder('all@x.example', 'cpi'),
    holder('some@x.example', 'cpi', 'tenant-a', 'tenant-b'),
    { emails: ['both@x.example'], roles: [{ role: 'viewer' }, { role: 'cpi', tenants: ['tenant-b'] }] },
    { emails: ['none@x.example'], roles: [] },
  ]);
  const holders = (tenant: string | undefined) =>
    holdersOf(policy, 'request.approve', tenant).map((person) => person.id.split('@')[0]);

  test('without tenants covers all of them, with tenants only those', () => {
    expect(holders('tenant-a')).toEqual(['all', 'some']);
    expect(holders('tenant-b')).toEqual(['all', 'some', 'both']);
    expect(holders('tenant-c')).toEqual(['all']);
  });

  test('for some tenants is none where no tenant is named', () => {
    expect(holders(undefined)).toEqual(['all']);
  });

  test('does not carry the scope of one role over to another', () => {
    const both = personOf(policy, 'both@x.example');
    expect(both && [mayDo(both, 'request.view', 'tenant-a'), mayDo(both, 'request.approve', 'tenant-a')]).toEqual([
      true,
      false,
    ]);
  });
});

describe('roles', () => {
  test.each(rights)('somebody can hold %s', (right) => {
    const role = roleFor(right);
    expect(role && roleAllows(role, right)).toBe(true);
  });

  test('allow what the table of the source says', () => {
    const ofRequests = Object.fromEntries(
      Object.entries(roles).map(([role, all]) => [role, all.filter((right) => right.startsWith('request.'))]),
    );
    expect(ofRequests).toMatchObject({
      devops: ['request.create', 'request.view'],
      cpi: ['request.create', 'request.approve', 'request.reject', 'request.view'],
      'cpi-admin': ['request.create', 'request.approve', 'request.reject', 'request.view'],
      viewer: ['request.view'],
    });
  });

  test('keep duties apart: who changes the policy or runs jobs decides on nothing', () => {
    for (const role of ['admin', 'controller'] as const) {
      expect(rights.filter((right) => right.startsWith('request.') && roleAllows(role, right))).toEqual([]);
    }
  });
});
