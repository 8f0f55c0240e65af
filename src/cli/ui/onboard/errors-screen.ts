import { plainLine } from '../../../domain/plain-text.ts';
import type { Key } from '../keyboard/key.ts';
import { type Line, piece } from '../screen/line.ts';
import { signedRows } from '../screen/signed-rows.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import { read } from './file-screen.ts';
import { goTo } from './navigate.ts';
import { count } from './reading-screen.ts';
import { firstRow, moved, type Screen } from './screen.ts';
import type { CellError } from './session.ts';
import { begun, rowOf, type WizardState } from './wizard-state.ts';

/** Step 4 after a workbook with errors: which cell, what is wrong there, and what to write instead. */
export const errorsScreen: Screen = {
  title: ({ reading }) =>
    reading?.kind === 'errors'
      ? `${reading.file}: ${count(reading.all)} ${reading.all === 1 ? 'cell is' : 'cells are'} wrong, and nothing was imported`
      : '',
  step,
  body,
  hints: () => ['↑↓ scrolls', 'm writes a marked copy', 'r reads it again', 'f another file', 'Esc to step 3'],
};

function step(state: WizardState, key: Key, room: Size): WizardState {
  const { reading, session } = state;
  if (reading?.kind !== 'errors' || session === undefined) return goTo(state, 'file');
  const away = moved(state, key, reading.errors.length, tableRows(room));
  if (away !== undefined) return away;
  if (key.name === 'escape') return goTo(state, 'workbook');
  if (key.name !== 'text') return state;
  if (key.text === 'm') return begun(state, { kind: 'mark', session });
  if (key.text === 'f') return goTo(state, 'file');
  return key.text === 'r' ? read(state, reading.path) : state;
}

const detailRows = 5;

function tableRows({ rows }: Size): number {
  return Math.max(1, rows - detailRows - 2);
}

function body(state: WizardState, room: Size): readonly Line[] {
  const { reading } = state;
  if (reading?.kind !== 'errors') return [];
  const { columns } = room;
  const seen = tableRows(room);
  const at = rowOf(state);
  const first = firstRow(at, reading.errors.length, seen);
  const shown = reading.errors.slice(first, first + seen);
  const widths = widthsOf(reading.errors, columns);
  const here = reading.errors[at];
  const told = `${count(at + 1)} of ${count(reading.all)}${reading.all > reading.errors.length ? `, the first ${count(reading.errors.length)} are listed` : ''}`;
  return [
    [piece(`  ${cells(['sheet', 'cell', 'what is wrong', 'write instead'], widths)}`, 'faint')],
    ...shown.map((error, row): Line => {
      const isAt = first + row === at;
      const words = [error.sheet, error.cell, error.message, error.instead];
      return [piece(isAt ? '❯ ' : '  ', 'marked'), piece(cells(words, widths), isAt ? 'strong' : 'plain')];
    }),
    [piece(`── ${told} ${'─'.repeat(Math.max(0, columns - told.length - 4))}`, 'faint')],
    ...(here === undefined ? [] : detailLines(here, columns).slice(0, detailRows)),
  ];
}

function widthsOf(errors: readonly CellError[], columns: number): readonly number[] {
  const sheet = Math.min(14, Math.max(5, ...errors.map((each) => textWidth(plainLine(each.sheet)))));
  const cell = Math.min(10, Math.max(4, ...errors.map((each) => textWidth(plainLine(each.cell)))));
  const rest = columns - 2 - sheet - cell - 6;
  const wrong = Math.floor(rest * 0.55);
  return [sheet, cell, wrong, rest - wrong];
}

function cells(words: readonly string[], widths: readonly number[]): string {
  return words
    .map((word, at) => {
      const width = widths[at] ?? 0;
      const cut = cutLine(word, width);
      return at === words.length - 1 ? cut : `${cut}${' '.repeat(Math.max(0, width - textWidth(cut)))}`;
    })
    .join('  ');
}

function detailLines({ sheet, cell, header, value, message, instead }: CellError, columns: number): readonly Line[] {
  const column = header === '' ? '' : ` (${plainLine(header)})`;
  const where = cutLine(`${sheet} ${cell}${column}`, columns - 4);
  const held = cell === '' ? '' : value === '' ? 'it is empty' : `it holds "${plainLine(value)}"`;
  return [
    [piece(`${where}  `, 'strong'), piece(cutLine(held, columns - textWidth(where) - 2), 'faint')],
    ...signedRows('✗', message, columns, { tone: 'bad', most: 2 }),
    ...(instead === '' ? [] : signedRows('→', instead, columns, { signTone: 'marked', most: 2 })),
  ];
}
