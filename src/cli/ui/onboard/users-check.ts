import { answerTo } from './questions.ts';
import type { Person } from './session.ts';
import { addressQuestion, keptAddress, personProblems } from './user-page.ts';
import type { WizardState } from './wizard-state.ts';

export const mostUsers = 10;

/** What is wrong with each user, in one sentence; undefined where nothing is. */
export function usersProblems(
  state: Pick<WizardState, 'users' | 'answers' | 'session'>,
): readonly (string | undefined)[] {
  const { users, answers, session } = state;
  const kept = users.map((person) => keptAddress(person, state).toLowerCase());
  return users.map((person, at) => {
    const [own] = Object.entries(personProblems(person));
    if (own !== undefined) return own[1] === 'needed' ? `${fieldWords(own[0], person)} is missing` : own[1];
    const first = kept.indexOf(kept[at] ?? '');
    if (first < at) return `the same address as user ${first + 1}`;
    return answerTo(answers, addressQuestion(person, session))?.problems?.address;
  });
}

/** Why the list as a whole cannot be taken yet. */
export function listProblem(users: readonly Person[]): string | undefined {
  if (users.length === 0) return 'at least one user is needed, and one of them is an admin';
  if (users.length > mostUsers) return `${users.length} users, and ${mostUsers} at most`;
  return users.some(({ role }) => role === 'admin') ? undefined : 'at least one user has to be an admin';
}

export function sameUsers(one: readonly Person[], other: readonly Person[]): boolean {
  return JSON.stringify(one.map(inOrder)) === JSON.stringify(other.map(inOrder));
}

function inOrder({ firstName, lastName, by, address, other, role }: Person): readonly string[] {
  return [firstName, lastName, by, address, other, role];
}

function fieldWords(field: string, { by }: Person): string {
  if (field === 'firstName') return 'the first name';
  if (field === 'lastName') return 'the last name';
  return by === 'phone' ? 'the telephone number' : 'the e-mail address';
}
