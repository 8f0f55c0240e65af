import { describe, expect, test } from 'vitest';
import { companyProblems, slugOf } from '../../../../src/cli/ui/onboard/company-page.ts';
import { countries, countryName } from '../../../../src/cli/ui/onboard/countries.ts';
import { completedPath, entriesFor, folderAbove, splitPath } from '../../../../src/cli/ui/onboard/paths.ts';
import { type Answers, keyOf, type Question, withAnswer } from '../../../../src/cli/ui/onboard/questions.ts';
import { rateWords } from '../../../../src/cli/ui/onboard/reading-screen.ts';
import { personProblems } from '../../../../src/cli/ui/onboard/user-page.ts';
import { listProblem, sameUsers, usersProblems } from '../../../../src/cli/ui/onboard/users-check.ts';
import { awa, company, moussa } from './a-session.ts';

describe('a tenant is proposed from a name', () => {
  test.each([
    ['Boutique Téranga', 'boutique-teranga'],
    ['  Cœur & Fils, S.A.R.L. ', 'coeur-fils-s-a-r-l'],
    ['¡Ñandú!', 'nandu'],
    ['東京', ''],
    [`${'a'.repeat(62)} b`, 'a'.repeat(62)],
    ['a'.repeat(80), 'a'.repeat(63)],
  ])('%j: %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
    if (slug !== '') expect(companyProblems({ ...company, tenant: slug })).toEqual({});
  });
});

describe('a company', () => {
  test('without a register number is right', () => {
    expect(companyProblems({ ...company, ninea: '' })).toEqual({});
  });

  test('that is empty lacks everything else', () => {
    const empty = { tenant: '', name: '', ninea: '', sector: '', country: '', site: '', address: '' };
    expect(Object.keys(companyProblems(empty)).sort()).toEqual([
      'address',
      'country',
      'name',
      'sector',
      'site',
      'tenant',
    ]);
  });

  test.each([
    ['tenant', 'Boutique'],
    ['tenant', '-a'],
    ['tenant', 'a-'],
    ['tenant', 'a_b'],
    ['tenant', 'a'.repeat(64)],
    ['name', 'n'.repeat(256)],
    ['ninea', '1'.repeat(51)],
    ['site', 's'.repeat(256)],
    ['address', 'a'.repeat(1001)],
  ] as const)('has a %s that is wrong: %j', (field, value) => {
    expect(Object.keys(companyProblems({ ...company, [field]: value }))).toEqual([field]);
  });

  test('may be in any country, by its name', () => {
    expect(countries).toHaveLength(249);
    expect(countries.map(({ label }) => label)).toContain('Côte d’Ivoire (CI)');
    expect(countryName('SN')).toBe('Senegal (SN)');
    expect(countryName('ZZ')).toBe('ZZ');
  });
});

describe('a user', () => {
  test.each([
    [{ ...awa, firstName: '' }, ['firstName']],
    [{ ...awa, lastName: 'n'.repeat(101) }, ['lastName']],
    [{ ...awa, address: '' }, ['address']],
    [{ ...awa, address: 'awa@' }, ['address']],
    [{ ...awa, address: 'a b@c.example' }, ['address']],
    [{ ...awa, address: `${'a'.repeat(250)}@b.example` }, ['address']],
    [{ ...awa, role: '' }, ['role']],
    [awa, []],
    [{ ...moussa, address: 'anything' }, []],
  ])('%j lacks %j', (person, fields) => {
    expect(Object.keys(personProblems(person))).toEqual(fields);
  });

  const session = { id: 'OB-2026-0001', company } as never;
  const question: Question = { kind: 'address', by: 'phone', text: '77 123 45 67', country: 'SN', id: 'OB-2026-0001' };
  const known: Answers = { [keyOf(question)]: { kept: moussa.address, problems: { address: 'OB-2026-0002 has it' } } };

  test('is told apart by the number as it is kept', () => {
    const twice = [moussa, { ...moussa, address: '77 123 45 67' }];
    expect(usersProblems({ users: twice, answers: {}, session })).toEqual([undefined, undefined]);
    expect(usersProblems({ users: twice, answers: known, session })).toEqual([undefined, 'the same address as user 1']);
  });

  test('whose address another has is told so', () => {
    const users = [{ ...moussa, address: '77 123 45 67' }];
    expect(usersProblems({ users, answers: known, session })).toEqual(['OB-2026-0002 has it']);
  });

  test('is one of at most ten, and one is an admin', () => {
    expect(listProblem([])).toContain('at least one user');
    expect(listProblem([moussa])).toContain('admin');
    expect(listProblem([awa, moussa])).toBeUndefined();
    expect(listProblem(Array.from({ length: 11 }, () => awa))).toContain('10 at most');
  });

  test('is the same whatever the order of their answers', () => {
    const { role, ...rest } = awa;
    expect(sameUsers([awa, moussa], [{ role, ...rest }, moussa])).toBe(true);
    expect(sameUsers([awa, moussa], [moussa, awa])).toBe(false);
  });
});

describe('a path', () => {
  const entries = [
    { name: 'data', folder: true, size: 0 },
    { name: 'data-2.xlsx', folder: false, size: 1 },
    { name: 'Old Data.xlsx', folder: false, size: 1 },
    { name: '.hidden.xlsx', folder: false, size: 1 },
  ];

  test.each([
    ['', '', ''],
    ['te', '', 'te'],
    ['~', '~/', ''],
    ['~/Doc', '~/', 'Doc'],
    ['..', '../', ''],
    ['/srv/in/a.xlsx', '/srv/in/', 'a.xlsx'],
  ])('%j is %j and %j', (text, folder, begun) => {
    expect(splitPath(text)).toEqual({ folder, begun });
  });

  test.each([
    ['data', ['data', 'data-2.xlsx', 'Old Data.xlsx']],
    ['', ['data', 'data-2.xlsx', 'Old Data.xlsx']],
    ['.', ['.hidden.xlsx']],
    ['nothing', []],
  ])('of which %j is typed leaves %j', (begun, names) => {
    expect(entriesFor({ entries }, begun === '.' ? '.h' : begun).map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ['', '../'],
    ['../', '../../'],
    ['a/b/', 'a/'],
    ['a/', ''],
    ['/a/', '/'],
    ['/', '/'],
    ['~/', '~/../'],
    ['~/a/', '~/'],
  ])('%j lies in %j', (folder, above) => {
    expect(folderAbove(folder)).toBe(above);
  });

  test.each([
    ['d', 'data'],
    ['data-', 'data-2.xlsx'],
    ['x/O', 'x/Old Data.xlsx'],
    ['none', 'none'],
    ['', ''],
  ])('%j goes on to %j', (text, completed) => {
    expect(completedPath(text, { entries })).toBe(completed);
  });
});

test('answers are forgotten, oldest first', () => {
  const ask = (path: string): Question => ({ kind: 'folder', path });
  const taken: Question = { kind: 'address', by: 'email', text: 'a@b.example', country: 'SN', id: 'OB-2026-0001' };
  let answers: Answers = withAnswer({}, taken, {});
  for (let at = 0; at < 199; at += 1) answers = withAnswer(answers, ask(`${at}/`), {});
  expect(Object.keys(answers)).toHaveLength(200);
  answers = withAnswer(answers, ask('more/'), {});
  expect(Object.keys(answers)).toHaveLength(200);
  expect(answers[keyOf(taken)]).toBeUndefined();
});

test.each([
  [{ part: 'Ventes', rows: 0, share: 0, seconds: 3 }, 'measuring …'],
  [{ part: 'Ventes', rows: 100, share: 0.005, seconds: 0.5 }, '200 rows a second'],
  [{ part: 'Ventes', rows: 100, share: 0.5, seconds: 1 }, '100 rows a second, about a second to go'],
  [{ part: 'Ventes', rows: 100, share: 0.02, seconds: 2 }, '50 rows a second, about 2 minutes to go'],
  [{ part: 'Ventes', rows: 1_200_000, share: 1, seconds: 2 }, '600,000 rows a second'],
])('how fast it goes: %j is %j', (progress, words) => {
  expect(rateWords(progress)).toBe(words);
});
