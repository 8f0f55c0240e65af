import { normaliseEmail } from '../../../domain/email.ts';
import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { Problem } from '../../../domain/kind.ts';
import { isAddress, peopleProblems } from '../people.ts';
import type { User } from '../spec.ts';
import { type Field, Fields, problemAt } from './fields.ts';

export const userRoles = ['admin', 'manager', 'collaborator'] as const;
export const mostUsers = 10;

const fields = {
  firstName: { names: ['firstName', 'first_name'], words: 'the first name', longest: 100 },
  lastName: { names: ['lastName', 'last_name'], words: 'the last name', longest: 100 },
  email: { names: ['email'], words: 'the e-mail address', longest: 255 },
  phone: { names: ['phone'], words: 'the phone number', longest: 50 },
  role: { names: ['role'], words: 'the role', longest: 50 },
} as const satisfies Record<string, Field>;

/** Gives E.164, or undefined for what is no number there could be. */
export type ReadPhone = (text: string, country: string) => string | undefined;

export interface UsersEntry {
  users: readonly User[];
  problems: readonly Problem[];
}

/** Reads the people of a company: a list, or a mapping with `users`. Numbers without a country are of the company's. */
export function readUsers(input: Json, country: string, readPhone: ReadPhone, at = ''): UsersEntry {
  if (isObject(input) && input.users !== undefined) return readUsers(input.users, country, readPhone, `${at}/users`);
  if (!Array.isArray(input))
    return { users: [], problems: [problemAt(at, 'the users are no list', 'give a list, or a mapping with users')] };
  if (input.length === 0) return { users: [], problems: [problemAt(at, 'there are no users in the list')] };
  if (input.length > mostUsers)
    return { users: [], problems: [problemAt(at, `there are ${input.length} users, and ${mostUsers} is the most`)] };
  const read = input.map((entry, index) => readUser(entry, country, readPhone, `${at}/${index}`));
  const users = read.map(({ user }) => user);
  return { users, problems: [...read.flatMap(({ problems }) => problems), ...peopleProblems(users, at)] };
}

function readUser(entry: Json, country: string, readPhone: ReadPhone, pointer: string) {
  if (!isObject(entry))
    return { user: {} as User, problems: [problemAt(pointer, 'a user is a mapping', `with ${known.join(', ')}`)] };
  const source = new Fields(entry, pointer);
  const firstName = source.text(fields.firstName);
  const lastName = source.text(fields.lastName);
  const email = readEmail(source);
  const phone = readNumber(source, entry, country, readPhone);
  const role = source.choice(fields.role, userRoles, { collaborateur: 'collaborator' });
  for (const field of [fields.firstName, fields.lastName, fields.role])
    if (source.raw(field) === undefined) source.problems.push(problemAt(source.at(field), `${field.words} is missing`));
  if (source.raw(fields.email) === undefined && source.raw(fields.phone) === undefined)
    source.problems.push(
      problemAt(pointer, 'there is neither an e-mail address nor a phone number', 'give one of them'),
    );
  source.refuseOthers(known);
  const user = { firstName, lastName, ...(email && { email }), ...(phone && { phone }), role } as User;
  return { user, problems: source.problems };
}

const known = Object.keys(fields);

function readEmail(source: Fields): string | undefined {
  const text = source.text(fields.email);
  if (text === undefined) return undefined;
  const email = normaliseEmail(text);
  if (isAddress(email)) return email;
  source.problems.push(problemAt(source.at(fields.email), `"${text}" is no e-mail address`));
  return undefined;
}

/** A number without quotes may have lost its +, so it is taken where it is one all the same. */
function readNumber(source: Fields, entry: JsonObject, country: string, readPhone: ReadPhone): string | undefined {
  const raw = source.raw(fields.phone);
  const text = typeof raw === 'number' ? String(raw) : source.text(fields.phone);
  if (text === undefined) return undefined;
  const phone = readPhone(text, country);
  if (phone !== undefined) return phone;
  const quotes = typeof entry.phone === 'number' ? ['put it in quotes, so that it keeps its + and its zeros'] : [];
  source.problems.push(
    problemAt(
      source.at(fields.phone),
      `"${text}" is no phone number of ${country}, nor one of elsewhere with its country code`,
      ...quotes,
      'write it as +221 77 123 45 67',
    ),
  );
  return undefined;
}
