import { expect, test } from 'vitest';
import { peopleProblems } from '../../../src/kinds/onboarding/people.ts';
import type { User } from '../../../src/kinds/onboarding/spec.ts';

const awa: User = { firstName: 'Awa', lastName: 'Diop', email: 'awa@sow.example', role: 'admin' };

test('an address in a file that somebody wrote by hand is one that mail is sent to', () => {
  expect(peopleProblems([awa], '/spec/users')).toEqual([]);
  expect(peopleProblems([awa, { ...awa, email: 'team:omar@sow.example;' }], '/spec/users')).toMatchObject([
    { pointer: '/spec/users/1/email', message: '"team:omar@sow.example;" is no e-mail address' },
  ]);
});
