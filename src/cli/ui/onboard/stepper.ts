import { bar } from '../screen/bar.ts';
import { type Line, type Piece, piece } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import type { ScreenName, WizardState } from './wizard-state.ts';

const steps = [
  { key: 'company', words: 'Company' },
  { key: 'users', words: 'Users' },
  { key: 'workbook', words: 'Workbook' },
  { key: 'import', words: 'Import' },
] as const;

const stepOf: Readonly<Record<ScreenName, number>> = {
  sessions: -1,
  company: 0,
  users: 1,
  user: 1,
  workbook: 2,
  file: 3,
  reading: 3,
  errors: 3,
  plan: 3,
  activate: 4,
  waiting: 4,
  summary: 4,
};

/** Whose onboarding it is, which step is asked, and how many of the four are done. */
export function headLines(state: WizardState, columns: number): readonly Line[] {
  const below = state.screen === 'sessions' ? howLine(columns) : barLine(state, columns);
  return [nameLine(state, columns), stepLine(state, columns), below];
}

function nameLine({ session, screen }: WizardState, columns: number): Line {
  const right = session === undefined ? (screen === 'sessions' ? '' : 'not begun yet') : session.id;
  const name =
    session === undefined || screen === 'sessions'
      ? 'Onboarding'
      : `${session.company.name} · ${session.company.tenant}`;
  const left = cutLine(name, columns - right.length - 2);
  return [
    piece(left, 'strong'),
    piece(' '.repeat(Math.max(2, columns - textWidth(left) - right.length))),
    piece(screen === 'sessions' ? '' : right, 'faint'),
  ];
}

function stepLine({ session, screen }: WizardState, columns: number): Line {
  const at = stepOf[screen];
  const done = screen === 'sessions' ? undefined : session?.done;
  const words = steps.reduce((sum, step) => sum + step.words.length + 4, 0);
  const between = Math.max(1, Math.min(12, Math.floor((columns - words - 6) / 3)));
  return steps.flatMap(({ key, words }, step): readonly Piece[] => {
    const finished = done?.[key] === true;
    const here = step === at;
    const mark = here ? piece('● ', 'marked') : finished ? piece('✓ ', 'good') : piece('○ ', 'faint');
    return [
      ...(step === 0 ? [] : [piece(` ${'─'.repeat(between)} `, 'faint')]),
      mark,
      piece(`${step + 1} ${words}`, here ? 'strong' : finished ? 'plain' : 'faint'),
    ];
  });
}

function howLine(columns: number): Line {
  const words = 'Each step is kept once it is confirmed. Leave at any time, go on anywhere.';
  return [piece(cutLine(words, columns), 'faint')];
}

function barLine({ session }: WizardState, columns: number): Line {
  const done = session === undefined ? 0 : Object.values(session.done).filter(Boolean).length;
  const words = ` ${done} of 4 done`;
  return [...bar(done / 4, Math.max(0, Math.min(60, columns - words.length)), 'good'), piece(words, 'faint')];
}
