import { expect } from 'vitest';
import { workbooks } from '../../../src/adapters/workbook/index.ts';
import type { Cell, Row } from '../../../src/domain/sheet.ts';
import { RgzError } from '../../../src/errors/rgz-error.ts';

/** All rows of a sheet; of the first unless named. */
export async function rowsOf(bytes: Uint8Array, sheet?: string): Promise<Row[]> {
  const workbook = await workbooks.open(bytes);
  const rows: Row[] = [];
  for await (const row of workbook.rows(sheet ?? workbook.sheets[0]?.name ?? '')) rows.push(row);
  return rows;
}

/** The cells of the first row of the first sheet. */
export async function firstCells(bytes: Uint8Array): Promise<readonly Cell[]> {
  return (await rowsOf(bytes))[0]?.cells ?? [];
}

/** Reads everything, as an import does, and gives the refusal that is expected. */
export async function refusalOf(bytes: Uint8Array): Promise<RgzError> {
  try {
    const workbook = await workbooks.open(bytes);
    for (const { name } of workbook.sheets)
      for await (const row of workbook.rows(name)) expect(row.row).toBeGreaterThan(0);
  } catch (error) {
    if (error instanceof RgzError) {
      expect(error.code).toBe('workbook.refused');
      expect(error.exitCode).toBe(3);
      expect(error.remedy.length).toBeGreaterThan(0);
      return error;
    }
    throw error;
  }
  return expect.fail('the workbook was taken');
}

export async function count(rows: AsyncIterable<Row>): Promise<number> {
  let total = 0;
  for await (const _ of rows) total += 1;
  return total;
}
