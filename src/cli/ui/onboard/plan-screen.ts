import { plainLine } from '../../../domain/plain-text.ts';
import type { Key } from '../keyboard/key.ts';
import { type Line, piece } from '../screen/line.ts';
import { signedRows } from '../screen/signed-rows.ts';
import type { Size } from '../screen/size.ts';
import { factLine, figuresLines, partLines } from './figures-lines.ts';
import { goTo, screenFor } from './navigate.ts';
import { sizeWords } from './paths.ts';
import { count } from './reading-screen.ts';
import { moved, type Screen } from './screen.ts';
import type { Plan, Session } from './session.ts';
import { begun, rowOf, sureOf, type WizardState } from './wizard-state.ts';

/** Step 4 before anything is written: what would be imported, to be looked at. */
export const planScreen: Screen = {
  title: () => 'The plan: nothing is imported yet',
  step,
  body: (state, room) => windowed(state, planned(state, room.columns), room),
  hints: ({ reading }) => [
    reading?.kind === 'plan' && reading.plan.same ? 'Enter goes on' : 'Enter imports it',
    '↑↓ scrolls',
    'f another file',
    'Esc back',
  ],
};

function step(state: WizardState, key: Key, room: Size): WizardState {
  const { reading, session } = state;
  if (reading?.kind !== 'plan' || session === undefined) return goTo(state, 'file');
  const most = planned(state, room.columns).length - room.rows + 1;
  const away = moved(state, key, Math.max(1, most + 1), room.rows);
  if (away !== undefined) return away;
  if (key.name === 'escape')
    return state.sure === undefined ? goTo(state, 'file') : { ...state, sure: undefined, said: undefined };
  if (key.name === 'text' && key.text === 'f') return goTo(state, 'file');
  if (key.name !== 'enter') return state;
  const { plan } = reading;
  if (plan.same && session.done.import) return goTo(state, screenFor(session));
  if (session.imported !== undefined && state.sure !== 'import')
    return sureOf(state, 'import', `this replaces what ${session.imported.by} imported ${session.imported.ago}`);
  return begun(state, { kind: 'import', plan, session });
}

/** The lines in sight, and how many are not. */
function windowed(state: WizardState, lines: readonly Line[], { rows }: Size): readonly Line[] {
  if (lines.length <= rows) return lines;
  const above = Math.min(rowOf(state), lines.length - rows + 1);
  const below = lines.length - above - rows + 1;
  const more = [above > 0 ? `↑ ${above} more above` : '', below > 0 ? `↓ ${below} more below` : ''].filter(Boolean);
  return [...lines.slice(above, above + rows - 1), [piece(`… ${more.join(' · ')}`, 'marked')]];
}

/** What has to be seen before somebody goes on comes first: a small window shows no more. */
function planned({ reading, session }: WizardState, columns: number): readonly Line[] {
  if (reading?.kind !== 'plan') return [];
  const { plan } = reading;
  return [
    factLine('File', `${plainLine(plan.file)}, ${sizeWords(plan.size)}`, columns),
    ...figuresLines(plan, columns),
    ...beforeLines(plan, session, columns),
    ...remarkLines(plan, columns),
    [],
    ...partLines(plan, columns),
    factLine('Plan', plan.digest, columns, 'faint'),
  ];
}

function beforeLines({ same }: Plan, session: Session | undefined, columns: number): readonly Line[] {
  const { imported } = session ?? {};
  if (imported === undefined) return [];
  if (same)
    return [
      [],
      ...signedRows('✓', 'This is imported already: nothing has to be written.', columns, { signTone: 'good' }),
    ];
  const words = `It takes the place of ${count(imported.products)} products and ${count(imported.sales)} sales that ${imported.by} imported ${imported.ago}.`;
  return [[], ...signedRows('!', words, columns, { tone: 'warn' })];
}

function remarkLines({ remarks }: Plan, columns: number): readonly Line[] {
  if (remarks.length === 0) return [[], [piece('✓ ', 'good'), piece('Nothing in it looks odd.')]];
  const words = `${count(remarks.length)} ${remarks.length === 1 ? 'remark' : 'remarks'}, taken as they are`;
  return [
    [],
    [piece(words, 'strong')],
    ...remarks.flatMap(({ place, text }) =>
      signedRows('·', place === '' ? text : `${place}: ${text}`, columns, { signTone: 'warn' }),
    ),
  ];
}
