import { editedText } from '../text/edited-text.ts';
import { companyPage, openCompany } from './company-page.ts';
import { type Barred, isEditable, isOrdered, type Session, type SessionLine } from './session.ts';
import { noPage, type ScreenName, told, type WizardState } from './wizard-state.ts';
import { openWorkbook } from './workbook-page.ts';

/** The wizard before the first key: with a list to choose from, or at a session. */
export function openWizard(start: {
  sessions?: readonly SessionLine[] | undefined;
  session?: Session | undefined;
  tenant?: string | undefined;
  barred?: Barred | undefined;
}): WizardState {
  const { sessions, session, tenant, barred } = start;
  const news = barred && told('warn', barred.message, barred.remedy);
  const state: WizardState = {
    screen: 'sessions',
    sessions: sessions ?? [],
    session: undefined,
    company: openCompany(undefined, tenant),
    ownTenant: tenant !== undefined,
    users: [],
    removed: undefined,
    user: undefined,
    workbook: noPage,
    file: editedText(''),
    reading: undefined,
    progress: undefined,
    rows: {},
    job: undefined,
    dropped: 0,
    next: 1,
    answers: {},
    again: undefined,
    said: undefined,
    news,
    barred: news,
    sure: undefined,
    written: 0,
    outcome: 'open',
  };
  if (session !== undefined) return openSession(state, session);
  return sessions === undefined ? goTo(state, 'company') : state;
}

/** Another screen. What was said on the one before is gone, and folders may hold other files by now. */
export function goTo(state: WizardState, screen: ScreenName): WizardState {
  const looks = screen === 'file' || screen === 'workbook';
  return { ...state, screen, sure: undefined, said: undefined, ...(looks ? { answers: {} } : {}) };
}

/** A new company. What was answered for one that was not started yet is still there. */
export function openNew(state: WizardState): WizardState {
  if (state.session === undefined) return goTo(state, 'company');
  const { barred: news } = state;
  const none = { session: undefined, company: openCompany(undefined), ownTenant: false };
  return goTo({ ...state, ...fresh, ...none, news }, 'company');
}

/** A session as its record has it, where it stands. */
export function openSession(state: WizardState, session: Session): WizardState {
  return { ...goTo(withSession({ ...state, ...fresh }, session), screenFor(session)), news: standingNews(session) };
}

/** What whoever goes on with a session has to know before anything else. */
export function standingNews(session: Session): WizardState['news'] {
  const { sentBack, barred } = session;
  const back = sentBack && `sent back by ${sentBack.by}, ${sentBack.ago}: ${sentBack.reason}`;
  if (barred !== undefined && (isEditable(session) || isOrdered(session)))
    return told('warn', [barred.message, ...(back === undefined ? [] : [back])].join('; '), barred.remedy);
  return back === undefined ? undefined : told('warn', back, ['import the corrected workbook']);
}

const fresh = { users: [], removed: undefined, user: undefined, reading: undefined, rows: {}, news: undefined };

/** The same wizard with a session's own answers in every step. */
export function withSession(state: WizardState, session: Session): WizardState {
  const company = openCompany(session);
  return {
    ...state,
    session,
    company: { ...company, at: companyPage(session).fields.length },
    users: session.users,
    workbook: openWorkbook(session),
  };
}

/** Where a session goes on. */
export function screenFor(session: Session): ScreenName {
  if (session.state === 'completed' || session.state === 'cancelled') return 'summary';
  if (isOrdered(session)) return 'waiting';
  if (session.done.import) return 'activate';
  if (!session.done.users) return 'users';
  return session.done.workbook ? 'file' : 'workbook';
}
