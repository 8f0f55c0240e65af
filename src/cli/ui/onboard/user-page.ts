import { openPage, type Page, type PageState } from '../page/page.ts';
import type { PageWords } from '../page/page-lines.ts';
import { answerTo, type Question } from './questions.ts';
import type { Person, Session } from './session.ts';
import type { WizardState } from './wizard-state.ts';

export const roles = ['admin', 'manager', 'collaborator'] as const;
const ways = [
  { value: 'email', label: 'e-mail' },
  { value: 'phone', label: 'telephone' },
];

/** One user of the second step. */
export function userPage(by: string): Page {
  const phone = by === 'phone';
  return {
    fields: [
      { kind: 'text', key: 'firstName', label: 'First name' },
      { kind: 'text', key: 'lastName', label: 'Last name' },
      { kind: 'radio', key: 'by', label: 'Reached by', options: ways, advice: '← → chooses' },
      {
        kind: 'text',
        key: 'address',
        label: phone ? 'Telephone' : 'E-mail',
        advice: phone ? 'e.g. +221 77 123 45 67, or without the code of the country' : 'e.g. awa@boutique.example',
      },
      {
        kind: 'radio',
        key: 'role',
        label: 'Role',
        options: roles.map((value) => ({ value, label: value })),
        advice: '← → chooses; at least one is an admin',
      },
    ],
    buttons: [{ key: 'keep', label: 'Keep this user' }],
  };
}

export function openUser(person: Person | undefined, first: boolean): PageState {
  const values = person ?? {
    firstName: '',
    lastName: '',
    by: 'email',
    address: '',
    other: '',
    role: first ? 'admin' : '',
  };
  return openPage(userPage(values.by), { ...values });
}

export function personOf({ values }: PageState): Person {
  const value = (key: keyof Person) => (values[key] ?? '').trim();
  return {
    firstName: value('firstName'),
    lastName: value('lastName'),
    by: value('by') === 'phone' ? 'phone' : 'email',
    address: value('address'),
    other: value('other'),
    role: value('role'),
  };
}

/** What to look up for a user: whether another has the address, and how a telephone number is kept. */
export function addressQuestion({ by, address }: Person, session: Session | undefined): Question | undefined {
  if (address === '' || session === undefined || (by === 'email' && !isEmail(address))) return undefined;
  return { kind: 'address', by, text: address, country: session.company.country, id: session.id };
}

function isEmail(text: string): boolean {
  return text.length <= 255 && /^[^\s<>@"]+@[^\s<>@"]+\.[^\s<>@".]{2,}$/.test(text);
}

/** What is wrong with one user by itself. */
export function personProblems({ firstName, lastName, by, address, role }: Person): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const name = (key: 'firstName' | 'lastName', text: string) => {
    if (text === '') problems[key] = 'needed';
    else if (text.length > 100) problems[key] = `${text.length} characters, and 100 at most`;
  };
  name('firstName', firstName);
  name('lastName', lastName);
  if (address === '') problems.address = 'needed';
  else if (by === 'email' && !isEmail(address)) problems.address = 'no e-mail address yet: name@company.example';
  if (role === '') problems.role = 'choose one';
  return problems;
}

/** How an address is written into the record. */
export function keptAddress(person: Person, state: Pick<WizardState, 'answers' | 'session'>): string {
  return answerTo(state.answers, addressQuestion(person, state.session))?.kept ?? person.address;
}

export function userWords(state: WizardState): PageWords {
  const { user, users, answers, session } = state;
  if (user === undefined) return { problems: {}, notes: {} };
  const person = personOf(user.page);
  const found = answerTo(answers, addressQuestion(person, session));
  const kept = keptAddress(person, state);
  const twin = users.findIndex(
    (each, at) => at !== user.at && keptAddress(each, state).toLowerCase() === kept.toLowerCase(),
  );
  const own = personProblems(person);
  const twice: Readonly<Record<string, string>> =
    twin >= 0 && person.address !== '' ? { address: `user ${twin + 1} has it already` } : {};
  const notes: PageWords['notes'] =
    person.by === 'phone' && found?.kept !== undefined
      ? { address: { text: `✓ kept as ${found.kept}`, tone: 'good' } }
      : {};
  return { problems: { ...found?.problems, ...twice, ...own }, notes };
}
