import { plainLine } from '../../../domain/plain-text.ts';
import type { Key } from '../keyboard/key.ts';
import { type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { wrapText } from '../text/wrap-text.ts';
import { gateLines } from './activate-screen.ts';
import { goTo } from './navigate.ts';
import type { Screen } from './screen.ts';
import type { Session } from './session.ts';
import { begun, type ScreenName, type WizardState } from './wizard-state.ts';

/** While a controller activates the tenant. It goes on whether or not somebody watches. */
export const waitingScreen: Screen = {
  title: ({ session }) => `${session?.id ?? ''}: ${wordsOf(session)}`,
  step,
  body,
  hints: ({ session }) => [
    'q leaves; it goes on without you',
    'r looks again',
    ...(session?.state === 'unknown' ? ['y orders it again'] : []),
    ...(session?.state === 'activating' ? ['1 2 3 f changes a step'] : []),
    'Esc to the list',
  ],
};

const steps: Readonly<Record<string, ScreenName>> = { 1: 'company', 2: 'users', 3: 'workbook', f: 'file' };

function wordsOf(session: Session | undefined): string {
  switch (session?.state) {
    case 'activating':
      return 'ordered, and waiting for a controller';
    case 'applying':
      return 'a controller is at work';
    case 'unknown':
      return 'held, because nobody knows how it went';
    default:
      return session?.state ?? '';
  }
}

function step(state: WizardState, key: Key): WizardState {
  const { session } = state;
  if (key.name === 'escape') return begun(state, { kind: 'list' });
  if (key.name !== 'text' || key.pasted || session === undefined) return state;
  if (key.text === 'q') return { ...state, outcome: 'left' };
  if (key.text === 'r') return begun(state, { kind: 'open', id: session.id });
  if (key.text === 'y' && session.state === 'unknown') return begun(state, { kind: 'activate', session });
  // Nothing is started before a controller has taken it up.
  const screen = session.state === 'activating' ? steps[key.text] : undefined;
  return screen === undefined ? state : goTo(state, screen);
}

function body({ session }: WizardState, { columns, rows }: Size): readonly Line[] {
  if (session === undefined) return [];
  const stages: readonly (readonly [string, boolean])[] = [
    ['ordered', true],
    ['taken up by a controller', session.state !== 'activating'],
    ['active', session.state === 'completed'],
  ];
  const now = stages.findIndex(([, done]) => !done);
  const progress = stages.map(([words, done], at): Line => {
    const held = session.state === 'unknown' && at === now;
    const mark = done
      ? piece('✓ ', 'good')
      : held
        ? piece('✗ ', 'bad')
        : at === now
          ? piece('◔ ', 'marked')
          : piece('○ ', 'faint');
    return [mark, piece(words, done || at === now ? 'plain' : 'faint')];
  });
  const activity = session.activity.map(
    ({ text, ago }): Line => [piece('· ', 'faint'), piece(cutLine(`${plainLine(text)}, ${ago}`, columns - 2), 'faint')],
  );
  const help =
    session.state === 'unknown'
      ? wrapText(`Look at it with rgz explain ${session.id}; then y orders it again.`, columns)
      : ['A controller has to run somewhere: rgz controller run'];
  const gates = session.state === 'activating' ? [...gateLines(session, columns), []] : [];
  const fixed = [...progress, [], ...gates, ...help.map((row): Line => [piece(row, 'faint')]), []];
  const room = Math.max(0, rows - fixed.length);
  return [...fixed, ...(room === 0 ? [] : activity.slice(-room))].slice(0, rows);
}
