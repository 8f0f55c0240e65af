import type { Problem } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import { specOf, type User } from './spec.ts';

/** What the schema cannot say of a company's people. No user at all is a step that is still to come. */
export function validate(record: RecordData): readonly Problem[] {
  const { users = [] } = specOf(record);
  if (users.length === 0) return [];
  const problems = users.flatMap((user, at) => twice(users, user, at));
  if (users.some(({ role }) => role === 'admin')) return problems;
  return [
    ...problems,
    {
      code: 'input.invalid',
      pointer: '/spec/users',
      message: 'none of the users is an admin',
      remedy: ['give one of them the role admin'],
    },
  ];
}

function twice(users: readonly User[], user: User, at: number): readonly Problem[] {
  return (['email', 'phone'] as const).flatMap((field) => {
    const value = user[field]?.toLowerCase();
    const first = users.findIndex((each) => each[field]?.toLowerCase() === value);
    if (value === undefined || first >= at) return [];
    const message = `users ${first + 1} and ${at + 1} have the same ${field}: ${user[field]}`;
    return [{ code: 'input.invalid', pointer: `/spec/users/${at}/${field}`, message, remedy: ['give each their own'] }];
  });
}
