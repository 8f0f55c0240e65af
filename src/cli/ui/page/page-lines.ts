import { plainLine } from '../../../domain/plain-text.ts';
import { choiceLines } from '../form/choice-lines.ts';
import { optionsLeft } from '../form/entry.ts';
import { type Line, type Piece, piece, type Tone } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { editedRows } from '../text/edited-rows.ts';
import { textWidth } from '../text/text-width.ts';
import type { Page, PageField, PageState, RadioField } from './page.ts';

/** What a page says beside its answers. */
export interface PageWords {
  problems: Readonly<Record<string, string>>;
  /** What is good to know of an answer: what becomes of it, or what another has there. */
  notes: Readonly<Record<string, { text: string; tone: Tone }>>;
}

const indent = 2;

/** A page in so many rows. Where there is room, each field has a row below it for what is wrong, so that nothing jumps. */
export function pageLines(
  page: Page,
  state: PageState,
  words: PageWords,
  { columns, rows }: { columns: number; rows: number },
): readonly Line[] {
  const spacious = rows >= page.fields.length * 2 + page.buttons.length + (state.open === undefined ? 0 : 7);
  const label = Math.max(...page.fields.map((field) => textWidth(field.label))) + 2;
  const blocks = page.fields.map((field, at) => {
    const shown =
      at === state.at ? asked(field, state, columns - indent - label) : settled(field, state, columns - indent - label);
    const below = belowLine(field, state, words, at === state.at, columns - indent - label);
    const body = shown.map(
      (line, row): Line => [
        piece(row === 0 && at === state.at ? '❯ ' : '  ', 'marked'),
        piece((row === 0 ? field.label : '').padEnd(label), at === state.at ? 'strong' : 'faint'),
        ...line,
      ],
    );
    const under: readonly Line[] =
      below === undefined ? (spacious ? [[]] : []) : [[piece(' '.repeat(indent + label)), ...below]];
    return [...body, ...under];
  });
  const buttons = page.buttons.map(({ label: text }, at) => [buttonLine(text, state.at === page.fields.length + at)]);
  const gap = !spacious && blocks.flat().length + buttons.length < rows ? [[]] : [];
  const all = [...blocks, ...buttons.map((button, at) => (at === 0 ? [...gap, ...button] : button))];
  return aroundBlock(all, state.at, rows);
}

/** A row that does something. */
export function buttonLine(text: string, isAt: boolean): Line {
  return [piece(isAt ? '❯ ' : '  ', 'marked'), piece(`→ ${text}`, isAt ? 'marked' : 'plain')];
}

/** As many rows as there is room for, with a block and what is above it in sight. */
function aroundBlock(blocks: readonly (readonly Line[])[], at: number, rows: number): readonly Line[] {
  const all = blocks.flat();
  const end = blocks.slice(0, at + 1).flat().length;
  const first = Math.max(0, Math.min(all.length - rows, end - rows + 1, blocks.slice(0, at).flat().length));
  return all.slice(first, first + rows);
}

function asked(field: PageField, state: PageState, columns: number): readonly Line[] {
  if (field.kind === 'radio') return [radioLine(field, state.values[field.key], columns)];
  if (field.kind === 'text') return editedRows(state.text, columns, 2).map((row) => [piece(row)]);
  const now = settled(field, state, columns);
  if (state.open === undefined) return now;
  return choiceLines(state.open, columns, optionsLeft(state.open).length > 5 ? 4 : 5);
}

function settled(field: PageField, { values }: PageState, columns: number): readonly Line[] {
  const value = plainLine(values[field.key] ?? '');
  if (field.kind === 'radio') return [radioLine(field, value, columns)];
  const words = field.kind === 'search' ? (field.options.find((each) => each.value === value)?.label ?? value) : value;
  if (words === '') return [[piece('—', 'faint')]];
  return [[piece(cutLine(words, columns), field.fixed === true ? 'faint' : 'plain')]];
}

/** All options side by side; where they are too wide, the chosen one between arrows. */
function radioLine({ options }: RadioField, value: string | undefined, columns: number): Line {
  const chosen = options.find((option) => option.value === value);
  const wanted = options.reduce((sum, { label }) => sum + textWidth(label) + 4, -2);
  if (wanted > columns) return [piece(cutLine(`‹ ${chosen?.label ?? '—'} ›`, columns), 'marked')];
  return options.flatMap((option, at): readonly Piece[] => [
    ...(at === 0 ? [] : [piece('  ')]),
    option === chosen ? piece(`● ${option.label}`, 'marked') : piece(`○ ${option.label}`, 'faint'),
  ]);
}

function belowLine(
  { key, advice }: PageField,
  { touched, tried, open }: PageState,
  { problems, notes }: PageWords,
  isAt: boolean,
  columns: number,
): Line | undefined {
  const problem = problems[key];
  if (problem !== undefined && (tried || touched.includes(key)))
    return [piece('✗ ', 'bad'), piece(cutLine(problem, columns - 2), 'bad')];
  const note = notes[key];
  if (note !== undefined) return [piece(cutLine(note.text, columns), note.tone)];
  return isAt && open === undefined && advice !== undefined ? [piece(cutLine(advice, columns), 'faint')] : undefined;
}
