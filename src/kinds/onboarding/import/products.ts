import { cellName } from '../../../domain/cells.ts';
import type { Row } from '../../../domain/sheet.ts';
import type { Product } from './columns.ts';
import type { Findings } from './findings.ts';
import { placeOf } from './read-row.ts';
import type { Table } from './table.ts';
import { shown } from './texts.ts';

/** Codes as they count for being the same one. */
export function codeKey(code: string): string {
  return code.toLowerCase().normalize('NFC');
}

export interface Products {
  add(row: Row): void;
  readonly list: readonly Product[];
  /** Whether it can be told that a product is not there. */
  readonly areKnown: boolean;
  /** How a product spells its code, by its key. Products at fault are among them. */
  readonly codes: ReadonlyMap<string, string>;
}

export function openProducts(sheet: string, table: Table, say: Findings): Products {
  const list: Product[] = [];
  const codes = new Map<string, string>();
  const cells = new Map<string, string>();
  const columnOf = (key: string) => table.header?.columns.find(({ rule }) => rule.key === key);

  /** Whether the code is that of no product above. */
  const isNew = (row: number, code: string): boolean => {
    const key = codeKey(code);
    const column = columnOf('code');
    const other = codes.get(key);
    if (column === undefined) return false;
    if (other === undefined) {
      codes.set(key, code);
      cells.set(key, cellName(row, column.column));
      return true;
    }
    const problem = other === code ? 'product.code-doubled' : 'product.code-case';
    const place = placeOf(sheet, row, column);
    say.error(problem, place, code, { first: cells.get(key) ?? '', other: shown(other) });
    return false;
  };

  return {
    add(row) {
      const read = table.read(row);
      const code = read?.values.get('code');
      if (read === undefined || typeof code !== 'string') return;
      if (!isNew(row.row, code)) {
        if (read.isSound) table.fault();
        return;
      }
      if (!read.isSound) return;
      const product = Object.fromEntries(read.values) as unknown as Product;
      list.push(product);
      const cost = columnOf('costPrice');
      if (cost !== undefined && (product.costPrice ?? 0) > product.salePrice)
        say.remark('product.cost-above-price', placeOf(sheet, row.row, cost));
    },
    list,
    get areKnown() {
      return columnOf('code') !== undefined;
    },
    codes,
  };
}
