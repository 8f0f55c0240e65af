import { plainLine } from '../../../domain/plain-text.ts';
import type { Key } from '../keyboard/key.ts';
import { type Line, type Piece, piece, type Tone } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import { openNew } from './navigate.ts';
import { firstRow, moved, type Screen } from './screen.ts';
import type { SessionLine, SessionState } from './session.ts';
import { begun, rowOf, type WizardState } from './wizard-state.ts';

/** Which onboarding: a new one, or one that somebody began, here or on another machine. */
export const sessionsScreen: Screen = {
  title: () => 'Which onboarding?',
  step,
  body,
  hints: () => ['Enter goes on with it', '↑↓ chooses', 'n a new company', 'r looks again', 'q leaves'],
};

function step(state: WizardState, key: Key, room: Size): WizardState {
  const { sessions } = state;
  const away = moved(state, key, sessions.length + 1, room.rows);
  if (away !== undefined) return away;
  if (key.name === 'escape') return { ...state, outcome: 'left' };
  if (key.name === 'enter') {
    const chosen = sessions[rowOf(state) - 1];
    return chosen === undefined ? openNew(state) : begun(state, { kind: 'open', id: chosen.id });
  }
  if (key.name !== 'text') return state;
  if (key.text === 'q') return { ...state, outcome: 'left' };
  if (key.text === 'n') return openNew(state);
  return key.text === 'r' ? begun(state, { kind: 'list' }) : state;
}

function body(state: WizardState, { columns, rows }: Size): readonly Line[] {
  const at = rowOf(state);
  const seen = Math.max(1, rows - 2);
  const first = firstRow(at, state.sessions.length + 1, seen);
  const lines = [
    [piece(at === 0 ? '❯ ' : '  ', 'marked'), piece('+ A new company', at === 0 ? 'marked' : 'plain')],
    ...state.sessions.map((session, row) => sessionLine(session, row + 1 === at, columns)),
  ];
  const none = state.sessions.length === 0 ? [[], [piece('  None is under way.', 'faint')]] : [];
  return [...lines.slice(first, first + seen), ...none];
}

const tones: Readonly<Record<SessionState, Tone>> = {
  in_progress: 'warn',
  imported: 'marked',
  activating: 'marked',
  applying: 'marked',
  completed: 'good',
  failed: 'bad',
  unknown: 'bad',
  cancelled: 'faint',
};

function stateWords(state: SessionState): Piece {
  return piece(state.replace('_', ' '), tones[state]);
}

function sessionLine(session: SessionLine, isAt: boolean, columns: number): Line {
  const { id, company, tenant, state, done, by, ago } = session;
  const words = stateWords(state);
  const wide = columns >= 110;
  const more =
    columns < 70 ? '' : wide ? `  ${cutLine(`${by}, ${ago}`, 44).padEnd(44)}` : `  ${cutLine(ago, 11).padEnd(11)}`;
  const room = Math.max(8, columns - id.length - 27 - more.length);
  const name = cutLine(wide ? `${plainLine(company)} · ${tenant}` : company, room);
  return [
    piece(isAt ? '❯ ' : '  ', 'marked'),
    piece(`${id}  `, isAt ? 'marked' : 'faint'),
    piece(name, isAt ? 'strong' : 'plain'),
    piece(' '.repeat(Math.max(0, room - textWidth(name)) + 2)),
    piece('■'.repeat(done), 'good'),
    piece('·'.repeat(4 - done), 'faint'),
    piece(` ${done}/4  `, 'faint'),
    { ...words, text: words.text.padEnd(11) },
    piece(more, 'faint'),
  ];
}
