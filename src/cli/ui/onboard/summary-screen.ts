import type { Key } from '../keyboard/key.ts';
import { type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { countryName } from './countries.ts';
import { factLine, figuresLines } from './figures-lines.ts';
import { openNew } from './navigate.ts';
import type { Screen } from './screen.ts';
import type { Session } from './session.ts';
import { begun, type WizardState } from './wizard-state.ts';

/** What came of it all, and what to do next. */
export const summaryScreen: Screen = {
  title: ({ session }) =>
    session?.state === 'cancelled'
      ? 'This onboarding was cancelled'
      : `${session?.company.name ?? ''} is an active tenant`,
  step,
  body,
  hints: () => ['q leaves', 'n another company', 'r looks again', 'Esc to the list'],
};

function step(state: WizardState, key: Key): WizardState {
  if (key.name === 'escape') return begun(state, { kind: 'list' });
  if (key.name === 'enter') return { ...state, outcome: 'left' };
  if (key.name !== 'text' || key.pasted) return state;
  if (key.text === 'q') return { ...state, outcome: 'left' };
  if (key.text === 'r' && state.session !== undefined) return begun(state, { kind: 'open', id: state.session.id });
  return key.text === 'n' ? openNew(state) : state;
}

function body({ session }: WizardState, { columns, rows }: Size): readonly Line[] {
  if (session === undefined) return [];
  const { company, users, imported, state, id, invited } = session;
  const cancelled = state === 'cancelled';
  const admins = users.filter(({ role }) => role === 'admin').length;
  const people = `${users.length}, ${admins} ${admins === 1 ? 'of them an admin' : 'of them admins'}`;
  const all = invited.sent >= users.length;
  const next = [
    ...(cancelled || invited.unsent === 0 ? [] : ['rgz notify status']),
    `rgz onboarding status ${id}`,
    `rgz log ${id}`,
    'rgz tenant list',
  ];
  return [
    [
      cancelled ? piece('✗ ', 'bad') : piece('✓ ', 'good'),
      piece(cancelled ? 'cancelled' : 'onboarded', cancelled ? 'bad' : 'good'),
    ],
    [],
    factLine('Tenant', `${company.tenant} · ${company.name}`, columns, 'strong'),
    factLine('Site', `${company.site}, ${company.address}, ${countryName(company.country)}`, columns),
    factLine('Users', people, columns),
    ...(imported === undefined ? [] : figuresLines(imported, columns)),
    ...(cancelled ? [] : [factLine('Invitations', invitedWords(session), columns, all ? 'plain' : 'warn')]),
    [],
    [piece('Next', 'strong')],
    ...next.map((each): Line => [piece('→ ', 'marked'), piece(cutLine(each, columns - 2))]),
  ].slice(0, rows);
}

/** Nothing is sent before a channel has taken it. */
function invitedWords({ invited, users }: Session): string {
  const { issued, sent, unsent } = invited;
  if (sent >= users.length) return `${sent} of ${users.length} sent`;
  const codes = `${issued} of ${users.length} codes issued`;
  if (issued < users.length) return `${codes}; a controller issues the others, where a channel reaches them`;
  if (unsent === 0) return codes;
  return `${codes}, ${sent} sent; ${unsent === 1 ? 'one letter waits' : `${unsent} letters wait`} for a channel`;
}
