import type { Row } from '../../domain/sheet.ts';
import type { OpenWorkbook, SheetInfo } from '../../ports/workbook.ts';
import { workbookLimits } from './limits.ts';
import { openPackage, type Package } from './package/open-package.ts';
import { provePart } from './package/prove-part.ts';
import { textPieces } from './package/read-part.ts';
import type { Tables } from './read/cell-of.ts';
import { readDateStyles } from './read/date-formats.ts';
import { mergedRanges } from './read/merged-ranges.ts';
import { RowReader } from './read/row-reader.ts';
import { readSharedTexts } from './read/shared-texts.ts';
import { readStructure, type SheetPart, type Structure } from './read/structure.ts';
import { refusal } from './refusal.ts';
import { Scanner } from './xml/scanner.ts';

/**
 * Unpacks every part once before anything is read, without keeping it: the whole file is proven harmless, so that who reads
 * rows has to think of nothing but rows.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenWorkbook> {
  return openRows(await openProven(bytes));
}

export interface Proven {
  from: Package;
  structure: Structure;
  sheets: readonly SheetInfo[];
}

/** Reads what all cells need; the rows themselves wait until they are asked for. */
export async function openRows({ from, structure, sheets }: Proven): Promise<OpenWorkbook> {
  const tables: Tables = {
    texts: await readSharedTexts(from, structure.texts),
    dateStyles: await readDateStyles(from, structure.styles),
    from1904: structure.from1904,
  };
  const counts = new Map<string, number>();
  const readSizes = new Map<string, number>();
  return {
    sheets,
    rows(name) {
      const sheet = structure.sheets.find((each) => each.name === name);
      if (sheet === undefined)
        throw refusal(`the workbook has no sheet ${JSON.stringify(name)}`, 'add the sheet, as in the template');
      counts.set(name, 0);
      return rowsOf(from, sheet, tables, {
        row: () => countRow(counts, name),
        text: (length) => readSizes.set(name, (readSizes.get(name) ?? 0) + length),
      });
    },
    share(names) {
      const parts = structure.sheets.filter(({ name }) => names.includes(name));
      const all = parts.reduce((sum, { part }) => sum + from.sizeOf(part), 0);
      const read = parts.reduce((sum, { name }) => sum + (readSizes.get(name) ?? 0), 0);
      return all === 0 ? 0 : Math.min(1, read / all);
    },
  };
}

/** A workbook that is proven harmless, before its cells are looked at. */
export async function openProven(bytes: Uint8Array): Promise<Proven> {
  const from = await openPackage(bytes);
  const structure = await readStructure(from);
  const merged = new Map(structure.sheets.map(({ name, part }) => [part, mergedRanges(name)]));
  for (const part of from.names) await provePart(from, part, merged.get(part)?.hear);
  const sheets = structure.sheets.map(({ name, hidden, part }) => ({
    name,
    hidden,
    merged: merged.get(part)?.ranges() ?? [],
  }));
  return { from, structure, sheets };
}

async function* rowsOf(
  from: Package,
  { name, part }: SheetPart,
  tables: Tables,
  count: { row: () => void; text: (length: number) => void },
): AsyncGenerator<Row> {
  const reader = new RowReader(name, tables);
  const scanner = new Scanner(reader, reader.place);
  for await (const piece of textPieces(from, part)) {
    count.text(piece.length);
    scanner.feed(piece);
    const { rows } = reader;
    reader.rows = [];
    for (const row of rows) {
      count.row();
      yield row;
    }
  }
  scanner.end();
}

function countRow(counts: Map<string, number>, sheet: string): void {
  counts.set(sheet, (counts.get(sheet) ?? 0) + 1);
  let total = 0;
  for (const each of counts.values()) total += each;
  if (total > workbookLimits.rows)
    throw refusal(`the sheets have more than ${workbookLimits.rows} rows in all`, 'split the rows over several files', {
      sheet,
    });
}
