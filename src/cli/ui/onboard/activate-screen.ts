import type { Key } from '../keyboard/key.ts';
import { type Line, piece } from '../screen/line.ts';
import { signedRows } from '../screen/signed-rows.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { figuresLines } from './figures-lines.ts';
import { goTo } from './navigate.ts';
import type { Screen } from './screen.ts';
import type { Gate, Remarks, Session } from './session.ts';
import { begun, told, type WizardState } from './wizard-state.ts';

/** After the import: whether to activate the tenant now, and what would hold it. */
export const activateScreen: Screen = {
  title: ({ session }) =>
    session?.done.import === false
      ? 'The workbook has to be imported again'
      : session?.state === 'failed'
        ? 'The activation failed: try again?'
        : 'Everything is there: activate the tenant now?',
  step,
  body,
  hints: ({ session }) =>
    session?.done.import === true
      ? ['y activates', 'f another file', '1 2 3 an earlier step', 'r looks again', 'q later']
      : ['f a file', '1 2 3 an earlier step', 'r looks again', 'q leaves'],
};

function step(state: WizardState, key: Key): WizardState {
  const { session } = state;
  if (session === undefined) return state;
  if (key.name === 'escape') return goTo(state, 'file');
  if (key.name === 'enter') return { ...state, said: told('faint', 'y activates it, q leaves it for later') };
  if (key.name !== 'text' || key.pasted) return state;
  switch (key.text) {
    case 'y':
    case 'Y':
      return session.done.import ? begun(state, { kind: 'activate', session }) : goTo(state, 'file');
    case 'n':
    case 'q':
      return { ...state, outcome: 'left' };
    case 'f':
      return goTo(state, 'file');
    case 'r':
      return begun(state, { kind: 'open', id: session.id });
    case '1':
      return goTo(state, 'company');
    case '2':
      return goTo(state, 'users');
    case '3':
      return goTo(state, 'workbook');
    default:
      return state;
  }
}

function body({ session }: WizardState, { columns, rows }: Size): readonly Line[] {
  if (session === undefined) return [];
  const error =
    session.state === 'failed' && session.error !== undefined
      ? [...signedRows('✗', session.error, columns, { tone: 'bad', most: 3 }), []]
      : [];
  const figures =
    session.imported === undefined
      ? [[piece('Nothing is imported.', 'warn')] as Line]
      : figuresLines(session.imported, columns);
  const remarks = session.imported === undefined ? [] : remarkLines(session.imported.remarks, session.id, columns);
  return [...error, ...figures, [], ...gateLines(session, columns), ...remarks].slice(0, rows);
}

const mostRemarks = 3;

/** What was taken as it is, for whoever has not seen the import. */
function remarkLines({ all, told: kept }: Remarks, id: string, columns: number): readonly Line[] {
  if (all === 0) return [];
  const shown = kept.slice(0, mostRemarks);
  const head = `${all} ${all === 1 ? 'remark' : 'remarks'}, taken as they are`;
  const more = all - shown.length;
  return [
    [],
    [piece(cutLine(head, columns), 'strong')],
    ...shown.flatMap(({ place, text }) => signedRows('·', `${place}: ${text}`, columns, { signTone: 'warn', most: 2 })),
    ...(more > 0 ? [[piece(cutLine(`  and ${more} more: rgz onboarding status ${id}`, columns), 'faint')]] : []),
  ];
}

/** What lets an activation pass, and what holds it. */
export function gateLines({ gates, state }: Session, columns: number): readonly Line[] {
  const closed = gates.filter(({ passed }) => !passed);
  const open = closed.length === 0;
  return [
    ...signedRows(open ? '✓' : '!', gateWords(gates, state), columns, { signTone: open ? 'good' : 'warn' }),
    ...closed.flatMap((gate) => closedLines(gate, columns)),
  ];
}

function gateWords(gates: Session['gates'], state: Session['state']): string {
  const closed = gates.filter(({ passed }) => !passed);
  if (closed.length === 0)
    return gates.length === 0
      ? 'Nothing holds it.'
      : `Nothing holds it: ${gates.length} of ${gates.length} gates are open.`;
  const hold = closed.length === 1 ? 'One gate holds it' : `${closed.length} gates hold it`;
  if (state === 'activating') return `${hold}.`;
  return closed.every(({ delays }) => delays)
    ? `${hold}; it may be ordered now, and waits.`
    : `${hold}, and it cannot be ordered before ${closed.length === 1 ? 'that is' : 'they are'} open.`;
}

function closedLines({ claim, because, remedy }: Gate, columns: number): readonly Line[] {
  return [
    ...signedRows('✗', `${claim}: ${because}`, columns, { tone: 'bad', most: 2 }),
    ...remedy.slice(0, 2).map((each): Line => [piece('→ ', 'marked'), piece(cutLine(each, columns - 2))]),
  ];
}
