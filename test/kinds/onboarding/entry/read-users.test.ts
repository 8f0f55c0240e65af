import { describe, expect, test } from 'vitest';
import { phones } from '../../../../src/adapters/phones/index.ts';
import type { Json } from '../../../../src/domain/json.ts';
import { readUsers } from '../../../../src/kinds/onboarding/entry/read-users.ts';

const awa = { firstName: 'Awa', lastName: 'Diop', email: 'awa@sow.example', role: 'admin' };
const read = (input: Json, country = 'SN') => readUsers(input, country, phones.read);
const pointers = (input: Json) => read(input).problems.map(({ pointer }) => pointer);

describe('users are read', () => {
  test('from a list, and from a mapping that holds one', () => {
    expect(read([awa])).toEqual({ users: [awa], problems: [] });
    expect(read({ company: {}, users: [awa] })).toEqual({ users: [awa], problems: [] });
  });

  test('in one spelling of names, addresses, numbers and roles', () => {
    const { users, problems } = read([
      { first_name: ' Awa ', last_name: 'N’Diaye', email: 'AWA@Sow.Example', role: 'Admin' },
      { firstName: 'Ali', lastName: 'Ba', phone: '77 123 45 67', role: 'COLLABORATEUR' },
      { firstName: 'Léa', lastName: 'Roy', phone: '+33 6 12 34 56 78', role: 'manager' },
      { firstName: 'Omar', lastName: 'Fall', phone: 771234568, role: 'manager' },
    ]);
    expect(problems).toEqual([]);
    expect(users).toEqual([
      { firstName: 'Awa', lastName: 'N’Diaye', email: 'awa@sow.example', role: 'admin' },
      { firstName: 'Ali', lastName: 'Ba', phone: '+221771234567', role: 'collaborator' },
      { firstName: 'Léa', lastName: 'Roy', phone: '+33612345678', role: 'manager' },
      { firstName: 'Omar', lastName: 'Fall', phone: '+221771234568', role: 'manager' },
    ]);
  });

  test.each(["o'neil+rgz@sow.co.uk", 'awa@société.example', 'awa_d@x-y.example', 'awa@हिन्दी.भारत', 'awa@sow.xn--p1ai'])(
    'with the address %s',
    (email) => {
      expect(read([{ ...awa, email }]).problems).toEqual([]);
    },
  );

  test('with numbers of the country of the company', () => {
    expect(read([{ ...awa, phone: '06 12 34 56 78' }], 'FR').users).toMatchObject([{ phone: '+33612345678' }]);
  });
});

describe('what is wrong with users', () => {
  test('is told for each of them, and for all together', () => {
    expect(
      pointers([
        { ...awa, firstName: '' },
        { firstName: 'Ali', lastName: 'Ba', role: 'manager' },
        { ...awa, email: 'awa@sow', role: 'boss' },
        'Omar',
      ]),
    ).toEqual(['/0/firstName', '/1', '/2/email', '/2/role', '/3']);
    expect(pointers([{ ...awa, role: 'manager' }])).toEqual(['']);
  });

  test.each([
    'awa@[192.0.2.1]',
    'team:awa@sow.example;',
    'awa(work)@sow.example',
    'a,b@sow.example',
    'awa@sow..example',
    'awa@-sow.example',
    'awa@192.0.2.100',
    'awa@sow.example-',
  ])('is an address that no mail is sent to: %s', (email) => {
    expect(pointers([{ ...awa, email }])).toEqual(['/0/email']);
  });

  test('is that two are one', () => {
    const both = { ...awa, phone: '771234567' };
    expect(pointers([both, { ...both, email: 'AWA@sow.example', phone: '+221 77 123 45 67' }])).toEqual([
      '/1/email',
      '/1/phone',
    ]);
  });

  test('is that there are none, too many, or no list', () => {
    expect(pointers([])).toEqual(['']);
    expect(pointers(Array.from({ length: 11 }, () => awa))).toEqual(['']);
    expect(pointers({ users: 'Awa' })).toEqual(['/users']);
    expect(pointers('Awa')).toEqual(['']);
  });
});
