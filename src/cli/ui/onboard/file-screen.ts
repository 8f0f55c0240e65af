import type { Key } from '../keyboard/key.ts';
import { type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { editLine } from '../text/edit-line.ts';
import { editedRows } from '../text/edited-rows.ts';
import { editedText, wholeText } from '../text/edited-text.ts';
import { textWidth } from '../text/text-width.ts';
import { folderQuestion, untilKnown } from './look-ups.ts';
import { goTo, screenFor } from './navigate.ts';
import { completedPath, entriesFor, folderAbove, mostBytes, sizeWords, splitPath } from './paths.ts';
import { answerTo, type Entry } from './questions.ts';
import { firstRow, moved, type Screen } from './screen.ts';
import { begun, rowOf, told, type WizardState } from './wizard-state.ts';

/** Step 4: which workbook to read. A path may be typed, and what is typed filters. */
export const fileScreen: Screen = {
  title: () => 'The filled workbook',
  step,
  body,
  hints: ({ file }) => [
    'Enter opens or reads it',
    '↑↓ chooses',
    'Esc to step 3',
    wholeText(file) === '' ? 'Backspace a folder up' : 'Tab completes',
  ],
};

function shown(state: WizardState): readonly Entry[] {
  const { begun: typed } = splitPath(wholeText(state.file));
  return entriesFor(answerTo(state.answers, folderQuestion(state)) ?? {}, typed);
}

function step(state: WizardState, key: Key, room: Size): WizardState {
  const text = wholeText(state.file);
  if (key.name === 'tab') {
    const answer = answerTo(state.answers, folderQuestion(state));
    return answer === undefined ? state : typed(state, completedPath(text, answer));
  }
  const entries = shown(state);
  // Home and End move in what is typed.
  const cursor =
    key.name === 'home' || key.name === 'end' ? undefined : moved(state, key, entries.length, room.rows - 3);
  if (cursor !== undefined) return cursor;
  if (key.name === 'escape')
    return goTo(state, state.session?.done.import === true ? screenFor(state.session) : 'workbook');
  if (key.name === 'enter') return chosen(state, key);
  const { folder, begun: name } = splitPath(text);
  if (key.name === 'backspace' && name === '' && state.file.after === '') return typed(state, folderAbove(folder));
  const edited = editLine(state.file, key);
  if (edited === 'back' || edited === state.file) return state;
  return { ...state, file: edited, rows: { ...state.rows, file: 0 }, said: undefined };
}

function typed(state: WizardState, path: string): WizardState {
  return { ...state, file: editedText(path), rows: { ...state.rows, file: 0 }, said: undefined };
}

function chosen(state: WizardState, key: Key): WizardState {
  const { session } = state;
  const waiting = untilKnown(state, key);
  if (waiting !== undefined) return waiting;
  const entry = shown(state)[rowOf(state)];
  const text = wholeText(state.file);
  const { folder } = splitPath(text);
  if (entry === undefined && /\.(xls|xlsm|xlsb|csv|tsv|ods|numbers|pdf|docx?|txt)$/i.test(text))
    return { ...state, said: told('bad', `${text} is no .xlsx workbook: save it as .xlsx, and read that`) };
  if (entry === undefined || session === undefined)
    return { ...state, said: told('bad', `there is no workbook ${text} here: a folder, or a file that ends in .xlsx`) };
  if (entry.folder) return typed(state, `${folder}${entry.name}/`);
  if (entry.size > mostBytes)
    return {
      ...state,
      said: told('bad', `${entry.name} has ${sizeWords(entry.size)}, and ${sizeWords(mostBytes)} is the most`),
    };
  return read(state, `${folder}${entry.name}`);
}

/** Begins to read a workbook, where nothing else is under way. */
export function read(state: WizardState, path: string): WizardState {
  const { session } = state;
  if (session === undefined) return state;
  const after = begun(state, { kind: 'read', path, session });
  return after.job === state.job ? after : { ...after, screen: 'reading' };
}

function body(state: WizardState, { columns, rows }: Size): readonly Line[] {
  const answer = answerTo(state.answers, folderQuestion(state));
  const entries = shown(state);
  const at = rowOf(state);
  const seen = Math.max(1, rows - 4);
  const first = firstRow(at, entries.length, seen);
  const where = answer?.kept ?? '…';
  return [
    [piece('In ', 'faint'), piece(cutLine(where, columns - 3))],
    ...editedRows(state.file, columns - 2, 1).map((row): Line => [piece('❯ ', 'marked'), piece(row)]),
    [],
    ...entries.slice(first, first + seen).map((entry, row) => entryLine(entry, first + row === at, columns)),
    ...(entries.length === 0 ? [nothingLine(answer?.problems?.path, answer === undefined, columns)] : []),
    ...(entries.length > seen ? [[piece(`  ${first + 1}–${first + seen} of ${entries.length}`, 'faint')] as Line] : []),
  ];
}

function nothingLine(problem: string | undefined, looking: boolean, columns: number): Line {
  if (looking) return [piece('  looking …', 'faint')];
  if (problem !== undefined) return [piece('✗ ', 'bad'), piece(cutLine(problem, columns - 2), 'bad')];
  return [piece('  no folder and no .xlsx file here that fits', 'faint')];
}

function entryLine({ name, folder, size }: Entry, isAt: boolean, columns: number): Line {
  const words = folder ? '' : sizeWords(size);
  const width = Math.min(columns, 90);
  const shown = cutLine(`${name}${folder ? '/' : ''}`, width - 4 - words.length);
  const gap = ' '.repeat(Math.max(2, width - 2 - textWidth(shown) - words.length));
  return [
    piece(isAt ? '❯ ' : '  ', 'marked'),
    piece(shown, isAt ? 'strong' : folder ? 'marked' : 'plain'),
    piece(gap),
    piece(words, size > mostBytes ? 'bad' : 'faint'),
  ];
}
