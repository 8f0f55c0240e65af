import { movedTo } from '../page/page.ts';
import { changedFields } from './company-page.ts';
import type { Outcome, Wish } from './desk.ts';
import { goTo, openSession, withSession } from './navigate.ts';
import { isEditable, type Session } from './session.ts';
import { sameUsers } from './users-check.ts';
import { told, type WizardState } from './wizard-state.ts';
import { workbookPage } from './workbook-page.ts';

/** The state after what was under way has come back. What was dropped before changes nothing any more. */
export function settle(state: WizardState, key: number, outcome: Outcome): WizardState {
  const { job } = state;
  if (job?.key !== key) return state;
  const back: WizardState = { ...state, job: undefined, progress: undefined, answers: {} };
  if (outcome.refusal !== undefined) return refused(back, job.wish, outcome);
  const wrote = writes(job.wish) && outcome.unchanged !== true ? 1 : 0;
  const after = arrived({ ...back, written: state.written + wrote, news: undefined }, job.wish, outcome);
  return outcome.said === undefined ? after : { ...after, said: told('good', outcome.said) };
}

/** Whether a wish may change the record. */
export function writes({ kind }: Wish): boolean {
  return kind === 'company' || kind === 'users' || kind === 'import' || kind === 'activate' || kind === 'workbook';
}

function arrived(state: WizardState, wish: Wish, { session, sessions, reading }: Outcome): WizardState {
  const now = session === undefined ? state : withSession(state, session);
  switch (wish.kind) {
    case 'list':
      return goTo({ ...now, sessions: sessions ?? now.sessions }, 'sessions');
    case 'open':
      return session === undefined ? now : openSession(now, session);
    case 'company':
      return goTo(now, 'users');
    case 'users':
      return goTo(now, 'workbook');
    case 'workbook':
      return { ...now, workbook: atFirstButton({ ...now, workbook: { ...state.workbook } }) };
    case 'read':
      if (reading === undefined) return goTo(now, 'file');
      return goTo({ ...now, reading, rows: { ...now.rows, errors: 0, plan: 0 } }, reading.kind);
    case 'import':
      return goTo({ ...now, reading: undefined }, 'activate');
    case 'activate':
      return goTo(now, 'waiting');
    default:
      return now;
  }
}

function atFirstButton({ session, workbook }: WizardState): WizardState['workbook'] {
  const page = workbookPage(session);
  return movedTo(page, workbook, page.fields.length);
}

/** What somebody entered stays. What others changed meanwhile is told. */
function refused(state: WizardState, wish: Wish, { refusal, session }: Outcome): WizardState {
  const said = told('bad', refusal?.message ?? '', refusal?.remedy);
  const before = state.session;
  const place = wish.kind === 'read' ? goTo(state, 'file') : state;
  if (session === undefined || before === undefined || session.mark === before.mark) return { ...place, said };
  const news = newsOf(before, session);
  if (!isEditable(session) || wish.kind === 'activate') return { ...openSession(state, session), said, news };
  return { ...place, session, said: undefined, news };
}

/** What another person did between two looks at a session. */
export function newsOf(before: Session, after: Session): WizardState['news'] {
  const { by, phrase, ago } = after.last;
  const fields = changedFields(before.company, after.company).map((key) => `${key} is now "${after.company[key]}"`);
  const users = sameUsers(before.users, after.users)
    ? []
    : [`the users are now ${after.users.map((each) => `${each.firstName} ${each.lastName}`).join(', ') || 'none'}`];
  const state = before.state === after.state ? [] : [`it is ${after.state.replace('_', ' ')} now`];
  const reason = after.sentBack === undefined || before.sentBack !== undefined ? [] : [after.sentBack.reason];
  const all = [...reason, ...fields, ...users, ...state];
  const what = all.length === 0 ? '' : `: ${all.slice(0, 4).join('; ')}`;
  return told('warn', `meanwhile: ${phrase} by ${by}, ${ago}${what}`);
}
