import type { Locale } from '../../../domain/notice.ts';
import type { SheetInfo } from '../../../domain/sheet.ts';
import { productTable, saleTable, type TableRule, titleKey } from './columns.ts';
import type { Findings } from './findings.ts';
import { listed, shown } from './texts.ts';

export interface FoundSheet {
  rule: TableRule;
  sheet: SheetInfo;
}

const mostListed = 10;

/** The sheets of the two tables, products first, whatever the language and the letter case of their names. */
export function findSheets(sheets: readonly SheetInfo[], locale: Locale, say: Findings): readonly FoundSheet[] {
  return [productTable, saleTable].flatMap((rule) => {
    const keys = Object.values(rule.names).map(titleKey);
    const [sheet, second] = sheets.filter(({ name }) => keys.includes(titleKey(name)));
    const expected = rule.names[locale];
    if (sheet === undefined) {
      const found = listed(sheets.slice(0, mostListed).map(({ name }) => shown(name)));
      say.error('sheet.missing', whole(expected), '', { expected, found });
      return [];
    }
    if (second !== undefined)
      say.error('sheet.doubled', whole(second.name), second.name, { first: shown(sheet.name), expected });
    if (sheet.hidden) say.remark('sheet.hidden', whole(sheet.name));
    return [{ rule, sheet }];
  });
}

/** The place of what is said of a sheet. */
export function whole(sheet: string): { sheet: string; row: number; column: number; header: string } {
  return { sheet, row: 0, column: 0, header: '' };
}
