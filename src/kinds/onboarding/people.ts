import { normaliseEmail } from '../../domain/email.ts';
import type { Problem } from '../../domain/kind.ts';
import type { User } from './spec.ts';

/** Such as mail is sent to: neither a display name, nor a group, nor an address of a host by its number. */
const address =
  /^[^\s<>@"(),:;[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+\p{L}[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]$/u;

export function isAddress(email: string): boolean {
  return address.test(email);
}

/** What is wrong with the people of a company together. `at` points to their list. */
export function peopleProblems(users: readonly User[], at: string): readonly Problem[] {
  const problems = users.flatMap((user, index) => [...unmailable(user, index, at), ...twice(users, user, index, at)]);
  if (users.length === 0 || users.some(({ role }) => role === 'admin')) return problems;
  const message = 'none of the users is an admin';
  return [...problems, { code: 'input.invalid', pointer: at, message, remedy: ['give one of them the role admin'] }];
}

function unmailable({ email }: User, index: number, at: string): readonly Problem[] {
  if (email === undefined || isAddress(email)) return [];
  const pointer = `${at}/${index}/email`;
  const remedy = ['write it as name@company.example'];
  return [{ code: 'input.invalid', pointer, message: `"${email}" is no e-mail address`, remedy }];
}

function twice(users: readonly User[], user: User, index: number, at: string): readonly Problem[] {
  return (['email', 'phone'] as const).flatMap((field) => {
    const value = spelled(field, user);
    const first = users.findIndex((each) => spelled(field, each) === value);
    if (value === undefined || first >= index) return [];
    const message = `users ${first + 1} and ${index + 1} have the same ${field}: ${user[field]}`;
    return [{ code: 'input.invalid', pointer: `${at}/${index}/${field}`, message, remedy: ['give each their own'] }];
  });
}

/** As two who are compared are spelled. */
function spelled(field: 'email' | 'phone', { email, phone }: User): string | undefined {
  if (field === 'phone') return phone;
  return email === undefined ? undefined : normaliseEmail(email);
}
