import { plainLine } from '../../../domain/plain-text.ts';
import type { Key } from '../keyboard/key.ts';
import { buttonLine } from '../page/page-lines.ts';
import { type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import { takesBack } from './company-screen.ts';
import { untilKnown } from './look-ups.ts';
import { goTo } from './navigate.ts';
import { firstRow, moved, type Screen } from './screen.ts';
import type { Person } from './session.ts';
import { keptAddress, openUser } from './user-page.ts';
import { listProblem, mostUsers, sameUsers, usersProblems } from './users-check.ts';
import { atRow, begun, rowOf, sureOf, told, type WizardState } from './wizard-state.ts';

/** Step 2: who works there. */
export const usersScreen: Screen = {
  title: ({ users }) => `The users · ${users.length} of at most ${mostUsers}, at least one admin`,
  step,
  body,
  hints: ({ users, removed }) => [
    'Enter changes',
    'a adds',
    'Esc to step 1',
    ...(users.length > 0 ? ['d removes'] : []),
    ...(removed === undefined ? [] : ['u puts back']),
    'Ctrl+D to the next step',
  ],
};

function step(state: WizardState, key: Key, room: Size): WizardState {
  const { users } = state;
  const away = moved(state, key, users.length + 2, room.rows);
  if (away !== undefined) return away;
  const at = rowOf(state);
  switch (key.name) {
    case 'escape':
      return state.sure === undefined ? goTo(state, 'company') : { ...state, sure: undefined, said: undefined };
    case 'end-of-text':
      return confirmed(state, key);
    case 'delete':
      return removed(state, at);
    case 'enter':
      if (at === users.length + 1) return confirmed(state, key);
      return at === users.length ? opened(state, -1) : opened(state, at);
    case 'text':
      return key.pasted ? state : lettered(state, key.text, at);
    default:
      return state;
  }
}

function lettered(state: WizardState, letter: string, at: number): WizardState {
  if (letter === 'a' || letter === '+') return opened(state, -1);
  if (letter === 'd') return removed(state, at);
  return letter === 'u' ? putBack(state) : state;
}

function opened(state: WizardState, at: number): WizardState {
  if (at < 0 && state.users.length >= mostUsers)
    return { ...state, said: told('warn', `${mostUsers} users are the most; remove one first`) };
  return goTo({ ...state, user: { page: openUser(state.users[at], state.users.length === 0), at } }, 'user');
}

function removed(state: WizardState, at: number): WizardState {
  const person = state.users[at];
  if (person === undefined) return state;
  const users = state.users.filter((_, place) => place !== at);
  const said = told('faint', `${nameOf(person)} is taken off the list; u puts them back`);
  return { ...atRow({ ...state, users, removed: { person, at } }, at, users.length + 2), said };
}

function putBack(state: WizardState): WizardState {
  if (state.removed === undefined || state.users.length >= mostUsers) return state;
  const { person, at } = state.removed;
  const users = [...state.users.slice(0, at), person, ...state.users.slice(at)];
  return { ...atRow({ ...state, users, removed: undefined }, at, users.length + 2), said: undefined };
}

function confirmed(state: WizardState, key: Key): WizardState {
  const { session, users } = state;
  if (session === undefined) return state;
  const waiting = untilKnown(state, key);
  if (waiting !== undefined) return waiting;
  const problems = usersProblems(state);
  const wrong = problems.findIndex((problem) => problem !== undefined);
  const list = listProblem(users);
  if (wrong >= 0) {
    const said = told('bad', `user ${wrong + 1}: ${problems[wrong]}`);
    return { ...atRow(state, wrong, users.length + 2), said };
  }
  if (list !== undefined) return { ...state, said: told('bad', list) };
  const kept = users.map((person) => ({ ...person, address: keptAddress(person, state) }));
  if (sameUsers(kept, session.users)) return goTo({ ...state, users: kept }, 'workbook');
  const asked = takesBack(state);
  if (asked !== undefined && state.sure !== 'save') return sureOf(state, 'save', asked);
  return begun(state, { kind: 'users', users: kept, session });
}

function body(state: WizardState, { columns, rows }: Size): readonly Line[] {
  const { users } = state;
  const at = rowOf(state);
  const problems = usersProblems(state);
  const blocks = users.map((person, row) =>
    userLines(state, person, { row, isAt: row === at, problem: problems[row], columns }),
  );
  const add: Line = [
    piece(at === users.length ? '❯ ' : '  ', 'marked'),
    piece('+ Add a user', at === users.length ? 'marked' : users.length >= mostUsers ? 'faint' : 'plain'),
  ];
  const save = sameUsers(users, state.session?.users ?? [])
    ? 'Go on to the workbook'
    : 'Save and go on to the workbook';
  const list = users.length === 0 ? undefined : listProblem(users);
  const under: readonly Line[] = list === undefined ? [] : [[piece('  ✗ ', 'bad'), piece(list, 'bad')]];
  const all = [
    ...blocks.flat(),
    ...under,
    ...(users.length === 0 ? [] : [[]]),
    add,
    buttonLine(save, at === users.length + 1),
  ];
  const cursor = at < users.length ? blocks.slice(0, at + 1).flat().length : all.length - (users.length + 2 - at);
  return all.slice(firstRow(cursor, all.length, rows)).slice(0, rows);
}

function userLines(
  state: WizardState,
  person: Person,
  { row, isAt, problem, columns }: { row: number; isAt: boolean; problem: string | undefined; columns: number },
): readonly Line[] {
  const number = String(row + 1).padStart(2);
  const name = 24;
  const role = 14;
  const room = Math.max(10, columns - 2 - 4 - name - 2 - role);
  const cell = (text: string, width: number) => {
    const cut = cutLine(text, width);
    return `${cut}${' '.repeat(Math.max(0, width - textWidth(cut)))}`;
  };
  const line: Line = [
    piece(isAt ? '❯ ' : '  ', 'marked'),
    piece(`${number}  `, 'faint'),
    piece(cell(nameOf(person), name), isAt ? 'strong' : 'plain'),
    piece('  '),
    piece(cell(person.role, role), person.role === 'admin' ? 'marked' : 'plain'),
    piece(cutLine([keptAddress(person, state), person.other].filter(Boolean).join(', '), room)),
  ];
  return problem === undefined
    ? [line]
    : [line, [piece('      ✗ ', 'bad'), piece(cutLine(problem, columns - 8), 'bad')]];
}

function nameOf({ firstName, lastName }: Person): string {
  return plainLine(`${firstName} ${lastName}`) || '—';
}
