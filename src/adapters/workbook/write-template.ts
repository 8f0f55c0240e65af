import type { WriteSheet } from 'hucre/xlsx';
import { cellName, columnName } from '../../domain/cells.ts';
import type { TemplateSheet, WorkbookTemplate } from '../../ports/workbook.ts';
import { openPackage, type Package } from './package/open-package.ts';
import { readPart } from './package/read-part.ts';
import { packPart, writePackage } from './package/write-package.ts';
import { dataSheet } from './template/data-sheet.ts';
import { firstSheet } from './template/first-sheet.ts';
import { headRow, printedRows } from './template/layout.ts';
import type { Lists } from './template/rules.ts';
import { textCell } from './template/values.ts';
import { wordsOf } from './template/words.ts';

/** A workbook to fill in. The same template gives the same bytes. */
export async function writeTemplate(template: WorkbookTemplate): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const lists: Lists = [];
  const data = template.sheets.map((sheet) => dataSheet(sheet, template, lists));
  const at = new Date(template.at);
  const written = await writeXlsx({
    sheets: [firstSheet(template), ...data, ...listSheet(lists, template)],
    properties: { title: template.title, company: template.company, creator: 'rgz', created: at, modified: at },
    namedRanges: template.sheets.flatMap(printed),
  });
  return finish(await openPackage(written), template);
}

/** Every row that is laid out counts as filled for printers, which would make a book of an empty table. */
function printed(sheet: TemplateSheet) {
  const name = `'${sheet.name.replaceAll("'", "''")}'!`;
  const head = headRow(sheet);
  const last = `$${columnName(sheet.columns.length)}$${head + printedRows(sheet)}`;
  return [
    { name: '_xlnm.Print_Titles', range: `${name}$${head}:$${head}`, scope: sheet.name },
    { name: '_xlnm.Print_Area', range: `${name}$A$1:${last}`, scope: sheet.name },
  ];
}

function listSheet(lists: Lists, { locale }: WorkbookTemplate): WriteSheet[] {
  if (lists.length === 0) return [];
  const cells = new Map(
    lists.flatMap((values, column) => values.map((value, row) => [`${row},${column}`, textCell(value)] as const)),
  );
  return [{ name: wordsOf[locale].lists, cells, hidden: true }];
}

/** What the writer has no word for: looks of whole columns, and pictures that keep their size. */
async function finish(from: Package, { sheets }: WorkbookTemplate): Promise<Uint8Array> {
  const changed = new Map<string, string>();
  for (const [index, sheet] of sheets.entries()) {
    const part = `xl/worksheets/sheet${index + 2}.xml`;
    changed.set(part, unlockColumns(await readPart(from, part), headRow(sheet) + 1));
  }
  for (const part of from.names)
    if (/^xl\/drawings\/drawing\d+\.xml$/.test(part)) changed.set(part, keepSize(await readPart(from, part)));
  return writePackage(
    from.names.map((name) => {
      const text = changed.get(name);
      return text === undefined ? from.packed(name) : packPart(name, text);
    }),
  );
}

/** Rows below those that are laid out look like them, and are as free to be filled in. */
function unlockColumns(xml: string, row: number): string {
  return xml.replace(/<col min="(\d+)" max="\d+"/g, (tag, column) => {
    const style = new RegExp(`<c r="${cellName(row, Number(column))}"[^>]*? s="(\\d+)"`).exec(xml)?.[1];
    return style === undefined ? tag : `${tag} style="${style}"`;
  });
}

function keepSize(xml: string): string {
  return xml
    .replace(/(<\/?xdr:)twoCellAnchor[^>]*>/g, '$1oneCellAnchor>')
    .replace(/<xdr:to>.*?<\/xdr:to>(.*?<a:ext (cx="\d+" cy="\d+")\s*\/>)/gs, '<xdr:ext $2/>$1');
}
