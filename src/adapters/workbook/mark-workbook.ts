import { cellName, textOf } from '../../domain/cells.ts';
import type { Locale } from '../../domain/notice.ts';
import type { CellMark, OpenWorkbook } from '../../ports/workbook.ts';
import { changeLooks, colourCells } from './mark/colour-cells.ts';
import { Draft } from './mark/draft.ts';
import { errorSheet, errorWords } from './mark/error-sheet.ts';
import { listSheet } from './mark/list-sheet.ts';
import { addNotes, type Note, removeNotes } from './mark/notes.ts';
import { newStyles, Styles } from './mark/styles.ts';
import { openProven, openRows } from './open-workbook.ts';
import type { SheetPart, Structure } from './read/structure.ts';

/** Notes beyond this many make a program slow to open; all marks are listed. */
const mostNotes = 2000;

/** The parts of the workbook stay as they are, but for what marks add to them. */
export async function markWorkbook(bytes: Uint8Array, marks: readonly CellMark[], locale: Locale): Promise<Uint8Array> {
  const proven = await openProven(bytes);
  const { from, structure } = proven;
  const opened = await openRows(proven);
  const listed = marks.map((mark) => ({ ...mark, there: structure.sheets.some(({ name }) => name === mark.sheet) }));
  const draft = new Draft(from);
  const styles = new Styles(structure.styles === undefined ? newStyles : await draft.read(structure.styles));
  const earlier = styles.unmarked();
  let notesLeft = mostNotes;
  for (const sheet of structure.sheets) {
    await unmark(draft, sheet, earlier);
    const notes = notesOf(marks, sheet);
    if (notes.length === 0) continue;
    draft.write(
      sheet.part,
      colourCells(await draft.read(sheet.part), columnsByRow(notes), (style) => styles.marked(style)),
    );
    const told = notes.slice(0, notesLeft);
    notesLeft -= told.length;
    if (told.length > 0) await addNotes(draft, sheet.part, told);
  }
  const xml = errorSheet(listed, locale, { text: styles.text(), title: styles.title() });
  const { sheet: name, titles } = errorWords[locale];
  await listSheet(draft, structure, name, xml, (part) => hasTitles(opened, structure, part, titles));
  await writeStyles(draft, structure, styles.toXml());
  return draft.build();
}

/** People mend the copy in which faults were marked, and give it again. */
async function unmark(draft: Draft, { part }: SheetPart, looks: ReadonlyMap<number, number>): Promise<void> {
  if (looks.size > 0) draft.write(part, changeLooks(await draft.read(part), looks));
  await removeNotes(draft, part);
}

async function writeStyles(draft: Draft, { styles, workbook }: Structure, xml: string): Promise<void> {
  if (styles !== undefined) return draft.write(styles, xml);
  const part = draft.freeName('xl/styles', '.xml');
  await draft.add(part, xml, 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml');
  await draft.relate(workbook, 'styles', part);
}

/** One note a cell, with all that is wrong in it, by rows and columns. */
function notesOf(marks: readonly CellMark[], { name }: SheetPart): Note[] {
  const notes = new Map<string, Note>();
  for (const { sheet, row, column, message } of marks) {
    if (sheet !== name) continue;
    const cell = cellName(row, column);
    const known = notes.get(cell);
    notes.set(cell, { row, column, text: known === undefined ? message : `${known.text}\n${message}` });
  }
  return [...notes.values()].sort((left, right) => left.row - right.row || left.column - right.column);
}

function columnsByRow(notes: readonly Note[]): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const { row, column } of notes) rows.set(row, [...(rows.get(row) ?? []), column]);
  return rows;
}

async function hasTitles(
  opened: OpenWorkbook,
  { sheets }: Structure,
  part: string,
  titles: readonly string[],
): Promise<boolean> {
  const sheet = sheets.find((each) => each.part === part)?.name ?? '';
  for await (const { cells } of opened.rows(sheet)) return cells.map(textOf).join('\n') === titles.join('\n');
  return false;
}
