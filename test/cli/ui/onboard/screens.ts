import { companyPage } from '../../../../src/cli/ui/onboard/company-page.ts';
import { goTo, openNew, openSession, openWizard } from '../../../../src/cli/ui/onboard/navigate.ts';
import type { Session } from '../../../../src/cli/ui/onboard/session.ts';
import { newsOf } from '../../../../src/cli/ui/onboard/settle.ts';
import { openUser } from '../../../../src/cli/ui/onboard/user-page.ts';
import { told, type WizardState } from '../../../../src/cli/ui/onboard/wizard-state.ts';
import { showWrong } from '../../../../src/cli/ui/page/page.ts';
import { editedText } from '../../../../src/cli/ui/text/edited-text.ts';
import { allDone, aSession, awa, company, errors, imported, lines, moussa, plan, users } from './a-session.ts';

const list = openWizard({ sessions: lines });
const at = (more: Partial<Session>): WizardState => openSession(list, aSession(more));
const withUsers = at({ users, done: { company: true, users: true, workbook: false, import: false } });
const withWorkbook = at({ users, done: { ...allDone, import: false } });
const ready = { users, done: allDone, imported, state: 'imported' } as const;
const held = {
  claim: 'the checklist cutover is approved',
  passed: false,
  because: 'CL-cutover.boutique-teranga is open: 12 of 40 points are complete',
  remedy: ['rgz checklist show cutover/boutique-teranga'],
  delays: false,
};
const open = { claim: 'the line is not stopped', passed: true, because: 'it runs', remedy: [], delays: true };
const fresh = openNew(list);
const wrongCompany = { ...company, tenant: 'Boutique T', sector: '', site: '', ninea: '9'.repeat(60) };
const changed = aSession({
  ...ready,
  company: { ...company, address: '3 avenue Lamine Guèye' },
  last: { by: 'carl@example.com', phrase: 'changed', ago: '1 min ago' },
  mark: '2',
});

/** The wizard at every screen, with and without something wrong. */
export const screens: Readonly<Record<string, WizardState>> = {
  sessions: list,
  'sessions-none': openWizard({ sessions: [] }),
  'company-new': fresh,
  'company-barred': openNew(
    openWizard({
      sessions: lines,
      barred: {
        message: 'vera@example.com may not onboard companies: what is changed here is not taken',
        remedy: ['ask ada@example.com'],
      },
    }),
  ),
  'company-wrong': {
    ...fresh,
    company: showWrong(companyPage(undefined), { ...fresh.company, values: { ...wrongCompany } }, { tenant: 'wrong' }),
  },
  'company-country': {
    ...fresh,
    company: {
      ...fresh.company,
      values: { ...company },
      at: 4,
      open: { kind: 'choice', options: ['Niger (NE)', 'Nigeria (NG)', 'Senegal (SN)'], filter: 'nig', marked: 1 },
    },
  },
  'company-changed-by-another': {
    ...goTo(at(ready), 'company'),
    session: changed,
    news: newsOf(aSession(ready), changed),
  },
  'company-takes-back': {
    ...goTo(at(ready), 'company'),
    sure: 'save',
    said: told(
      'warn',
      'this takes the import back: the workbook has to be imported again; once more to go on, Esc to leave it',
    ),
  },
  'users-none': at({}),
  users: goTo(withUsers, 'users'),
  'users-no-admin': { ...goTo(withUsers, 'users'), users: [{ ...awa, role: 'manager' }] },
  'users-wrong': {
    ...goTo(withUsers, 'users'),
    users: [
      { ...awa, role: 'manager' },
      { ...moussa, firstName: '' },
      { ...awa, firstName: 'Aminata' },
    ],
  },
  'user-new': { ...goTo(withUsers, 'user'), user: { page: openUser(undefined, false), at: -1 } },
  'user-wrong': {
    ...goTo(withUsers, 'user'),
    user: {
      page: {
        ...openUser({ ...moussa, address: '77 12', role: '' }, false),
        tried: true,
        at: 3,
        text: editedText('77 12'),
      },
      at: 1,
    },
  },
  'user-phone': {
    ...goTo(withUsers, 'user'),
    user: {
      page: { ...openUser({ ...moussa, address: '77 123 45 67' }, false), at: 3, text: editedText('77 123 45 67') },
      at: 1,
    },
  },
  workbook: withUsers,
  'workbook-made': goTo(withWorkbook, 'workbook'),
  file: withWorkbook,
  'file-sent-back': at({
    users,
    done: { ...allDone, import: false },
    sentBack: { by: 'bea@example.com', reason: 'the prices are those of last year', ago: '5 min ago' },
  }),
  'file-no-folder': { ...withWorkbook, file: editedText('nowhere/') },
  reading: {
    ...goTo(withUsers, 'reading'),
    job: { key: 1, wish: { kind: 'read', path: '/home/ada/teranga.xlsx', session: aSession() } },
    progress: { part: 'Ventes', rows: 12_400, share: 0.248, seconds: 1.24 },
  },
  errors: {
    ...goTo(withUsers, 'errors'),
    reading: { kind: 'errors', file: 'teranga.xlsx', path: 'teranga.xlsx', errors: errors(40), all: 140 },
    rows: { errors: 7 },
  },
  plan: { ...goTo(withUsers, 'plan'), reading: { kind: 'plan', plan } },
  'plan-again': { ...goTo(at(ready), 'plan'), reading: { kind: 'plan', plan: { ...plan, same: true } } },
  'plan-replaces': { ...goTo(at(ready), 'plan'), reading: { kind: 'plan', plan: { ...plan, remarks: [] } } },
  activate: at({ ...ready, gates: [open] }),
  'activate-held': at({ ...ready, gates: [held, open] }),
  'activate-delayed': at({ ...ready, gates: [{ ...open, passed: false, because: 'the line is stopped for an hour' }] }),
  'activate-failed': at({ ...ready, state: 'failed', error: 'postgres: connection refused (db.example:5432)' }),
  waiting: at({ ...ready, state: 'activating', gates: [held, open] }),
  'waiting-applying': at({
    ...ready,
    state: 'applying',
    activity: [
      { text: 'put up for activation by ada@example.com', ago: '20 s ago' },
      { text: 'taken up by controller-1', ago: '3 s ago' },
    ],
  }),
  'waiting-unknown': at({ ...ready, state: 'unknown' }),
  summary: at({ ...ready, state: 'completed', invited: { issued: 2, sent: 2, unsent: 0 } }),
  'summary-not-sent': at({ ...ready, state: 'completed', invited: { issued: 2, sent: 1, unsent: 1 } }),
  'summary-not-invited': at({ ...ready, state: 'completed' }),
  'summary-cancelled': at({ ...ready, state: 'cancelled' }),
};
