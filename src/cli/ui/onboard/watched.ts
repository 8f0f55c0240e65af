import type { Outcome } from './desk.ts';
import { goTo, standingNews, withSession } from './navigate.ts';
import { told, type WizardState } from './wizard-state.ts';

/** Whether somebody waits for what controllers do: activate the tenant, and invite its users. */
export function isWatched({ session, screen, job, outcome }: WizardState): boolean {
  if (session === undefined || job !== undefined || outcome !== 'open') return false;
  const toInvite = session.state === 'completed' && session.invited.sent < session.users.length;
  return screen === 'waiting' || (screen === 'summary' && toInvite);
}

/** The state after a look at a session that a controller works on. Always another object, so that the next look follows. */
export function watched(state: WizardState, { session, refusal }: Outcome): WizardState {
  if (!isWatched(state)) return { ...state };
  const said = refusal === undefined ? undefined : told('warn', refusal.message, refusal.remedy);
  if (session === undefined || session.id !== state.session?.id) return { ...state, said };
  const now: WizardState = { ...withSession(state, session), said };
  if (state.screen === 'summary') return now;
  switch (session.state) {
    case 'completed':
    case 'cancelled':
      return goTo(now, 'summary');
    case 'failed':
    case 'imported':
    case 'in_progress':
      return { ...goTo(now, 'activate'), news: standingNews(session) };
    default:
      return now;
  }
}
