import { isBlank, textOf } from '../../../domain/cells.ts';
import type { Row, SheetInfo } from '../../../domain/sheet.ts';
import { plainName } from '../claims.ts';
import { openFindings, type Remark } from './findings.ts';
import { shown } from './texts.ts';

/** The first sheet of a template, and how it begins in each language: the company's name is in the cell below. */
export const coverTitles = { en: 'Your products and sales', fr: 'Vos produits et vos ventes' } as const;
const coverName = 'Instructions';

/** No cover has its title further down. */
export const mostCoverRows = 10;

/** The sheet that tells for whom a workbook was made, if it has one. */
export function coverOf(sheets: readonly SheetInfo[]): string | undefined {
  return sheets.find(({ name }) => name === coverName)?.name;
}

/** What there is to say where the cover names another company than the one whose data this is to be. */
export function remarksOnCover(sheet: string, rows: readonly Row[], company: string): readonly Remark[] {
  const titles: readonly string[] = Object.values(coverTitles);
  const title = rows.find(({ cells }) => titles.includes(textOf(cells[0]).trim()));
  const below = title && rows.find(({ row }) => row === title.row + 1);
  const cell = below?.cells[0];
  if (below === undefined || isBlank(cell) || plainName(textOf(cell)) === plainName(company)) return [];
  const say = openFindings([sheet]);
  const place = { sheet, row: below.row, column: 1, header: '' };
  say.remark('company.other', place, textOf(cell), { company: shown(company) });
  return say.remarks();
}
