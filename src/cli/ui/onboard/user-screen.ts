import type { Key } from '../keyboard/key.ts';
import { answeredWith, showWrong } from '../page/page.ts';
import { pageLines } from '../page/page-lines.ts';
import { stepPage } from '../page/step-page.ts';
import { untilKnown } from './look-ups.ts';
import { goTo } from './navigate.ts';
import type { Screen } from './screen.ts';
import { personOf, userPage, userWords } from './user-page.ts';
import type { WizardState } from './wizard-state.ts';

/** One user: who, how they are reached, and what they may do. */
export const userScreen: Screen = {
  title: ({ user }) => (user === undefined || user.at < 0 ? 'A new user' : `User ${user.at + 1}`),
  step,
  body: (state, room) =>
    state.user === undefined
      ? []
      : pageLines(userPage(state.user.page.values.by ?? ''), state.user.page, userWords(state), room),
  hints: () => ['Enter goes on', '↑↓ moves', 'Esc drops the changes', 'Ctrl+D keeps the user'],
};

function step(state: WizardState, key: Key): WizardState {
  const { user } = state;
  if (user === undefined) return goTo(state, 'users');
  const page = userPage(user.page.values.by ?? '');
  const turned = stepPage(page, user.page, key);
  if (turned === 'back') return goTo({ ...state, user: undefined }, 'users');
  if (turned === 'complete' || turned === user.page) return state;
  if ('press' in turned) return kept(state, user, key);
  // Another way to reach somebody is another address: theirs, where it is known.
  const other = turned.values.by !== user.page.values.by;
  const next = other
    ? {
        ...answeredWith(answeredWith(turned, 'address', turned.values.other ?? ''), 'other', ''),
        touched: turned.touched.filter((each) => each !== 'address'),
      }
    : turned;
  return { ...state, user: { ...user, page: next }, said: undefined };
}

function kept(state: WizardState, user: NonNullable<WizardState['user']>, key: Key): WizardState {
  const waiting = untilKnown(state, key);
  if (waiting !== undefined) return waiting;
  const { problems } = userWords(state);
  if (Object.keys(problems).length > 0) {
    const page = userPage(user.page.values.by ?? '');
    return { ...state, user: { ...user, page: showWrong(page, user.page, problems) }, said: undefined };
  }
  const person = personOf(user.page);
  const isNew = user.at < 0;
  const users = isNew ? [...state.users, person] : state.users.with(user.at, person);
  // After a new one the cursor is where the next one is added.
  const rows = { ...state.rows, users: isNew ? users.length : user.at };
  return goTo({ ...state, users, rows, user: undefined, removed: undefined }, 'users');
}
