import type { Key } from '../keyboard/key.ts';
import { answeredWith, type PageState, showWrong } from '../page/page.ts';
import { pageLines } from '../page/page-lines.ts';
import { stepPage } from '../page/step-page.ts';
import { type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { editedText } from '../text/edited-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { untilKnown } from './look-ups.ts';
import { goTo } from './navigate.ts';
import { completedPath } from './paths.ts';
import { answerTo } from './questions.ts';
import type { Screen } from './screen.ts';
import { begun, sureOf, type WizardState } from './wizard-state.ts';
import { isThere, workbookOf, workbookPage, workbookQuestion, workbookWords } from './workbook-page.ts';

/** Step 3: the workbook that the company fills in. */
export const workbookScreen: Screen = {
  title: () => 'The workbook to fill in',
  step,
  body,
  hints: () => ['Enter goes on', '↑↓ moves', 'Esc to step 2', 'Tab completes the path'],
};

const advice =
  'It has a sheet of products and one of sales, with lists, checks and an example in each. Fill in what the company ' +
  'sells, and its sales of the last six months or more. Then come back: the session waits, here or on another machine.';

function step(state: WizardState, key: Key): WizardState {
  const page = workbookPage(state.session);
  const turned = stepPage(page, state.workbook, key);
  if (turned === 'back')
    return state.sure === undefined ? goTo(state, 'users') : { ...state, sure: undefined, said: undefined };
  if (turned === 'complete') return completed(state);
  if (!('press' in turned))
    return turned === state.workbook ? state : { ...state, workbook: turned, sure: undefined, said: undefined };
  return turned.press === 'write' ? written(state, key) : goTo(state, 'file');
}

function completed(state: WizardState): WizardState {
  const answer = answerTo(state.answers, workbookQuestion(state));
  const text = state.workbook.values.path ?? '';
  const path = answer === undefined ? text : completedPath(text, answer);
  if (path === text) return state;
  const workbook: PageState = { ...answeredWith(state.workbook, 'path', path), text: editedText(path) };
  return { ...state, workbook };
}

function written(state: WizardState, key: Key): WizardState {
  const { session } = state;
  if (session === undefined) return state;
  const waiting = untilKnown(state, key);
  if (waiting !== undefined) return waiting;
  const { problems } = workbookWords(state);
  if (problems.path !== undefined)
    return { ...state, workbook: showWrong(workbookPage(session), state.workbook, problems) };
  const { path, locale } = workbookOf(state.workbook);
  if (isThere(state) === true && state.sure !== 'write')
    return sureOf(state, 'write', `${path} is there already, and this writes over it`);
  if (session.done.import && state.sure !== 'write' && locale !== session.locale)
    return sureOf(state, 'write', 'another language takes the import back: the workbook has to be imported again');
  return begun(state, { kind: 'workbook', path, locale, session });
}

function body(state: WizardState, { columns, rows }: Size): readonly Line[] {
  const words = wrapText(advice, Math.min(columns, 100)).map((row): Line => [piece(row, 'faint')]);
  const above = rows >= words.length + 8 ? [...words, []] : [];
  const room = { columns, rows: rows - above.length };
  return [...above, ...pageLines(workbookPage(state.session), state.workbook, workbookWords(state), room)];
}
