import { readCsv } from '../../../domain/csv.ts';
import { productFields, saleFields } from '../../../domain/data-files.ts';
import type { Cell } from '../../../domain/sheet.ts';
import type { CanonicalFiles } from './canonical-files.ts';
import { productTable, saleTable, type TableRule } from './columns.ts';
import { type ImportOutcome, startImport } from './import.ts';

/** A file that no import would leave, and why. */
export interface Refused {
  file: keyof CanonicalFiles;
  why: string;
}

const tables = [
  { file: 'products.csv', rule: productTable, fields: productFields },
  { file: 'sales.csv', rule: saleTable, fields: saleFields },
] as const;

/** Reads the files of an import that was made at this moment by the rules that let a workbook in. */
export function rereadFiles(files: CanonicalFiles, at: string): ImportOutcome | Refused {
  const sheets = tables.map(({ rule: { names } }) => ({ name: names.en, hidden: false, merged: [] }));
  const again = startImport({ sheets, locale: 'en', now: at, began: dayBefore(at) });
  for (const { file, rule, fields } of tables) {
    const read = readCsv(files[file]);
    if ('refused' in read) return { file, why: read.refused };
    const [header, ...rows] = read.rows;
    if (header?.join() !== fields.join()) return { file, why: `its first row is not ${fields.join(',')}` };
    const titles = rule.columns.map(({ titles }): Cell => ({ kind: 'text', text: titles.en }));
    again.add(rule.names.en, { row: 1, hidden: false, cells: titles });
    for (const [index, row] of rows.entries()) {
      if (row.length !== fields.length)
        return { file, why: `row ${index + 2} has ${row.length} fields, not ${fields.length}` };
      again.add(rule.names.en, { row: index + 2, hidden: false, cells: row.map(asCell(rule)) });
    }
  }
  return again.finish();
}

/** What is not as an import writes it comes out as other bytes, however it was read here. */
function asCell({ columns }: TableRule) {
  return (text: string, index: number): Cell => {
    if (text === '') return { kind: 'empty' };
    const format = columns[index]?.format;
    if (format === 'amount' || format === 'count') return { kind: 'number', value: Number(text) };
    return format === 'date' ? { kind: 'date', date: text } : { kind: 'text', text };
  };
}

/** An import takes its moment before it reads, and its event takes another when it is written. */
function dayBefore(at: string): string {
  return new Date(Date.parse(at) - 24 * 60 * 60 * 1000).toISOString();
}
